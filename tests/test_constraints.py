"""The versions that the tests run with are fixed, lest a release of tomorrow decides on them."""

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
ASKED = {
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *(asked for extra in EXTRAS for asked in extra),
}


@pytest.mark.parametrize("asked", sorted(ASKED))
def test_what_pyproject_asks_for_is_fixed_to_a_version_that_it_allows(asked: str) -> None:
    """`nox -s lock` does it."""
    wanted = Requirement(asked)
    assert wanted.specifier.contains(PINS[canonicalize_name(wanted.name)])


def test_the_readme_installs_these() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^    (python3 -m venv .* -m pytest.*)$", readme, re.MULTILINE)
    assert "PIP_CONSTRAINT=tests/constraints.txt " in command
