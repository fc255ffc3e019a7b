"""docs/commands.md and the keys in docs/exports.md are up to date."""

import re

from oai_timeline.model.record import EventRecord, WhenRecord
from tests.cli.processes import ROOT
from tests.docs import FILE, commands_page


def test_the_page_is_generated_from_the_help() -> None:
    assert FILE.read_text(encoding="utf-8") == commands_page(), "run python -m tests.docs"


def test_links_lead_to_headings() -> None:
    page = commands_page()
    headings = {
        text.lower().replace(" ", "-") for text in re.findall("^## (.+)$", page, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#(.*?)\)", page)) <= headings


def test_every_option_has_a_description() -> None:
    assert re.findall("^- `[^:]*$", commands_page(), re.MULTILINE) == []


def test_the_page_on_exports_lists_the_keys_of_an_event() -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    _, event, when = re.split(r"^\| key of .*\n", page, flags=re.MULTILINE)
    for rows, record in ((event, EventRecord), (when, WhenRecord)):
        cells = re.findall(r"^\| (`.*?) \|", rows.partition("\n\n")[0], re.MULTILINE)
        assert sorted(re.findall("`(.*?)`", " ".join(cells))) == sorted(record.__annotations__)
