"""The README and the pages of docs/ show what the program prints."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.processes import ROOT, SECONDS, Program, read_all, terminal
from tests.programs import KNOWN, find_program

README = (ROOT / "README.md").read_text(encoding="utf-8")
OWN = (ROOT / "docs" / "own-timelines.md").read_text(encoding="utf-8")
STARTER = (ROOT / "oai_timeline/data/starter.yaml").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\| .* \| `timeline ?(.*)` \|$", README, re.MULTILINE)


class Example(NamedTuple):
    """A command of a page, and what the page shows of its output; `...` stands for any lines."""

    page: str
    command: str
    shown: str

    @property
    def exit_code(self) -> int:
        """2 if the command is refused, 1 if it shows errors of a file, otherwise 0."""
        if self.shown.startswith("    timeline: "):
            return 2
        return int(": error[" in self.shown)


def read_examples(page: Path) -> list[Example]:
    """Return the examples of a page: an indented `$ ...`, and the lines below it."""
    found = re.findall(
        r"^    \$ (.*\btimeline\b.*)\n((?:(?:    (?!\$ ).*|(?=\n+    (?!\$ )))\n)*)",
        page.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return [Example(page.name, command, shown) for command, shown in found]


PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = [example for page in PAGES for example in read_examples(page)]


def run_in_terminal(command: str, timeline: Program, folder: Path) -> tuple[str, int]:
    """Run a shell command in a terminal of 80 columns; return what it shows, and its exit code."""
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
        return seen, process.wait(SECONDS)


def test_the_readme_has_examples_and_is_short() -> None:
    assert 8 <= len(read_examples(ROOT / "README.md")) <= 10
    assert len(README.splitlines()) <= 200


@pytest.fixture(scope="module", autouse=True)
def _cached(timeline: Program) -> None:
    """Cache the bundled timeline, as reading it on a busy machine shows a progress bar."""
    timeline("values", TIMELINE_FILE=None)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.page}: {one.command}")
def test_an_example_prints_the_shown_output(
    example: Example, timeline: Program, tmp_path: Path
) -> None:
    for program in re.findall(r"(?:\||&&) *(\w+)", example.command):
        if program in KNOWN and not find_program(program):
            pytest.skip(f"{program} is not installed in a version that is known")
    if "timeline init" not in example.command:
        (tmp_path / "mine.timeline.yaml").write_text(STARTER)
    lines = [line.removeprefix("    ") for line in example.shown.splitlines()]
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(f"{line}\n") for line in lines)
    seen, code = run_in_terminal(example.command, timeline, tmp_path)
    assert re.fullmatch(pattern, seen), seen
    assert code == example.exit_code


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_table_runs(command: str, timeline: Program, tmp_path: Path) -> None:
    arguments = shlex.split(command.partition(r"\|")[0])
    if arguments[:1] == ["check"]:
        (tmp_path / "mine.timeline.yaml").write_text(OWN.split("```")[1].removeprefix("yaml"))
    done = timeline(*arguments, cwd=tmp_path, TIMELINE_FILE=None)
    assert done.code == 0
    assert done.out or any(tmp_path.iterdir())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_linked_files_exist(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).is_file()] == []
