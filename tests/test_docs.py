"""docs/commands.md is up to date."""

import re

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
