"""The hook of pre-commit selects timeline files by name, and runs a command that exists."""

import re
from pathlib import Path

import pytest
import yaml

from oai_timeline.cli.app import COMMANDS

ROOT = Path(__file__).parents[1]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_the_hook_runs_a_command_that_takes_files() -> None:
    program, command = HOOK["entry"].split()
    assert (program, command in COMMANDS, HOOK["language"]) == ("timeline", True, "python")


@pytest.mark.parametrize(
    ("name", "is_selected"),
    [
        ("week.timeline.yaml", True),
        ("a/b.timeline.yml", True),
        ("events.yaml", False),
        ("timeline.yaml", False),
        ("x.timeline.yaml.bak", False),
    ],
)
def test_the_hook_selects_files_by_the_convention(name: str, is_selected: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) == is_selected


def test_the_docs_name_the_hook() -> None:
    page = (ROOT / "docs" / "own-timelines.md").read_text(encoding="utf-8")
    assert f"- id: {HOOK['id']}" in page
