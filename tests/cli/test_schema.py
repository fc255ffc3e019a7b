"""`timeline schema`: the schema as JSON, to a pipe or to a file."""

import json

from oai_timeline.load.json_schema import schema
from tests.cli.processes import Done, Program


def test_the_schema_is_printed_as_json(timeline: Program) -> None:
    text = json.dumps(schema(), indent=2) + "\n"
    assert timeline("schema") == Done(0, text, "")
    assert text.isascii()
