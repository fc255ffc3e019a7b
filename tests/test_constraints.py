"""The versions of the libraries in tests are pinned."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_TEXT = (ROOT / "tests/constraints.txt").read_text(encoding="utf-8")
PINS = {
    canonicalize_name(name): version
    for name, version in re.findall(r"^(\S+)==(\S+)$", _TEXT, re.MULTILINE)
}
EXTRAS = PROJECT["project"]["optional-dependencies"].values()
REQUIREMENTS = {
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *(requirement for extra in EXTRAS for requirement in extra),
}


@pytest.mark.parametrize("requirement", sorted(REQUIREMENTS))
def test_every_dependency_is_pinned_to_an_allowed_version(requirement: str) -> None:
    """`nox -s lock` updates the pins."""
    wanted = Requirement(requirement)
    assert wanted.specifier.contains(PINS[canonicalize_name(wanted.name)])


def test_the_readme_installs_the_pinned_versions() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^    (python3 -m venv .* -m pytest.*)$", readme, re.MULTILINE)
    assert "PIP_CONSTRAINT=tests/constraints.txt " in command
