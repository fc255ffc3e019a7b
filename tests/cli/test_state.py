"""`timeline state`: who held which office at a moment, and the last event before it."""
# ruff: noqa: E501  # screens are as printed

import json
import re
from collections import Counter

import pytest

from tests.cli.processes import ROOT, Done, Program, in_process

MONDAY = """\
Chief scientist  OpenAI           Ilya Sutskever  2015-12   2024-05-14                       held       -
President        OpenAI           Greg Brockman   ?         now                              undecided  -
Director         Board of OpenAI  Ilya Sutskever  2015-12~  2023-11-21 22:03–2023-11-29 PST  held       -
"""
BOARD = """\
Director  Board of OpenAI  Ilya Sutskever  2015-12~  2023-11-22 07:03–2023-11-29 CET  held  -
"""
END = """\
Chief scientist  OpenAI  Ilya Sutskever  2015-12  2024-05-14  held       -
President        OpenAI  Greg Brockman   ?        now         undecided  -
"""
SCIENTIST = """\
Chief scientist  OpenAI  Ilya Sutskever  2015-12  2024-05-14  held  -
"""
SCREEN = """\
2023-11-20  Monday · of OpenAI · America/Los_Angeles
~ not established whether they held it then

  office             holder          since      until
OpenAI
  Chief scientist    Ilya Sutskever  2015-12    2024-05-14
  President        ~ Greg Brockman   not known  now

the last event before
2023-11-18  Saturday
     =1+1 [bold]x[/bold] :smile: \\x1b[31mred\\x1b[0m \\u202egnp.exe  the-trap
"""


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        pytest.param(("--at", "2023-11-20"), MONDAY, "", id="a day"),
        pytest.param(("--at", "monday"), MONDAY, "monday = 2023-11-20\n", id="the reading of a day"),
        pytest.param(("--at", "2023-11-21T22:03", "--of", "board", "--tz", "Europe/Paris"), BOARD, "", id="a time, one organisation, another zone"),
        pytest.param((), END, "", id="at the end"),
        pytest.param(("--at", "2023-11-20", "--of", "openai", "--width", "90"), SCREEN, "", id="a screen"),
        pytest.param(("--office", "SCÍENT"), SCIENTIST, "", id="an office"),
    ],
)  # fmt: skip
def test_state_prints_offices(
    timeline: Program, arguments: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("state", *arguments) == Done(0, out, err)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (
            ("--at", "2023-11-30", "--of", "openai-board"),
            "such an office then; try --at 2023-11-29",
        ),
        (("--at", "1990", "--of", "openai-board"), "such an office then; try --at 2015-12-01"),
        (("--at", "1990", "--office", "scientist"), "such an office then; try --at 2015-12-01"),
    ],
)
def test_if_nobody_held_an_office_a_day_to_try_is_named(
    timeline: Program, arguments: tuple[str, ...], hint: str
) -> None:
    done = timeline("state", *arguments)
    assert done == Done(0, "", f"nobody is known to have held {hint}\n")
    day = hint.rpartition(" ")[2]
    assert timeline("state", "--at", day, *arguments[2:]).out


def test_a_timeline_may_have_no_offices(timeline: Program) -> None:
    text = b"timeline: {format: 1, title: T, zone: UTC}\nevents: [{id: a, when: 2020, title: A}]\n"
    done = timeline("state", "-f", "-", stdin=text)
    reason, *example = done.err.splitlines()
    assert (done.code, done.out, len(example)) == (0, "", 3)
    assert reason == (
        "nobody is known to have held an office then: the timeline has no offices;"
        " give them to its actors, for example:"
    )
    actors = "\n".join(["actors:", "  acme: {name: Acme}", *example])
    held = timeline("state", "-f", "-", stdin=text + actors.encode())
    assert (held.code, held.err) == (0, "")
    assert re.split("  +", held.out.splitlines()[0])[:4] == ["Chair", "Acme", "Ann Lee", "2020"]


def test_an_unknown_office_is_refused_with_those_that_exist(timeline: Program) -> None:
    offices = "(there are: Chief scientist, President, Director)"
    assert timeline("state", "--office", "cook") == Done(
        2, "", f'timeline: no office is called "cook" {offices}\n'
    )
    assert timeline("state", "--office", "presidant") == Done(
        2, "", 'timeline: no office is called "presidant" (did you mean President?)\n'
    )


