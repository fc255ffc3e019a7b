"""What is built is the same, byte by byte, wherever and whenever it is built."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from oai_timeline import __version__
from tests.man import man_pages

ROOT = Path(__file__).parents[1]
_PARTS = ("hatch_build.py", "oai_timeline", "events.yaml", "docs", "LICENSE", "README.md")
_PAGES = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CITATION.cff")
_FILES = (*_PARTS, *_PAGES, "pyproject.toml", ".pre-commit-hooks.yaml")


def build(folder: Path, mask: int) -> dict[str, Path]:
    """Build wheel and sdist of a copy in a folder, with other times and another umask."""
    folder.mkdir()
    for name in _FILES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for path in folder.rglob("*"):
        os.utime(path, (mask, mask))
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder / "dist")],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder)},
        umask=mask,
        capture_output=True,
        check=True,
    )
    return {path.name: path for path in (folder / "dist").iterdir()}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Path]]:
    """Build twice."""
    folder = tmp_path_factory.mktemp("builds")
    return [build(folder / "one", 0o022), build(folder / "another, with a long name", 0o077)]


def test_wheel_and_sdist_are_reproducible(builds: list[dict[str, Path]]) -> None:
    first, second = (
        {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in one.items()}
        for one in builds
    )
    assert len(first) == 2
    assert first == second


def test_the_wheel_installs_man_pages_and_both_commands(builds: list[dict[str, Path]]) -> None:
    (wheel,) = (path for name, path in builds[0].items() if name.endswith(".whl"))
    with ZipFile(wheel) as archive:
        pages = {Path(name).name for name in archive.namelist() if "/data/share/man/man1/" in name}
        (points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        scripts = archive.read(points).decode()
    assert pages == man_pages().keys()
    assert "timeline = oai_timeline.cli:main\n" in scripts
    assert "oai-timeline = oai_timeline.cli:main\n" in scripts


def test_the_sdist_has_what_a_wheel_is_built_from(builds: list[dict[str, Path]]) -> None:
    (sdist,) = (path for name, path in builds[0].items() if name.endswith(".tar.gz"))
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"CITATION.cff", ".pre-commit-hooks.yaml"} <= names
    assert {"hatch_build.py", "pyproject.toml", "events.yaml", "docs/man/timeline.1"} <= names


def test_the_citation_names_the_authors_and_licences_of_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["cff-version"] == "1.2.0"
    assert citation["authors"] == project["authors"]
    assert " AND ".join(citation["license"]) == project["license"]


def test_the_version_is_the_one_that_is_cited_and_described_last() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    headings = re.findall(
        r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert citation["version"] == __version__
    assert headings[0] == f"{__version__} - {citation['date-released']}"
