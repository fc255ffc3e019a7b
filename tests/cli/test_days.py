"""`timeline days`: counts by day, hour, actor and kind."""

import json

import pytest

from tests.cli.processes import Done, Program

DAYS = """\
../2015-06          1  0  ████████
199X                1  0  ████████
2015-12-11          1  0  ████████
2022                0  1  ░░░░░░░░
2023-23             1  0  ████████
2023-11-XX          1  0  ████████
2023-11-17          6  0  ████████████████████████████████████████████████
2023-11-18          1  1  ████████░░░░░░░░
2023-11-19          0  1  ░░░░░░░░
2023-11-20          0  1  ░░░░░░░░
2023-11-29/..       1  0  ████████
2024-02-29T23:59Z/  1  0  ████████
"""
A_WEEKEND = """\
2023-11-18  1  1  ████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░
2023-23     1  0  ████████████████████████                          dated less precisely
2023-11-XX  1  0  ████████████████████████                          dated less precisely
"""
HOURS = """\
2023-11-17 12h PST  3  1  ████████████████████████████████████░░░░░░░░░░░░
2023-11-17 13h PST  0  1  ░░░░░░░░░░░░
2023-11-17 14h PST  0  1  ░░░░░░░░░░░░
2023-11-17 15h PST  0  1  ░░░░░░░░░░░░
2023-11-17 16h PST  1  0  ████████████
2023-11-17 18h PST  0  1  ░░░░░░░░░░░░
"""
IN_INDIA = """\
2023-11-18 01h IST  2  2  ████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░
2023-11-18 02h IST  0  2  ░░░░░░░░░░░░░░░░░░░░░░░░
2023-11-18 03h IST  0  1  ░░░░░░░░░░░░
2023-11-18 04h IST  0  1  ░░░░░░░░░░░░
2023-11-18 06h IST  1  0  ████████████
2023-11-18 07h IST  0  1  ░░░░░░░░░░░░
"""
IN_A_TERMINAL = """\
17 events · America/Los_Angeles (PST)
█ certainly in that hour   ░ possibly in that hour, or in another

        certain  possible
2023-11-17  Friday
  12h         3         1  ████████████████████████████████████░░░░░░░░░░░░
  13h         0         1  ░░░░░░░░░░░░
  14h         0         1  ░░░░░░░░░░░░
  15h         0         1  ░░░░░░░░░░░░
  16h         1            ████████████
  17h         0
  18h         0         1  ░░░░░░░░░░░░
"""
DAYLIGHT_SAVING = b"""\
timeline: {format: 1, title: T, zone: America/Los_Angeles}
events:
- {id: a, when: "2023-11-05T01:30-07:00", title: T}
- {id: b, when: "2023-11-05T01:30-08:00", title: T}
- {id: c, when: "2023-11-05T01:30", title: T}
- {id: d, when: "2023-11-05T05", title: T}
- {id: e, when: "2023-03-12T02:30", title: T}
- {id: f, when: "2023-03-12T03:10", title: T}
- {id: g, when: "2023-11-17T12:45", title: T}
"""
DAYLIGHT_SAVING_HOURS = """\
2023-03-12 03h PDT  2  0  ████████████████████████████████████████████████
2023-11-05 01h PDT  1  1  ████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░
2023-11-05 01h PST  1  1  ████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░
2023-11-05 05h PST  1  0  ████████████████████████
2023-11-17 12h PST  1  0  ████████████████████████
"""
DAYLIGHT_SAVING_BY_DAY = """\
6 events · until 2023-11-06
America/Los_Angeles (PDT, PST)
█ certainly in that hour
░ possibly in that hour, or in another

            certain  possible
2023-11-05  Sunday
  05h PST         1            ████
  04h PST         0
  03h PST         0
  02h PST         0
  01h PST         1         1  ████░░░░░
  01h PDT         1         1  ████░░░░░

2023-03-12  Sunday
  03h             2            █████████
"""
ACTORS = """\
Sam Altman      4  ████████████████████████████████████████████████
Ilya Sutskever  3  ████████████████████████████████████
OpenAI          3  ████████████████████████████████████
"""
KINDS = """\
other      1  ████████████████
report     1  ████████████████
meeting    2  ████████████████████████████████
statement  3  ████████████████████████████████████████████████
message    3  ████████████████████████████████████████████████
"""
NO_CLOCK = "11 of 17 events not counted: dated without a time of day, or to more than a day\n"


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        pytest.param((), DAYS, "", id="days"),
        pytest.param(("--day", "2023-11-18"), A_WEEKEND, "", id="coarse dates last"),
        pytest.param(("--per", "hour"), HOURS, NO_CLOCK, id="hours"),
        pytest.param(("--per", "hour", "--width", "80"), IN_A_TERMINAL, NO_CLOCK, id="on a screen"),
        pytest.param(("--per", "hour", "--tz", "Asia/Kolkata"), IN_INDIA, NO_CLOCK, id="in a zone"),
        pytest.param(("--per", "actor", "-n", "3"), ACTORS,
            "3 of 8 actors\n5 of 17 events have no actor\n", id="actors, limited"),
        pytest.param(("--per", "kind", "-r"), KINDS, "7 of 17 events have no kind\n",
            id="kinds, reversed"),
        pytest.param(("--grep", "zzz"), "",
            "no matching events; try timeline search, which finds words\n", id="nothing"),
        pytest.param(("--day", "2016"), "",
            "no matching events; nearest days with events: 2015-12-11, 2023-11-17\n", id="no day"),
        pytest.param(("--day", "2023-11-18", "--kind", "other", "--per", "hour"), "",
            NO_CLOCK.replace("11 of 17", "1 of 1"), id="no times"),
    ],
)  # fmt: skip
def test_days_prints_bars(
    timeline: Program, arguments: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("days", *arguments) == Done(0, out, err)


@pytest.mark.parametrize(
    ("dates", "legend"),
    [
        pytest.param(
            ["2020-01-01", "2020-01-01/2020-01-02"],
            "█ certainly on that day   ░ possibly on that day, or on another",
            id="days",
        ),
        pytest.param(
            ["2020-01-01", "2020-01-01/2020-01-02", "2020-03"],
            "█ certainly then   ░ possibly then, or at another time",
            id="a month, too",
        ),
    ],
)
def test_the_legend_names_days_only_if_all_bars_are_days(
    timeline: Program, dates: list[str], legend: str
) -> None:
    events = [f"- {{id: e{n}, when: {date}, title: A}}" for n, date in enumerate(dates)]
    stdin = "\n".join(["timeline: {format: 1, title: T, zone: UTC}", "events:", *events]).encode()
    done = timeline("days", "-f", "-", "--width", "80", stdin=stdin)
    assert done.out.splitlines()[1] == legend


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        pytest.param((), DAYLIGHT_SAVING_HOURS, id="one hour twice, one never"),
        pytest.param(
            ("--width", "40", "-r", "--until", "2023-11-06"), DAYLIGHT_SAVING_BY_DAY, id="by day"
        ),
    ],
)
def test_hours_are_counted_in_the_printed_zone(
    timeline: Program, arguments: tuple[str, ...], out: str
) -> None:
    done = timeline("days", "--per", "hour", "-f", "-", *arguments, stdin=DAYLIGHT_SAVING)
    assert done == Done(0, out, "")


