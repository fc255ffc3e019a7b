"""Years before 1: in time order, in periods, and completed from the timeline."""

import json
from pathlib import Path

import pytest

from oai_timeline.index import open_bytes
from oai_timeline.query.moments import read_date
from oai_timeline.query.overview import PeriodCount, fetch_overview
from oai_timeline.query.values import fetch_values
from tests.cli.processes import in_process

ROME = """\
timeline: {format: 1, title: Rome, zone: Europe/Rome}
events:
- {id: fall, when: 0476-09-04, title: The last emperor is deposed}
- {id: augustus, when: -0026-01-16, title: Octavian becomes Augustus}
- {id: ides, when: -0043-03-15, title: Caesar is killed}
- {id: rubicon, when: -0048-01-10, title: Caesar crosses the Rubicon}
- {id: founded, when: -0752~, title: Rome is founded}
- {id: before, when: ../-0753, title: Before Rome}
- {id: turn, when: 0000-12-31/0001-01-01, title: The era begins}
- {id: dies, when: 0014-08-19, title: Augustus dies}
"""
INDEX = open_bytes(ROME.encode(), "t.yaml")
ORDER = ["before", "founded", "rubicon", "ides", "augustus", "turn", "dies", "fall"]


@pytest.fixture
def rome(tmp_path: Path) -> str:
    (tmp_path / "rome.yaml").write_text(ROME)
    return str(tmp_path / "rome.yaml")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param([], ORDER, id="all"),
        pytest.param(["--day", "44 BC"], ["ides"], id="a year"),
        pytest.param(["--day", "-0043"], ["ides"], id="a year in EDTF"),
        pytest.param(["--day", "15 march 44 bc"], ["ides"], id="a day"),
        pytest.param(["--day", "march"], ["ides"], id="a month, from the timeline"),
        pytest.param(["--since", "44 BC", "--until", "AD 14"], ORDER[3:7], id="from BC to AD"),
        pytest.param(["--until", "1 BC"], ORDER[:6], id="up to the turn"),
        pytest.param(["--since", "AD 1"], ORDER[5:], id="from the turn on"),
        pytest.param(["--day", "before 753 BC"], ["before"], id="before a year"),
        pytest.param(["--day", "1st century BC"], ORDER[2:6], id="a century"),
        pytest.param(["--day", "0001"], ["turn"], id="the first year"),
    ],
)
def test_events_are_found_and_in_order(rome: str, options: list[str], expected: list[str]) -> None:
    done = in_process("show", "--file", rome, *options, "--format", "json")
    assert [event["id"] for event in json.loads(done.out)] == expected


def test_json_has_years_as_edtf_does(rome: str) -> None:
    done = in_process("show", "--file", rome, "--day", "44 BC", "--format", "json")
    (event,) = json.loads(done.out)
    assert [event["when"][key] for key in ("date", "edtf", "earliest", "latest")] == [
        "-0043-03-15",
        "-0043-03-15",
        "-0043-03-14T23:10:04+00:00",
        "-0043-03-15T23:10:04+00:00",
    ]


def test_days_are_listed_in_time_order() -> None:
    assert fetch_values(INDEX, "days") == [
        "-0048-01-10", "-0043-03-15", "-0026-01-16", "0014-08-19", "0476-09-04",
    ]  # fmt: skip


def test_the_overview_counts_days_before_year_1_in_time_order() -> None:
    overview = fetch_overview(INDEX)
    assert [bar.value for bar in overview.bars][:3] == ["-0048-01-10", "-0043-03-15", "-0026-01-16"]
    assert (overview.first, overview.last) == ("-0752", "0476-09-04")


def test_a_focus_before_year_1_is_looked_in_first() -> None:
    text = ROME.replace("Europe/Rome}", "Europe/Rome, focus: -0048/-0044}")
    index = open_bytes(text.replace("-0048-01-10", "-0048-01-16").encode(), "t.yaml")
    assert read_date(index, "jan 16")[0] == "-0048-01-16"
    assert fetch_overview(index).bars == [PeriodCount("-0048-01-16", 1, 0)]


def test_nearest_days_are_named(rome: str) -> None:
    done = in_process("show", "--file", rome, "--day", "43 BC")
    assert (done.code, done.out) == (0, "")
    assert "-0043-03-15" in done.err
    assert "-0026-01-16" in done.err


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "tsv"])
def test_an_export_is_imported_again(rome: str, form: str, tmp_path: Path) -> None:
    table = tmp_path / f"rome.{form}"
    table.write_text(in_process("export", form, "--file", rome).out)
    made = tmp_path / "again.yaml"
    in_process("import", str(table), "--zone", "Europe/Rome", "-o", str(made))
    again = in_process("show", "--file", str(made), "--format", "json")
    assert [event["when"]["date"] for event in json.loads(again.out)] == [
        "../-0753", "-0752~", "-0048-01-10", "-0043-03-15", "-0026-01-16", "0000-12-31/0001-01-01",
        "0014-08-19", "0476-09-04",
    ]  # fmt: skip
