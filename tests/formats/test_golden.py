"""The formats that lists have, whole: the small timeline, byte by byte.

After a change that is meant, write them anew and read what `git diff` shows:

    UPDATE_GOLDEN=1 pytest tests/formats
"""

import os
from pathlib import Path

import pytest

from tests.cli.processes import Program

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
def test_golden(timeline: Program, form: str) -> None:
    code, out, _ = timeline.raw("export", form)
    path = GOLDEN / f"small.{form}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(out)
    assert (code, out) == (0, path.read_bytes())
    assert out == timeline.raw("show", "--format", form)[1]
