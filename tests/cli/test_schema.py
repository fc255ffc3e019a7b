"""`timeline schema`: the schema as JSON, to a pipe or to a file."""

import json
from pathlib import Path

import pytest

from oai_timeline.load.schema import schema
from tests.cli.processes import Done, Program


def test_it_is_printed_as_json(timeline: Program) -> None:
    text = json.dumps(schema(), indent=2) + "\n"
    assert timeline("schema") == Done(0, text, "")
    assert text.isascii()


def test_it_is_written_to_a_file(timeline: Program, tmp_path: Path) -> None:
    printed = timeline("schema")
    assert timeline("schema", "-o", "s.json", cwd=tmp_path) == Done(0, "", "")
    assert (tmp_path / "s.json").read_text() == printed.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--tz", "Europe/Paris"), "--tz is for text: schema can't honour it"),
        (
            ("--file", "small.yaml"),
            "schema reads no timeline: leave --file out, or use -o FILE",
        ),
    ],
    ids=["--tz", "--file"],
)
def test_a_wrong_command_line_is_refused(
    timeline: Program, arguments: tuple[str, ...], message: str
) -> None:
    done = timeline("schema", *arguments)
    assert done == Done(2, "", f"timeline: {message}\nTry: timeline schema --help\n")
