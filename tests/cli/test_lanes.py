"""`timeline lanes`: charts, and messages if there is nothing to draw."""

import pytest

from tests.cli.processes import Done, Program

A_DAY = """\
6 events          2023-11-17 Friday
                  00h  02h  04h  06h  08h  10h   12h  14h  16h  18h  20h  22h
Greg Brockman   2 ┊    ┊    ┊    ┊    ┊    ┊     ≠░░  ┊    ┊    ┊    ┊    ┊
Sam Altman      2 ┊    ┊    ┊    ┊    ┊    ┊     ░▪░  ┊    ┊    ┊    ┊    ┊
Zoë Müller-Łódź 2 ┊    ┊    ┊    ┊    ┊    ┊     ┊    ┊    ┊▫  ░░░   ┊    ┊
Board of OpenAI 2 ┊    ┊    ┊    ┊    ┊    ┊     ░▪░  ┊    ┊    ┊    ┊    ┊
Ilya Sutskever  1 ┊    ┊    ┊    ┊    ┊    ┊     ≠    ┊    ┊    ┊    ┊    ┊
山田太郎        1 ┊    ┊    ┊    ┊    ┊    ┊     ┊    ┊    ┊   ░░░   ┊    ┊
OpenAI          1 ┊    ┊    ┊    ┊    ┊    ┊     ░░░░░░░░  ┊    ┊    ┊    ┊

▪■█ confirmed: 1, 2–4, 5 or more   ▫□▣ reported   ≠ disputed
░ some time in there   America/Los_Angeles   2 more dated only to a longer span
"""
LIMITED = r"""9 events               2023-11
                       16 Thu     17 Fri     18 Sat      19 Sun     20 Mon
                       00h  12h   00h   12h  00h   12h   00h  12h   00h   12h
Tri\x1b[31mck\u202es 1 :          :          ~~~~~~~~~~~~~          :
ter [bold]x[/bold]
:smile:
OpenAI               1 :          :     ~~   :           :          :
and 6 more actors

+*# confirmed: 1, 2-4, 5 or more   o0@ reported   ! disputed   ? rumoured
~ some time in there   < > before, after this   America/Los_Angeles
2 more dated only to a longer span   6 more before or after
"""


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        pytest.param(("--day", "2023-11-17"), A_DAY, "", id="day"),
        pytest.param(("--day", "friday"), A_DAY, "friday = 2023-11-17\n", id="as people type it"),
        pytest.param(("-n", "2", "-r", "--ascii"), LIMITED, "", id="limited, reversed, ASCII"),
        pytest.param(("--grep", "zzz"), "", "no matching events\n", id="nothing"),
        pytest.param(("--day", "2016"), "",
            "no matching events; nearest days with events: 2015-12-11, 2023-11-17\n", id="no day"),
        pytest.param(("--day", "2022", "--certainty", "rumoured"), "",
            "nothing to draw: all matching events are dated to longer periods\n", id="all broad"),
    ],
)  # fmt: skip
def test_lanes_draws_a_chart(
    timeline: Program, arguments: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("lanes", *arguments) == Done(0, out, err)


def test_times_are_in_the_given_zone(timeline: Program) -> None:
    done = timeline("lanes", "--day", "2023-11-17", "--tz", "Asia/Tokyo")
    first, second, *_ = done.out.splitlines()
    assert (first, second) == (
        "6 events          2023-11-17 Friday 2023-11-18 Saturday",
        "                    18h  20h  22h   00h  02h  04h  06h  08h  10h   12h  14h  16h",
    )
    assert "Asia/Tokyo" in done.out


def test_days_are_in_the_zone_of_the_timeline(timeline: Program) -> None:
    period = ("--since", "2015", "--until", "2024")
    assert timeline("lanes", *period, "--tz", "Asia/Tokyo") == timeline("lanes", *period)


def test_the_chart_fits_the_height_of_the_terminal(timeline: Program) -> None:
    done = timeline.in_terminal("lanes", "--no-pager", lines=12, columns=80)
    assert done.code == 0
    assert 8 <= done.out.count("\n") < 12


def test_events_without_actors_have_a_lane(timeline: Program) -> None:
    done = timeline("lanes", "--grep", "stays dark", "--since", "2023-11-28", "--width", "50")
    assert done.out.splitlines()[2] == "nobody named 1 ┊   ┊   ┊    ┊   ░░░░░░░░░░░░░░░░░→"
