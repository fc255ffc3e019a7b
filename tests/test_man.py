"""The man pages say what --help does, and man and mandoc can show them."""

import os
import re
import subprocess

import pytest

from tests.command_help import CommandHelp, describe_commands
from tests.man import FOLDER, man_pages
from tests.programs import SECONDS, find_program

COMMANDS = {command.name.replace(" ", "-"): command for command in describe_commands()}


def show(*command: str) -> str:
    """Return what a program prints about a page, with its lines joined."""
    environment = {**os.environ, "LC_ALL": "C", "MANWIDTH": "200", "MANPAGER": "cat"}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    return " ".join(re.sub(".\b", "", done.stdout).split())


def test_the_pages_are_generated_from_the_help() -> None:
    written = {path.name: path.read_text(encoding="ascii") for path in FOLDER.iterdir()}
    assert written == man_pages(), "run python -m tests.docs"


@pytest.mark.skipif(not find_program("mandoc"), reason="mandoc is not installed")
@pytest.mark.parametrize("name", COMMANDS)
def test_mandoc_has_nothing_against_a_page(name: str) -> None:
    """But that it has no date: a page belongs to a version."""
    done = subprocess.run(
        ["mandoc", "-Tlint", "-W", "warning", FOLDER / f"{name}.1"],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert [line for line in done.stdout.splitlines() if "missing date" not in line] == []


@pytest.mark.skipif(not find_program("man"), reason="man is not installed in a known version")
@pytest.mark.parametrize(("name", "command"), COMMANDS.items())
def test_man_shows_each_option_with_its_description(name: str, command: CommandHelp) -> None:
    page = show("man", "--nh", "-l", str(FOLDER / f"{name}.1"))
    for option in command.options:
        value = f" {option.value}" if option.names and option.value else ""
        term = ", ".join(option.names) + value if option.names else option.value
        described = " ".join(f"{term} {option.help}".replace("`", "").split())
        assert described in page
    for paragraph in command.paragraphs:
        assert " ".join(paragraph.replace("`", "").split()) in page
    assert command.example in page
