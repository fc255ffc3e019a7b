"""`timeline` without a command: the overview, and the version (the screen is in tests/views)."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.processes import HERE, SMALL, Done, Program


def test_overview_as_json(timeline: Program) -> None:
    done = timeline("--format", "json")
    value = json.loads(done.out)
    bars = value.pop("bars")
    assert (done.code, value, done.err) == (
        0,
        {
            "title": "The lamp that went out",
            "path": "small.yaml",
            "zone": "America/Los_Angeles",
            "first": "199X",
            "last": "2024-02-29",
            "events": 17,
            "actors": 10,
            "sources": 4,
            "certainties": {"confirmed": 4, "disputed": 1, "reported": 4, "rumoured": 2},
            "unit": "day",
            "outside": 6,
            "less_precise": 2,
            "busiest_day": "2023-11-17",
            "busiest_actor": "sam-altman",
        },
        "",
    )
    assert bars == [
        ["2023-11-16", 0, 0],
        ["2023-11-17", 6, 0],
        ["2023-11-18", 1, 1],
        ["2023-11-19", 0, 1],
        ["2023-11-20", 0, 1],
    ]


@pytest.mark.parametrize(
    ("text", "bars", "rest"),
    [
        pytest.param("focus: 2023-11-18/2024-12-31}", [["2023-11-18", 0, 1]],
            ("day", 2, 4), id="a focus of a year"),
        pytest.param("focus: 2023-11-18}", [["2023-11-18", 0, 1]], ("day", 4, 2), id="a day"),
        pytest.param("focus: 1950}", [], ("day", 7, 0), id="a focus without events"),
        pytest.param("language: en}",
            [["1800-01-02", 1, 0], ["2023-11-17", 1, 0], ["2023-11-18", 0, 1]],
            ("day", 0, 4), id="no focus"),
    ],
)  # fmt: skip
def test_events_outside_of_the_bars_are_counted(
    timeline: Program, text: str, bars: list[object], rest: tuple[str, int, int]
) -> None:
    header = f"timeline: {{format: 1, title: T, zone: UTC, {text}\nevents:\n"
    dates = ("1800-01-02", "2023-11-17", "2023-11-18?", "2023-11", "2023-11-20/2023-11-29",
             "2023-11-19/2023-12-10", "2023-11-18/..")  # fmt: skip
    events = "".join(f"- {{id: e{n}, when: {when}, title: T}}\n" for n, when in enumerate(dates))
    done = timeline("--format", "json", "-f", "-", stdin=(header + events).encode())
    value = json.loads(done.out)
    assert value["bars"] == bars
    assert (value["unit"], value["outside"], value["less_precise"]) == rest
    screen = timeline("-f", "-", stdin=(header + events).encode()).out
    assert f"{value['outside'] + value['less_precise']} events outside of the bars" in screen


def test_many_days_are_counted_by_month(timeline: Program) -> None:
    days = (f"2023-{month}-{day:02}" for month in ("01", "03") for day in range(1, 21))
    others = ("2023-03", "2023-01-31/2023-02-01", "2023-03-31T20~", "2023-03-31~", "2022/2023")
    dates = [*days, *others]
    events = [{"id": f"e{n}", "when": date, "title": "T"} for n, date in enumerate(dates)]
    header = {"format": "1", "title": "T", "zone": "UTC"}
    whole = json.dumps({"timeline": header, "events": events}).encode()
    value = json.loads(timeline("--format", "json", "-f", "-", stdin=whole).out)
    assert value["bars"] == [["2023-01", 20, 1], ["2023-02", 0, 1], ["2023-03", 22, 1]]
    assert (value["unit"], value["outside"], value["less_precise"]) == ("month", 0, 1)


@pytest.mark.parametrize("name", [None, "a timeline.yaml"])
def test_its_examples_run_as_printed(timeline: Program, tmp_path: Path, name: str | None) -> None:
    arguments = () if name is None else ("-f", name)
    if name:
        (tmp_path / name).write_bytes(SMALL.read_bytes())
    folder = tmp_path if name else HERE
    _, out, _ = timeline.raw(*arguments, cwd=folder)
    lines = out.decode().splitlines()[-3:]
    assert len(lines) == 3
    for line in lines:
        command, *typed = shlex.split(re.split("   +", line.strip())[0])
        code, _, err = timeline.raw(*typed, cwd=folder)
        assert (command, code, err) == ("timeline", 0, b"")
        assert name in typed or name is None or typed == ["--help"]


BARE = """\
Bare
<stdin>
no dates, times in Europe/Paris
0 events, 0 actors, 0 sources

  timeline -f - show       all events
  timeline -f - days        events per day
  timeline --help     all commands
"""


def test_overview_of_a_timeline_without_events(timeline: Program) -> None:
    header = b"timeline: {format: 1, title: Bare, zone: Europe/Paris}\nevents: []\n"
    done = timeline("-f", "-", stdin=header)
    lines = [" ".join(line.split()) for line in done.out.splitlines() if line]
    expected = [" ".join(line.split()) for line in BARE.splitlines() if line]
    assert (done.code, lines, done.err) == (0, expected, "")


@pytest.mark.parametrize(
    ("days", "what"),
    [
        pytest.param(["2020-01-01"], "the events of that day", id="one day"),
        pytest.param(["2020-01-01", "2020-01-02"], "the events of that day", id="equal days"),
        pytest.param(
            ["2020-01-01", "2020-01-01", "2020-01-02"], "the day on which most happened", id="most"
        ),
    ],
)
def test_its_example_of_a_day_says_why_it_is_that_one(
    timeline: Program, days: list[str], what: str
) -> None:
    events = [f"- {{id: e{n}, when: {day}, title: A}}" for n, day in enumerate(days)]
    header = "timeline: {format: 1, title: T, zone: UTC}"
    stdin = "\n".join([header, "events:", *events]).encode()
    assert f"show --day 2020-01-01    {what}\n" in timeline("-f", "-", stdin=stdin).out


def test_the_version_includes_that_of_the_file_format(timeline: Program) -> None:
    from oai_timeline import __version__

    assert timeline("--version") == Done(
        0, f"timeline {__version__} (timeline file format 1)\n", ""
    )