CROWD = ("-f", str(ROOT / "events.yaml"), "state", "--at", "2023-11-19 20:00")
CHIEF = (*CROWD, "--office", "ceo", "--of", "openai")
HANDOVER = """\
2023-11-19 20:00  Sunday · of OpenAI · office "ceo" · America/Los_Angeles (PST)
~ not established whether they held it then

  office                             holder        since                               until
OpenAI
  Interim chief executive officer  ~ Mira Murati   2023-11-17 12:28                    between 2023-11-19 17:00 and 20:55
                                   ~ Emmett Shear  between 2023-11-19 17:00 and 20:55  between 2023-11-21 22:03 and 2023-11-29
    Mira Murati until, or Emmett Shear from, some time between 17:00 and 20:55
"""


def test_a_handover_is_said_in_a_sentence() -> None:
    shown = in_process(*CHIEF, "--width", "130")
    assert (shown.code, shown.out.partition("\nthe last event")[0]) == (0, HANDOVER)
    said = (
        "Mira Murati until, or Emmett Shear from, some time between 2023-11-19 17:00 and 20:55 PST"
    )
    piped = in_process(*CHIEF).out.splitlines()
    assert [line.split("  ")[-1] for line in piped] == [said, said]
    found = json.loads(in_process(*CHIEF, "--format", "json").out)
    (handover,) = found["handovers"]
    assert [one["holder"]["id"] for one in handover["leaving"]] == ["mira-murati"]
    assert [one["holder"]["id"] for one in handover["entering"]] == ["emmett-shear"]


@pytest.mark.parametrize("width", range(20, 201, 9))
def test_since_and_until_are_on_every_screen(width: int) -> None:
    shown = in_process(*CROWD, "--width", str(width)).out
    assert max(map(len, shown.splitlines())) <= width
    assert _count_dates(shown) == _count_dates(in_process(*CROWD, "--width", "1000").out)


@pytest.mark.parametrize("at", ["2023-11-19 20:00", "2023-11-22", "2018", ".."])
def test_each_line_of_a_pipe_has_seven_cells(at: str) -> None:
    piped = in_process("-f", str(ROOT / "events.yaml"), "state", "--at", at).out.splitlines()
    cells = [re.split("  +", line) for line in piped]
    assert {len(row) for row in cells} == {7}
    assert {row[5] for row in cells} <= {"held", "undecided", "no end known"}


def test_a_wider_terminal_never_makes_it_longer() -> None:
    screens = [in_process(*CROWD, "--width", str(width)).out for width in range(60, 201, 5)]
    lengths = [screen.partition("the last event")[0].count("\n") for screen in screens]
    assert lengths == sorted(lengths, reverse=True)


def _count_dates(screen: str) -> Counter[str]:
    return Counter(re.findall(r"\d{4}[\d-]*\b|\bnow\b|\bnot known\b", " ".join(screen.split())))


def test_state_as_json(timeline: Program) -> None:
    done = timeline("state", "--at", "2023-11-20", "--of", "openai", "--format", "json")
    shown = timeline("show", "--actor", "trickster", "--format", "json")
    openai = {"id": "openai", "name": "OpenAI"}
    assert (done.code, json.loads(done.out), done.err) == (
        0,
        {
            "at": "2023-11-20",
            "earliest": "2023-11-20T00:00:00-08:00",
            "latest": "2023-11-21T00:00:00-08:00",
            "offices": [
                {"office": "Chief scientist", "organisation": openai, "holder": {"id": "ilya-sutskever", "name": "Ilya Sutskever"}, "since": "2015-12", "until": "2024-05-14", "held": "certainly", "undecided": False},
                {"office": "President", "organisation": openai, "holder": {"id": "greg-brockman", "name": "Greg Brockman"}, "since": None, "until": "..", "held": "possibly", "undecided": True},
            ],
            "handovers": [],
            "last_event": json.loads(shown.out)[0],
        },
        "",
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [("--at", "1990", "--of", "openai-board"), ("--at", "..")])
def test_without_an_earlier_event_json_has_null(
    timeline: Program, arguments: tuple[str, ...]
) -> None:
    done = timeline("state", *arguments, "--format", "json", "--ascii")
    value = json.loads(done.out)
    assert (done.code, done.out.isascii(), value["last_event"]) == (0, True, None)
