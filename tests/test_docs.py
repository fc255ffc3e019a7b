"""The page about the commands says what they say of themselves."""

import re

import pytest

from oai_timeline.cli.app import COMMANDS
from tests.docs import FILE, commands_page


def test_the_page_is_what_the_commands_say() -> None:
    assert FILE.read_text(encoding="utf-8") == commands_page(), "write it: python -m tests.docs"


def test_commands_stand_there_in_their_order() -> None:
    assert re.findall(r"^## timeline (.+)$", commands_page(), re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_what_it_answers_and_gives_an_example(command: str) -> None:
    part = commands_page().partition(f"\n## timeline {command}\n\n")[2].partition("\n\n## ")[0]
    usage, answer, *rest = part.split("\n\n")
    assert usage.startswith(f"    timeline {command} [OPTIONS]")
    assert answer.endswith(".")
    examples = [block for block in rest if block.startswith("Example: ")]
    assert [bool(re.search(rf"\btimeline {command}\b", text)) for text in examples] == [True]


def test_links_lead_to_headings() -> None:
    page = commands_page()
    headings = {
        text.lower().replace(" ", "-") for text in re.findall("^## (.+)$", page, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#(.*?)\)", page)) <= headings


def test_every_option_says_what_it_does() -> None:
    assert re.findall("^- `[^:]*$", commands_page(), re.MULTILINE) == []
