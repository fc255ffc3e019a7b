"""`timeline who`: all actors, the details of one, or the events that several share."""
# ruff: noqa: E501  # screens are as printed

import json

import pytest

from tests.cli.processes import Done, Program

EVERYBODY = r"""4  Sam Altman                                      ● 2  ○ 2  sam-altman
3  Ilya Sutskever                                  ● 3  ○ 0  ilya-sutskever
3  OpenAI                                          ● 1  ○ 2  openai
3  Board of OpenAI                                 ● 2  ○ 1  openai-board
2  Greg Brockman                                   ● 0  ○ 2  greg-brockman
2  Zoë Müller-Łódź                                 ● 2  ○ 0  zoe-muller
1  山田太郎                                        ● 1  ○ 0  yamada-taro
1  Tri\x1b[31mck\u202ester [bold]x[/bold] :smile:  ● 1  ○ 0  trickster
0  Sam Smith                                       ● 0  ○ 0  sam-smith
0  Nobody In Particular                            ● 0  ○ 0  nobody
"""
ONE = """\
Sam Altman  person  sam-altman
  4 events: ● 2 done by, ○ 2 about
  Most often with Board of OpenAI (3), Greg Brockman (1), OpenAI (1)

2015-12-11               confirmed  OpenAI is announced                                            OpenAI, Sam Altman           company-founded      -  ●
2023-11-17 12h PST       confirmed  Altman joins a video meeting with every director but Brockman  Sam Altman, Board of OpenAI  noon-meeting         -  ●
2023-11-17 12:28:30 PST  confirmed  The board publishes its statement                              Board of OpenAI              statement-published  -  ○
2023-11-18–2023-11-19    reported   Talks go on over the weekend                                   -                            weekend-talks        -  ○
"""
CARD = """\
Ilya Sutskever  person  ilya-sutskever
  Chief scientist who sends a text message, and who later publishes his regret about it for everybody to read.
  Chief scientist, OpenAI    from 2015-12 until 2024-05-14
  Director, Board of OpenAI  from about 2015-12 until some time between 2023-11-21 22:03 PST and 2023-11-29
  3 events: ● 3 done by
  Most often with Greg Brockman (1)
"""
ROW = """\
2023-11-17 12:19 PST  disputed  Sutskever texts Brockman to ask for a quick call  Ilya Sutskever  brockman-gets-text  -  ●
"""


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        pytest.param((), EVERYBODY, "", id="nobody named"),
        pytest.param(("sam-altman",), ONE, "", id="one"),
        pytest.param(("ilya", "ILYA", "--kind", "message"), f"{CARD}\n{ROW}", "", id="an actor twice"),
        pytest.param(("sam", "altman"), ONE, "", id="several words are tried as one name"),
        pytest.param(("ilya", "--day", "2023-11-17", "--kind", "message"), f"{CARD}\n{ROW}", "", id="filtered"),
        pytest.param(("ilya", "-n", "1", "-r", "--certainty", "disputed", "--certainty", "reported"), f"{CARD}\n{ROW}", "1 of 2 events\n", id="limited, latest first"),
        pytest.param(("ilya", "--day", "friday", "--kind", "message"), f"{CARD}\n{ROW}", "friday = 2023-11-17\n", id="the reading of a day"),
    ],
)  # fmt: skip
def test_who_prints_details(
    timeline: Program, arguments: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("who", *arguments) == Done(0, out, err)


FIRST, LAST = EVERYBODY.splitlines()[:2], EVERYBODY.splitlines()[-2:]


@pytest.mark.parametrize(
    ("arguments", "lines", "err"),
    [
        pytest.param(("-n", "2"), FIRST, "2 of 10 actors\n", id="limit"),
        pytest.param(("-n", "2", "-r"), LAST[::-1], "2 of 10 actors\n", id="reversed, then limited"),
        pytest.param(("--by", "sam", "--day", "friday", "--tag", "firing"), [
            "1  Greg Brockman  ● 0  ○ 1  greg-brockman","1  Sam Altman  ● 1  ○ 0  sam-altman",
            "1  Board of OpenAI  ● 1  ○ 0  openai-board",

        ], "friday = 2023-11-17\n", id="the reading of a day"),
        pytest.param(("--grep", "zzz"), [], "no matching events; try timeline search, which finds words\n", id="nothing found"),
        pytest.param(("--day", "2016"), [], "no matching events; nearest days with events: 2015-12-11, 2023-11-17\n", id="nothing found on a day"),
    ],
)  # fmt: skip
def test_who_lists_the_actors_of_matching_events(
    timeline: Program, arguments: tuple[str, ...], lines: list[str], err: str
) -> None:
    done = timeline("who", *arguments)
    shown = [" ".join(line.split()) for line in done.out.splitlines()]
    assert (done.code, shown, done.err) == (0, [" ".join(line.split()) for line in lines], err)


def test_an_actor_without_events(timeline: Program) -> None:
    card = "Nobody In Particular  person  nobody\n  0 events\n"
    assert timeline("who", "nobody") == Done(0, card, "no matching events; try timeline days\n")


def test_all_actors_as_json(timeline: Program) -> None:
    done = timeline("who", "--format", "json", "--grep", "quick call")
    assert (done.code, json.loads(done.out), done.err) == (
        0,
        [
            {"id": "ilya-sutskever", "name": "Ilya Sutskever", "type": "person", "by": 1, "about": 0, "events": 1},
            {"id": "greg-brockman", "name": "Greg Brockman", "type": "person", "by": 0, "about": 1, "events": 1},
        ],
        "",
    )  # fmt: skip


def test_one_actor_as_json(timeline: Program) -> None:
    done = timeline("who", "greg", "--format", "json")
    shown = timeline("show", "--actor", "greg", "--format", "json")
    assert (done.code, json.loads(done.out), done.err) == (
        0,
        {
            "actors": [
                {
                    "id": "greg-brockman",
                    "name": "Greg Brockman",
                    "type": "person",
                    "by": 0,
                    "about": 2,
                    "events": 2,
                    "note": None,
                    "offices": [
                        {"office": "President", "of": "OpenAI", "since": None, "until": ".."}
                    ],
                    "with": [
                        {"id": "ilya-sutskever", "name": "Ilya Sutskever", "type": "person", "by": 1, "about": 0, "events": 1},
                        {"id": "sam-altman", "name": "Sam Altman", "type": "person", "by": 1, "about": 0, "events": 1},
                        {"id": "openai-board", "name": "Board of OpenAI", "type": "group", "by": 1, "about": 0, "events": 1},
                    ],
                }
            ],
            "events": json.loads(shown.out),
        },
        "",
    )  # fmt: skip


def test_times_of_offices_are_in_the_given_zone(timeline: Program) -> None:
    shown = timeline("who", "sutskever", "--tz", "Europe/Paris", "--width", "80").out
    assert "from about 2015-12 until some time between 2023-11-22 07:03 and 2023-11-29" in shown
