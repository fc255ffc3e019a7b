"""Events as people name them."""
# ruff: noqa: E501  # a case stands on a line

import pytest

from oai_timeline.index import open_bytes
from oai_timeline.query.errors import QueryError
from oai_timeline.query.event_names import find_event
from tests.timelines import opened

TEXT = """\
timeline:
  format: 1
  title: T
  zone: America/Los_Angeles
  language: en
  synonyms: [[fired, dismissed]]
events:
  - {id: altman-told, when: 2023-11-17T12:00, title: Sutskever tells Altman that he is fired}
  - {id: brockman-text, when: 2023-11-17T12:19, title: Sutskever texts Brockman}
  - {id: brockman-link, when: "2023-11-17T12:23:10", title: Brockman gets a link}
  - {id: altman-leaves, when: 2023-11-17T12:28, title: OpenAI announces that Altman is leaving}
  - {id: murati-named, when: 2023-11-17T12:28, title: Murati is named interim chief}
  - {id: all-hands, when: 2023-11-17T14/2023-11-17T16, title: The staff meet}
  - {id: noon, when: 2023-11-18, title: The 12:19 train}
  - {id: noon-later, when: 2023-11-20, title: The staff meet again}
"""
INDEX = open_bytes(TEXT.encode(), "t.yaml")


@pytest.mark.parametrize(
    ("text", "found", "note"),
    [
        pytest.param("altman-told", "altman-told", "", id="id"),
        pytest.param(" altman-told ", "altman-told", "", id="id with spaces around"),
        pytest.param("altman-t", "altman-told", "", id="prefix"),
        pytest.param("noon", "noon", "", id="id before prefix and words"),
        pytest.param("interim chief", "murati-named", "interim chief = murati-named", id="words of a title"),
        pytest.param("chief MURATI's", "murati-named", "chief MURATI's = murati-named", id="in any order, case and form"),
        pytest.param("altman dismissed", "altman-told", "altman dismissed = altman-told", id="a synonym"),
        pytest.param('"staff meet again"', "noon-later", '"staff meet again" = noon-later', id="a phrase"),
        pytest.param("train", "noon", "train = noon", id="one word"),
        pytest.param("nov 17 12:19", "brockman-text", "nov 17 12:19 = brockman-text", id="day and clock"),
        pytest.param("2023-11-17T12:23", "brockman-link", "2023-11-17T12:23 = brockman-link", id="the minute of a second"),
        pytest.param("friday 12:00", "altman-told", "friday 12:00 = altman-told", id="weekday and clock"),
        pytest.param("12:19 train", "noon", "12:19 train = noon", id="a clock that is part of a title"),
    ],
)  # fmt: skip
def test_an_event_is_found(text: str, found: str, note: str) -> None:
    assert find_event(INDEX, text) == (found, note)


@pytest.mark.parametrize(
    ("text", "message", "candidates"),
    [
        pytest.param("altman", '"altman" may be any of 2 events:', ["altman-leaves", "altman-told"], id="two prefixes"),
        pytest.param("nov 17 12:28", '"nov 17 12:28" may be any of 2 events:', ["altman-leaves", "murati-named"], id="two at that minute"),
        pytest.param("staff meet", '"staff meet" may be any of 2 events:', ["all-hands", "noon-later"], id="two titles"),
        pytest.param("altman-tld", 'no event is called "altman-tld" (did you mean altman-told?)', [], id="misspelt"),
        pytest.param("nov 17 15:00", 'no event is called "nov 17 15:00"', [], id="none within that minute"),
        pytest.param("sutskever murati", 'no event is called "sutskever murati"', [], id="in no title together"),
        pytest.param("", 'no event is called ""', [], id="empty"),
        pytest.param("%", 'no event is called "%"', [], id="a sign"),
    ],
)  # fmt: skip
def test_not_one_event(text: str, message: str, candidates: list[str]) -> None:
    with pytest.raises(QueryError) as error:
        find_event(INDEX, text)
    assert str(error.value) == message
    assert [candidate.id for candidate in error.value.candidates] == candidates


def test_candidates_have_date_and_title() -> None:
    with pytest.raises(QueryError) as error:
        find_event(INDEX, "staff")
    assert error.value.candidates == [
        ("all-hands", "2023-11-17 14h–16h", "The staff meet"),
        ("noon-later", "2023-11-20", "The staff meet again"),
    ]


def test_many_candidates_are_not_all_listed() -> None:
    events = "".join(f"- {{id: e-{n:02}, when: 2023, title: T}}\n" for n in range(20))
    with pytest.raises(QueryError) as error:
        find_event(opened(f"events:\n{events}"), "e-")
    assert str(error.value) == '"e-" may be any of 20 events; the best 12 are:'
    assert [one.id for one in error.value.candidates] == [f"e-{n:02}" for n in range(12)]
