"""What the README says is what happens."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.processes import Program

README = Path(__file__).parents[2] / "README.md"
SHOWN = re.search(r"^    \$ timeline (.*)\n((?:    .*\n)+)", README.read_text(), re.MULTILINE)
COMMANDS = re.findall(r"^\| .* \| `timeline ?(.*)` \|$", README.read_text(), re.MULTILINE)


def test_the_screen_shown_is_what_is_printed(timeline: Program) -> None:
    assert SHOWN
    lines = [line[4:] for line in SHOWN[2].splitlines()]
    assert lines[-1] == "..."
    printed = timeline(*shlex.split(SHOWN[1]), TIMELINE_FILE=None).out.splitlines()
    assert printed[: len(lines) - 1] == lines[:-1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_table_runs(command: str, timeline: Program, tmp_path: Path) -> None:
    arguments = shlex.split(command.partition(r"\|")[0])
    if arguments[:1] == ["check"]:
        (tmp_path / "mine.yaml").write_text(README.read_text().split("```")[1].removeprefix("yaml"))
    done = timeline(*arguments, cwd=tmp_path, TIMELINE_FILE=None)
    assert done.code == 0
    assert done.out or (tmp_path / "events.csv").exists() or "mine.yaml" in arguments
