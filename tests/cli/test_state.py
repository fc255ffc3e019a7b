"""`timeline state`: who held which office at a moment, and the last event before it."""
# ruff: noqa: E501  # screens are as printed

import json

import pytest

from tests.cli.processes import Done, Program

MONDAY = r"""2023-11-20 PST     Chief scientist  OpenAI           Ilya Sutskever  since 2015-12 PST   until 2024-05-14 PDT
2023-11-20 PST  ~  President        OpenAI           Greg Brockman   since ?             until now
2023-11-20 PST     Director         Board of OpenAI  Ilya Sutskever  since 2015-12~ PST  until 2023-11-21 22:03–2023-11-29 PST
2023-11-20 PST  last event  2023-11-18  -  =1+1 [bold]x[/bold] :smile: \x1b[31mred\x1b[0m \u202egnp.exe  Tri\x1b[31mck\u202ester [bold]x[/bold] :smile:  the-trap  -
"""
BOARD = """\
2023-11-22 07:03 CET  ~  Director  Board of OpenAI  Ilya Sutskever  since 2015-12~ PST  until 2023-11-22 07:03–2023-11-29 CET
2023-11-22 07:03 CET  last event  2023-11-20?  confirmed  Sutskever says that he regrets it  Ilya Sutskever  regret  -
"""
END = """\
end of the last event     Chief scientist  OpenAI  Ilya Sutskever  since 2015-12 PST  until 2024-05-14 PDT
end of the last event  ~  President        OpenAI  Greg Brockman   since ?            until now
end of the last event  last event  2024-02-29 15:59–? PST  -  A new lamp is awaited  -  no-end  -
"""


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        pytest.param(("--at", "2023-11-20"), MONDAY, "", id="a day"),
        pytest.param(("--at", "monday"), MONDAY, "monday = 2023-11-20\n", id="the reading of a day"),
        pytest.param(("--at", "2023-11-21T22:03", "--of", "board", "--tz", "Europe/Paris"), BOARD, "", id="a time, one organisation, another zone"),
        pytest.param((), END, "", id="at the end"),
    ],
)  # fmt: skip
def test_state_prints_offices(
    timeline: Program, arguments: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("state", *arguments) == Done(0, out, err)


def test_without_offices_only_the_last_event_is_printed(timeline: Program) -> None:
    nobody = "nobody is known to have held an office then\n"
    out = "2023-11-30 PST  last event  2023-11-20?  confirmed  Sutskever says that he regrets it  Ilya Sutskever  regret  -\n"
    assert timeline("state", "--at", "2023-11-30", "--of", "openai-board") == Done(0, out, nobody)
    early = timeline("state", "--at", "1990", "--of", "openai-board")
    assert early == Done(0, "", nobody)


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
                {"office": "Chief scientist", "organisation": openai, "holder": {"id": "ilya-sutskever", "name": "Ilya Sutskever"}, "since": "2015-12", "until": "2024-05-14", "held": "certainly"},
                {"office": "President", "organisation": openai, "holder": {"id": "greg-brockman", "name": "Greg Brockman"}, "since": None, "until": "..", "held": "possibly"},
            ],
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
