"""DuckDB reads exports as docs/exports.md describes."""

import json
import re
import subprocess
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.processes import ROOT, Program
from tests.third_party.parties import SECONDS, python

(LINE,) = re.findall(
    r'^    duckdb -c "(.+)"$', (ROOT / "docs" / "exports.md").read_text(), re.MULTILINE
)
ASK = """\
import json, sys
import duckdb
print(json.dumps(duckdb.sql(sys.argv[1]).fetchall(), default=str))
"""


def run_query(query: str, folder: Path) -> list[list[Any]]:
    done = subprocess.run(
        [python("duckdb"), "-c", ASK, query],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export the bundled timeline to a folder, as in docs/exports.md."""
    python("duckdb")
    folder = tmp_path_factory.mktemp("duckdb")
    timeline = Program(folder / "cache")
    for name in ("events.jsonl", "events.csv"):
        assert timeline("show", "--output", name, cwd=folder, TIMELINE_FILE=None).code == 0
    return folder


@pytest.fixture(scope="module")
def events(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("name", ["events.jsonl", "events.csv"])
def test_the_documented_line_counts_all_events(
    name: str, folder: Path, events: list[dict[str, Any]]
) -> None:
    counts = Counter(event["certainty"] for event in events)
    found = run_query(LINE.replace("events.jsonl", name), folder)
    assert found == [list(pair) for pair in sorted(counts.items())]


def test_lists_and_times_keep_their_types(folder: Path, events: list[dict[str, Any]]) -> None:
    query = "SELECT sum(len(actors))::INT, sum(len(sources))::INT FROM 'events.jsonl'"
    lists = [sum(len(event[key]) for event in events) for key in ("actors", "sources")]
    assert run_query(query, folder) == [lists]
    days = "SELECT count(*) FROM 'events.{}' WHERE {} >= TIMESTAMPTZ '2023-11-17 00:00:00-08'"
    begins = [event["when"]["earliest"] for event in events if event["when"]["earliest"]]
    friday = datetime.fromisoformat("2023-11-17T00:00:00-08:00")
    after = sum(datetime.fromisoformat(text) >= friday for text in begins)
    moment = '("when".earliest)::TIMESTAMPTZ'
    assert run_query(days.format("jsonl", moment), folder) == [[after]]
    assert run_query(days.format("csv", "earliest"), folder) == [[after]]
