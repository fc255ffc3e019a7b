"""`timeline lanes`: charts, and messages if there is nothing to draw."""

import pytest

from tests.cli.processes import Done, Program

A_DAY = """\
6 events · 2023-11-17 · America/Los_Angeles (PST)
heights: events in 6 minutes, each spread evenly over its possible times
█ 1 or more, at least one certain
·▁▂▃ under 0.1, 0.5, 2, or more, none certain

                  2023-11-17 Friday
                  12h       13h       14h       15h       16h       17h
Greg Brockman   2 ▁▁▁█▁▁▁▁▁▁
Sam Altman      2 ▁▁▁▁█▁▁▁▁▁
Zoë Müller-Łódź 2                                              █              ▂
Board of OpenAI 2 ▁▁▁▁█▁▁▁▁▁
Ilya Sutskever  1    █
山田太郎        1                                                             ▂
OpenAI          1 ·······························

2 more events dated less precisely
"""
OF_TWO = """\
3 events · 2023-11-17 · America/Los_Angeles (PST)
heights: events in one minute, each spread evenly over its possible times
█ 1 or more, at least one certain
·▁▂▃ under 0.1, 0.5, 2, or more, none certain

                 2023-11-17 Friday
                 12:00     12:10     12:20     12:30     12:40     12:50
Ilya Sutskever 1                    █
Sam Altman     2 ····························█·······························

1 more event dated less precisely
"""
OF_SAM = """\
2 events · 2023-11-17 · America/Los_Angeles (PST)
heights: events in one minute, each spread evenly over its possible times
█ 1 or more, at least one certain
·▁▂▃ under 0.1, 0.5, 2, or more, none certain

             2023-11-17 Friday
             12:00     12:10     12:20     12:30     12:40     12:50
Sam Altman 2 ····························█·······························
Sam Smith  0
"""
LIMITED = r"""9 events . America/Los_Angeles (PST)
heights: events in 2 hours, each spread evenly over its possible times
.:-= under 0.1, 0.5, 2, or more, none certain

                             2023-11-18  2023-11-19  2023-11-20
                       12h   00h   12h   00h   12h   00h   12h
Tri\x1b[31mck\u202es 1       ............
ter [bold]x[/bold]
:smile:
OpenAI               1 -:

6 more actors . 6 more events before or after, 2 dated less precisely
"""
FRIDAY = "friday = 2023-11-17\n"


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        pytest.param(("--day", "2023-11-17"), A_DAY, "", id="day"),
        pytest.param(("--day", "friday"), A_DAY, FRIDAY, id="as people type it"),
        pytest.param(("-n", "2", "-r", "--ascii"), LIMITED, "", id="limited, reversed, ASCII"),
        pytest.param(("ilya", "sama", "--day", "friday"), OF_TWO, FRIDAY, id="two actors"),
        pytest.param(("sam altman", "sam-smith", "--day", "2023-11-17"), OF_SAM, "",
            id="one without events"),
        pytest.param(("--grep", "zzz"), "",
            "no matching events; try timeline search, which finds words\n", id="nothing"),
        pytest.param(("--day", "2016"), "",
            "no matching events; nearest days with events: 2015-12-11, 2023-11-17\n", id="no day"),
        pytest.param(("--grep", "stays dark"), "",
            "nothing to draw: all matching events are dated less precisely\n", id="all open"),
    ],
)  # fmt: skip
def test_lanes_draws_a_chart(
    timeline: Program, arguments: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("lanes", *arguments) == Done(0, out, err)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sutskewer",), 'no actor is called "sutskewer" (did you mean ilya-sutskever?)'),
        (("s",), '"s" is ambiguous: ilya-sutskever, sam-altman, sam-smith, trickster'),
        (("ilya", "qqqq"),
                'no actor is called "qqqq"; list them with: timeline who'),
        (("2023-11-17",),
            'no actor is called "2023-11-17"; did you mean: timeline lanes --day 2023-11-17'),
        (("nov", "17"), 'no actor is called "nov"; did you mean: timeline lanes --day "nov 17"'),
    ],
    ids=str,
)  # fmt: skip
def test_a_name_that_is_no_actors_is_refused(
    timeline: Program, arguments: tuple[str, ...], message: str
) -> None:
    done = timeline("lanes", *arguments)
    assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", f"timeline: {message}")


def test_times_are_in_the_given_zone(timeline: Program) -> None:
    done = timeline("lanes", "--day", "2023-11-17", "--tz", "Asia/Tokyo")
    head, *_, days, hours = done.out.splitlines()[:7]
    assert (head, days, hours) == (
        "6 events · 2023-11-17 · Asia/Tokyo (JST)",
        "                  2023-11-18 Saturday",
        "                  05h       06h       07h       08h       09h       10h",
    )


def test_days_are_in_the_zone_of_the_timeline(timeline: Program) -> None:
    period = ("--since", "2015", "--until", "2024")
    assert timeline("lanes", *period, "--tz", "Asia/Tokyo") == timeline("lanes", *period)


def test_the_chart_fits_the_height_of_the_terminal(timeline: Program) -> None:
    done = timeline.in_terminal("lanes", "--no-pager", lines=12, columns=80)
    assert done.code == 0
    assert 8 <= done.out.count("\n") < 12


def test_events_without_actors_have_a_lane(timeline: Program) -> None:
    period = ("--since", "2023", "--until", "2023-11-30")
    done = timeline("lanes", "--grep", "flickers", *period)
    assert done.out.splitlines()[-1] == "no actor named 1 ▁▁▁▁▁▁▁▁▁▁▁▁▂▂▂▂▂▂▂▂▂▂▂▂"
