"""What is written of the small timeline, byte by byte; the web page is in test_html.py.

After a change that is meant, write the files anew and read what `git diff` shows:

    UPDATE_GOLDEN=1 pytest tests/formats
"""

import os
from pathlib import Path

import pytest

from tests.cli.processes import Program

GOLDEN = Path(__file__).parent / "golden"
FILES = {
    "json": "small.json",
    "jsonl": "small.jsonl",
    "csv": "small.csv",
    "tsv": "small.tsv",
    "markdown": "small.md",
    "ics": "small.ics",
    "timelinejs": "small.timelinejs.json",
    "timesketch": "small.timesketch.jsonl",
}


@pytest.mark.parametrize("form", FILES)
def test_golden(timeline: Program, form: str) -> None:
    code, out, _ = timeline.raw("export", form)
    path = GOLDEN / FILES[form]
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(out)
    assert (code, out) == (0, path.read_bytes())
    assert out == timeline.raw("export", form)[1]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "markdown"])
def test_show_writes_what_export_does(timeline: Program, form: str) -> None:
    assert timeline.raw("show", "--format", form) == timeline.raw("export", form)
