"""The registry of formats: what it leaves out, or offers without its tests and documents, fails."""

import re
from pathlib import Path
from pkgutil import iter_modules

import pytest

import oai_timeline.formats
from fuzz import targets
from oai_timeline.cli.output_format import SHOW_FORMATS, choose_format
from oai_timeline.formats import FORMATS, Format
from tests.cli.processes import ROOT
from tests.formats.golden_files import GOLDEN, golden_file

PACKAGE = Path(oai_timeline.formats.__file__).parent
NO_FORMATS = {"changes", "exported", "findings", "narrative", "quotes"}
"""Modules that formats share, or that write something other than events."""


def test_every_module_is_registered_or_known_to_be_no_format() -> None:
    modules = {module.name for module in iter_modules([str(PACKAGE)])}
    assert modules == {form.module for form in FORMATS.values()} | NO_FORMATS


def test_every_golden_file_belongs_to_a_format_and_every_format_has_one() -> None:
    files = {path.name for path in GOLDEN.glob("small.*")}
    assert files == {golden_file(name) for name in FORMATS}, "run with UPDATE_GOLDEN=1"


def test_the_documents_have_a_row_for_each_format_and_for_no_other() -> None:
    page = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    table = page.partition("| format |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    listed = set(re.findall("`(.+?)`", " ".join(cells)))
    assert listed == FORMATS.keys(), "add a row to the table in docs/exports.md"


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_fuzzed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that fails makes the fuzz target of timeline files fail."""
    monkeypatch.setattr(targets, "FORMATS", {name: Format("no_such_module", ())})
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        targets.loader(b"timeline: {format: 1, title: T, zone: UTC}\nevents: []\n")


@pytest.mark.parametrize("name", FORMATS)
def test_an_extra_is_one_that_can_be_installed(name: str) -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    extra = FORMATS[name].extra
    assert not extra or re.search(rf"^{extra} = \[", pyproject, re.MULTILINE)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_chosen_by_name_and_writes_its_extensions(name: str) -> None:
    for extension in FORMATS[name].extensions:
        assert choose_format(name, f"out.{extension}", FORMATS) == name
        assert choose_format(None, f"out.{extension}", FORMATS) in FORMATS


def test_show_offers_text_and_what_the_registry_says() -> None:
    shown = [name for name in FORMATS if FORMATS[name].is_shown]
    assert ("text", *shown) == SHOW_FORMATS
