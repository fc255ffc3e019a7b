"""What the README says is what happens."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import SECONDS, Program, read_all, terminal
from tests.programs import KNOWN, find_program

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"^    \$ (timeline\b.*)\n((?:(?:    (?!\$ ).*|(?=\n+    (?!\$ )))\n)*)", README, re.MULTILINE
)
COMMANDS = re.findall(r"^\| .* \| `timeline ?(.*)` \|$", README, re.MULTILINE)


def printed(command: str, timeline: Program, folder: Path) -> str:
    """Have a shell run a command in a terminal of 80 columns, and give what is seen there."""
    program = folder / "timeline"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m oai_timeline "$@"\n')
    program.chmod(0o755)
    path = f"{folder}:{os.environ.get('PATH', os.defpath)}"
    with terminal(80, 1000) as (outer, inner):
        process = subprocess.Popen(
            ["/bin/sh", "-c", command],
            stdin=subprocess.DEVNULL,
            stdout=inner,
            stderr=inner,
            env=timeline.environment({"NO_COLOR": "1", "PATH": path, "TIMELINE_FILE": None}),
            cwd=folder,
        )
        os.close(inner)
        seen = read_all(outer, process).decode()
        assert process.wait(SECONDS) == 0, seen
    return seen


def test_there_are_examples_enough_and_the_page_is_short() -> None:
    assert len(EXAMPLES) >= 12
    assert len(README.splitlines()) <= 320


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[line for line, _ in EXAMPLES])
def test_an_example_prints_what_is_shown(
    command: str, shown: str, timeline: Program, tmp_path: Path
) -> None:
    for program in re.findall(r"(?:\||&&) *(\w+)", command):
        if program in KNOWN and not find_program(program):
            pytest.skip(f"{program} is not installed in a version that is known")
    lines = [line.removeprefix("    ") for line in shown.splitlines()]
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(f"{line}\n") for line in lines)
    seen = printed(command, timeline, tmp_path)
    assert re.fullmatch(pattern, seen), seen


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_table_runs(command: str, timeline: Program, tmp_path: Path) -> None:
    arguments = shlex.split(command.partition(r"\|")[0])
    if arguments[:1] == ["check"]:
        (tmp_path / "mine.yaml").write_text(README.split("```")[1].removeprefix("yaml"))
    done = timeline(*arguments, cwd=tmp_path, TIMELINE_FILE=None)
    assert done.code == 0
    assert done.out or any(tmp_path.iterdir())


def test_the_picture_is_there() -> None:
    (path,) = re.findall(r"^!\[.+\]\((.+)\)$", README, re.MULTILINE)
    assert (Path(__file__).parents[2] / path).is_file()