def test_hours_in_json_are_unique_edtf_dates(timeline: Program) -> None:
    done = timeline("days", "--per", "hour", "--format", "json", "-f", "-", stdin=DAYLIGHT_SAVING)
    hours = [count["value"] for count in json.loads(done.out)]
    assert hours == [
        "2023-03-12T03", "2023-11-05T01-07:00", "2023-11-05T01-08:00",
        "2023-11-05T05", "2023-11-17T12",
    ]  # fmt: skip


KEYS = {2: ("value", "events"), 3: ("value", "certain", "possible")}


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (("--day", "2023-11-18"),
            [("2023-23", 1, 0), ("2023-11-XX", 1, 0), ("2023-11-18", 1, 1)]),
        (("--per", "hour", "--kind", "message"),
            [("2023-11-17T12", 1, 0), ("2023-11-17T16", 1, 0), ("2023-11-17T18", 0, 1)]),
        (("--per", "actor", "--grep", "quick call"), [("ilya-sutskever", 1), ("greg-brockman", 1)]),
        (("--per", "kind", "--kind", "report"), [("report", 1)]),
        (("--grep", "zzz"), []),
    ],
    ids=str,
)  # fmt: skip
def test_days_as_json(
    timeline: Program, arguments: tuple[str, ...], value: list[tuple[str | int, ...]]
) -> None:
    done = timeline("days", "--format", "json", *arguments)
    assert (done.code, json.loads(done.out)) == (
        0,
        [dict(zip(KEYS[len(row)], row, strict=True)) for row in value],
    )
