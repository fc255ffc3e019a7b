"""`timeline search`: matches, the best first, with the words marked."""
# ruff: noqa: E501  # screens are as printed

import json
from operator import itemgetter
from typing import Any

import pytest

from tests.cli.processes import Done, Program
from tests.timelines import repeated

CALL = "2023-11-17 12:19 PST  disputed  Sutskever texts Brockman to ask for a quick call  Ilya Sutskever  brockman-gets-text  -"
SUMMARY = (
    "Ilya Sutskever sent a text message to Greg Brockman and asked for a quick [call] with him."
)
PHRASE = f"{CALL}  {SUMMARY.replace('quick [call]', '[quick call]')}\n"
PARTIAL = "no matching event has all words; these have"
NOTHING = "no matching events; try fewer or other words, or the beginning of one with a *\n"
IGNORED = "ignored, as it has no letter or digit: "


@pytest.mark.parametrize(
    ("words", "out", "err"),
    [
        pytest.param(("call", "him"), f"{CALL}  {SUMMARY.replace('him', '[him]')}\n", "", id="every word"),
        pytest.param(('"quick call"',), PHRASE, "", id="a phrase"),
        pytest.param(('"quick', 'call"'), PHRASE, "", id="a phrase in two arguments"),
        pytest.param(('"call quick"',), "", NOTHING, id="no such phrase"),
        pytest.param(("call", "AND", "him"), f"{CALL}  {SUMMARY.replace('him', '[him]').replace(' and', ' [and]')}\n", "", id="AND is a word"),
        pytest.param(("MULLER", "EUROP*"), "2023-11-17 16:30 PST  reported  Müller hears of it in Europe  Zoë Müller-Łódź  abroad  -  -\n", "", id="case, accents, a prefix"),
        pytest.param(("can", "talk"), f"{CALL}  quote: [Can] we [talk]?\n", "", id="a quote"),
        pytest.param(("quick", "calls", "tasty"), f"{PHRASE}", f"{PARTIAL} 2 of 3\n", id="no event has all"),
        pytest.param(("tasty",), "", NOTHING, id="nothing found"),
        pytest.param(("call", "--day", "2016"), "", "no matching events; nearest days with events: 2023-11-17\n", id="nothing found on a day"),
        pytest.param(("call", "--day", "friday", "--kind", "message"), f"{CALL}  {SUMMARY}\n", "friday = 2023-11-17\n", id="filtered"),
        pytest.param(("call", "-", "text"), f"{CALL}  {SUMMARY.replace('text', '[text]')}\n", f"{IGNORED}-\n", id="a word without letters"),
        pytest.param(("",), "", NOTHING, id="empty"),
        pytest.param(('"',), "", f'{IGNORED}"\n{NOTHING}', id="only a quotation mark"),
        pytest.param(("NEAR(",), "", NOTHING, id="no syntax"),
    ],
)  # fmt: skip
def test_search_prints_matches(
    timeline: Program, words: tuple[str, ...], out: str, err: str
) -> None:
    assert timeline("search", *words) == Done(0, out, err)


def test_limit_and_reverse(timeline: Program) -> None:
    found = [event["id"] for event in _json(timeline, "lamp")]
    for options, expected in (
        ((), found),
        (("-r",), found[::-1]),
        (("-n", "2", "-r"), found[:3:-1]),
    ):
        assert [event["id"] for event in _json(timeline, "lamp", *options)] == expected
    assert timeline("search", "lamp", "-n", "2").err == f"2 of {len(found)} events\n"


def test_text_shows_the_best_twenty_by_default(timeline: Program) -> None:
    stdin = repeated(25, "title: One call").encode()
    done = timeline("search", "call", "-f", "-", stdin=stdin)
    assert (done.code, done.out.count("\n"), done.err) == (0, 20, "20 of 25 events\n")
    done = timeline("search", "call", "-f", "-", "--width", "80", stdin=stdin)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("20 of 25 events · call · ")
    done = timeline("search", "call", "-f", "-", "-n", "30", stdin=stdin)
    assert (done.code, done.out.count("\n"), done.err) == (0, 25, "")
    done = timeline("search", "call", "-f", "-", "--format", "json", stdin=stdin)
    assert (done.code, len(json.loads(done.out)), done.err) == (0, 25, "")


def test_json_has_the_same_events_as_show(timeline: Program) -> None:
    shown = json.loads(timeline("show", "--format", "json", "--grep", "call").out)
    found = _json(timeline, "call")
    assert {event.pop("partial") for event in found} == {False}
    assert sorted(found, key=itemgetter("id")) == sorted(shown, key=itemgetter("id"))
    assert {event["partial"] for event in _json(timeline, "call", "tasty")} == {True}
    nothing = timeline("search", "tasty", "--format", "json")
    assert nothing == Done(0, "[]\n", NOTHING)


def _json(timeline: Program, *arguments: str) -> list[dict[str, Any]]:
    return list(json.loads(timeline("search", *arguments, "--format", "json").out))
