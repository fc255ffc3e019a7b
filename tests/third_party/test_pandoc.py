"""CSL JSON is valid by the schema of CSL, and pandoc reads it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.processes import ROOT, Program
from tests.security.hostile import TIMELINE, find_active
from tests.third_party.parties import SECONDS, folder, python

SCHEMA = "venv/lib/python3*/site-packages/commonmeta/resources/csl-data.json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """Return the JSON schema of CSL, which the Python package commonmeta-py includes."""
    paths = sorted(folder().glob(SCHEMA))
    if not paths:
        pytest.skip("no JSON schema of CSL: .ci/third-parties installs it")
    found: dict[str, Any] = json.loads(paths[0].read_text(encoding="utf-8"))
    assert found["description"] == "JSON schema for CSL input data"
    return found


@pytest.fixture(scope="module")
def references(timeline: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export the sources of the bundled timeline."""
    path = tmp_path_factory.mktemp("csl") / "sources.json"
    shipped = str(ROOT / "events.yaml")
    assert timeline("export", "csl-json", "-o", str(path), "-f", shipped).code == 0
    return path


def pandoc(*arguments: str, text: str = "") -> str:
    """Run pandoc, which the Python package pypandoc_binary includes."""
    interpreter = python("pypandoc")
    find = "import pypandoc; print(pypandoc.get_pandoc_path())"
    path = subprocess.run(
        [interpreter, "-c", find], capture_output=True, text=True, check=True
    ).stdout.strip()
    done = subprocess.run(
        [path, *arguments],
        input=text,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_references_are_valid(schema: dict[str, Any], references: Path) -> None:
    found = json.loads(references.read_text(encoding="utf-8"))
    assert len(found) > 500
    jsonschema.validate(found, schema)


def test_hostile_text_is_valid(schema: dict[str, Any], timeline: Program) -> None:
    done = timeline("export", "csl-json", "-f", "-", stdin=TIMELINE.encode())
    found = json.loads(done.out)
    assert len(found) == 2
    jsonschema.validate(found, schema)


def test_pandoc_makes_an_entry_of_biblatex_of_each(references: Path) -> None:
    keys = [one["id"] for one in json.loads(references.read_text(encoding="utf-8"))]
    entries = pandoc("-f", "csljson", "-t", "biblatex", str(references))
    assert [line.partition("{")[2].rstrip(",") for line in entries.splitlines()
            if line.startswith("@")] == keys  # fmt: skip


def test_pandoc_cites_a_source_by_its_id(references: Path) -> None:
    text = "He wrote it himself [@brockman-x-2023-11-17]."
    shown = pandoc("--citeproc", "--bibliography", str(references), "-t", "plain", text=text)
    assert shown.startswith("He wrote it himself (Greg Brockman on X 2023).\n")
    assert "\nGreg Brockman on X. 2023. “Sam and I are shocked" in shown


def test_pandoc_writes_an_approximate_date_as_such(timeline: Program, tmp_path: Path) -> None:
    path = tmp_path / "sources.json"
    source = "  mail: {publisher: Ann Lee, published: 2019-03~, kind: first-hand}"
    header = "timeline: {format: 1, title: T, zone: UTC}"
    text = f"{header}\nsources:\n{source}\nevents: []\n"
    timeline("export", "csl-json", "-o", str(path), "-f", "-", stdin=text.encode())
    shown = pandoc("--citeproc", "--bibliography", str(path), "-t", "plain", text="[@mail]")
    assert shown.startswith("(Ann Lee [2019?])\n")


def test_hostile_text_stays_text_in_pandoc(timeline: Program, tmp_path: Path) -> None:
    path = tmp_path / "sources.json"
    timeline("export", "csl-json", "-o", str(path), "-f", "-", stdin=TIMELINE.encode())
    page = pandoc("--citeproc", "--bibliography", str(path), "-t", "html", text="[@one; @two]")
    assert "<script" not in page
    assert find_active(page) == []
