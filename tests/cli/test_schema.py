"""`timeline schema`: the schema as JSON, to a pipe or to a file."""

import json
from pathlib import Path

from oai_timeline.load.json_schema import schema
from tests.cli.processes import Done, Program


def test_the_schema_is_printed_as_json(timeline: Program) -> None:
    text = json.dumps(schema(), indent=2) + "\n"
    assert timeline("schema") == Done(0, text, "")
    assert text.isascii()


def test_the_schema_is_written_to_a_file(timeline: Program, tmp_path: Path) -> None:
    printed = timeline("schema")
    assert timeline("schema", "-o", "s.json", cwd=tmp_path) == Done(0, "", "")
    assert (tmp_path / "s.json").read_text() == printed.out
