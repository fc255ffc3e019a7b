"""Names as people type them."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.index import Index, open_bytes
from oai_timeline.query import names
from oai_timeline.query.errors import QueryError
from tests.timelines import HEADER

TEXT = """\
actors:
  sam-altman: {name: Sam Altman, aliases: [sama, "@sama"], misspellings: [Altmann, Sam Altmen]}
  steve-altman: {name: Steve Altman, aliases: ["@Steve_A"]}
  ilya-sutskever: {name: Ilya Sutskever, aliases: [ilya], misspellings: [Sutzkevi]}
  helene-biraud: {name: Hélène Bîraud}
  openai: {name: OpenAI LP}
  openai-inc: {name: OpenAI}
  unseen: {name: Nobody Sees}
  ann: {name: Ann}
  anna: {name: Anna Ann}
sources:
  reuters-letter: {publisher: Reuters}
  reuters-report: {publisher: Reuters}
  daily: {publisher: Weekly}
  weekly-1: {publisher: Daily}
  herald-1: {publisher: Le Hérald}
  herald-2: {publisher: Le Hérald}
  unread: {publisher: The Unread}
events:
  - id: altman-told
    when: 2023
    title: T
    kind: Meeting
    tags: [ai, AI, Café]
    certainty: confirmed
    actors: [sam-altman, steve-altman, ilya-sutskever, helene-biraud, openai, openai-inc, ann]
    sources: [reuters-letter, daily, weekly-1, herald-1]
  - {id: altman-fired, when: 2023, title: T, kind: letter, certainty: reported, actors: [anna]}
  - {id: board-meets, when: 2023, title: T}
  - {id: board-meets-again, when: 2023, title: T, sources: [herald-2, reuters-report]}
"""
INDEX = open_bytes((HEADER + TEXT).encode(), "t.yaml")

Find = Callable[[Index, str], object]


def _said(find: Find, text: str) -> str:
    with pytest.raises(QueryError) as caught:
        find(INDEX, text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("sam-altman", "sam-altman", id="id"),
        pytest.param("Sam Altman", "sam-altman", id="name"),
        pytest.param("sama", "sam-altman", id="alias"),
        pytest.param("@sama", "sam-altman", id="handle"),
        pytest.param("@SAMA", "sam-altman", id="handle in capitals"),
        pytest.param("steve_a", "steve-altman", id="handle without its sign"),
        pytest.param("SAM altman", "sam-altman", id="name, case"),
        pytest.param(" sam altman ", "sam-altman", id="spaces around"),
        pytest.param("suts", "ilya-sutskever", id="part of a name"),
        pytest.param("kever", "ilya-sutskever", id="end of a name"),
        pytest.param("m a", "sam-altman", id="part over two words"),
        pytest.param("helene", "helene-biraud", id="without accents"),
        pytest.param("hélène bîraud", "helene-biraud", id="with accents"),
        pytest.param("He\u0301le\u0300ne", "helene-biraud", id="with accents that combine"),
        pytest.param("sutzkevi", "ilya-sutskever", id="misspelling"),
        pytest.param("ALTMANN", "sam-altman", id="misspelling, case"),
        pytest.param("ann", "ann", id="exact before part"),
        pytest.param("openai-inc", "openai-inc", id="id that another's begins"),
        pytest.param("OpenAI LP", "openai", id="name with another's in it"),
        pytest.param("openai", "openai", id="an id, and another's name"),
        pytest.param("unseen", "unseen", id="in no event"),
    ],
)
def test_actor(text: str, expected: str) -> None:
    assert names.find_actor(INDEX, text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("altman", '"altman" is ambiguous: sam-altman, steve-altman', id="two have it"),
        pytest.param("@nobody-there", 'no actor is called "@nobody-there"', id="nothing near"),
        pytest.param("", 'no actor is called ""', id="empty"),
        pytest.param("@", 'no actor is called "@"', id="no handle"),
        pytest.param("%", 'no actor is called "%"', id="percent is literal"),
        pytest.param("s_m", 'no actor is called "s_m"', id="underscore is literal"),
    ],
)
def test_no_one_actor(text: str, message: str) -> None:
    assert _said(names.find_actor, text) == message


def test_a_slip_is_answered_with_the_name_that_was_meant() -> None:
    """Once, and as one may type it."""
    assert (
        _said(names.find_actor, "sutskver")
        == 'no actor is called "sutskver" (did you mean ilya-sutskever?)'
    )


def test_a_misspelling_is_never_given_back() -> None:
    assert "sutzkevi" not in _said(names.find_actor, "sutzkewi").removeprefix(
        'no actor is called "sutzkewi"'
    )


def test_a_filter_asks_for_an_actor_with_events() -> None:
    assert names.find_active_actor(INDEX, "suts") == "ilya-sutskever"
    assert _said(names.find_active_actor, "nobody") == "no event involves unseen"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("altman-told", "altman-told", id="id"),
        pytest.param("altman-t", "altman-told", id="prefix"),
        pytest.param("board-meets", "board-meets", id="id before prefix"),
        pytest.param("board-meets-", "board-meets-again", id="prefix with a hyphen"),
    ],
)
def test_event(text: str, expected: str) -> None:
    assert names.find_event(INDEX, text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "altman", '"altman" is ambiguous: altman-fired, altman-told', id="two begin so"
        ),
        pytest.param("told", 'no event has the id "told"', id="no prefix"),
        pytest.param(
            "altman-fried",
            'no event has the id "altman-fried" (did you mean altman-fired?)',
            id="a slip",
        ),
        pytest.param("", 'no event has the id ""', id="empty"),
        pytest.param("%", 'no event has the id "%"', id="percent is literal"),
    ],
)
def test_no_one_event(text: str, message: str) -> None:
    assert _said(names.find_event, text) == message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("reuters-letter", ["reuters-letter"], id="id"),
        pytest.param("reuters-l", ["reuters-letter"], id="prefix"),
        pytest.param("Reuters", ["reuters-letter", "reuters-report"], id="publisher"),
        pytest.param("reuters", ["reuters-letter", "reuters-report"], id="publisher before prefix"),
        pytest.param("LE HERALD", ["herald-1", "herald-2"], id="publisher, case and accents"),
        pytest.param("daily", ["daily"], id="id before publisher"),
        pytest.param("Weekly", ["daily"], id="publisher whose name begins an id"),
    ],
)
def test_sources(text: str, expected: list[str]) -> None:
    assert names.find_cited_sources(INDEX, text) == tuple(expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("herald", '"herald" is ambiguous: herald-1, herald-2', id="two begin so"),
        pytest.param("unread", "no event cites unread", id="an id no event cites"),
        pytest.param("The Unread", "no event cites unread", id="a publisher no event cites"),
        pytest.param(
            "Reuter",
            'no source or publisher is called "Reuter" (did you mean Reuters?)',
            id="a slip of a publisher",
        ),
        pytest.param("xyz", 'no source or publisher is called "xyz"', id="nothing near"),
        pytest.param("", 'no source or publisher is called ""', id="empty"),
    ],
)
def test_no_one_source(text: str, message: str) -> None:
    assert _said(names.find_cited_sources, text) == message


@pytest.mark.parametrize(
    ("find", "text", "expected"),
    [
        pytest.param(names.find_kind, "letter", "letter", id="kind"),
        pytest.param(names.find_kind, " MEETING ", "Meeting", id="kind, case"),
        pytest.param(names.find_tag, "cafe", "Café", id="tag, accents"),
        pytest.param(names.find_tag, "ai", "ai", id="tag, small"),
        pytest.param(names.find_tag, "AI", "AI", id="tag, capitals"),
        pytest.param(names.find_certainty, "confirmed", "confirmed", id="certainty"),
    ],
)
def test_value_in_use(find: Find, text: str, expected: str) -> None:
    assert find(INDEX, text) == expected


@pytest.mark.parametrize(
    ("find", "text", "message"),
    [
        pytest.param(
            names.find_kind,
            "lettre",
            'no event has the kind "lettre" (did you mean letter?)',
            id="kind, a slip",
        ),
        pytest.param(
            names.find_kind,
            "x",
            'no event has the kind "x" (in use: Meeting, letter)',
            id="kind, nothing near",
        ),
        pytest.param(
            names.find_tag, "x", 'no event has the tag "x" (in use: AI, Café, ai)', id="tag"
        ),
        pytest.param(
            names.find_certainty,
            "disputed",
            'no event has the certainty "disputed" (in use: confirmed, reported)',
            id="certainty that exists and is not in use",
        ),
    ],
)
def test_value_not_in_use(find: Find, text: str, message: str) -> None:
    assert _said(find, text) == message


def test_a_value_of_none_is_in_use() -> None:
    bare = open_bytes((HEADER + "events: [{id: a, when: 2023, title: T}]\n").encode(), "t.yaml")
    with pytest.raises(QueryError) as caught:
        names.find_tag(bare, "x")
    assert str(caught.value) == 'no event has the tag "x"'


def test_many_candidates_are_not_all_listed() -> None:
    events = "".join(f"- {{id: e-{n:02}, when: 2023, title: T}}\n" for n in range(20))
    many = open_bytes(f"{HEADER}events:\n{events}".encode(), "t.yaml")
    with pytest.raises(QueryError) as caught:
        names.find_event(many, "e-")
    listed = ", ".join(f"e-{n:02}" for n in range(12))
    assert str(caught.value) == f'"e-" is ambiguous: {listed} and 8 more'


FINDERS = [
    names.find_actor,
    names.find_active_actor,
    names.find_event,
    names.find_cited_sources,
    names.find_kind,
    names.find_tag,
    names.find_certainty,
]


@pytest.mark.parametrize("find", FINDERS, ids=[find.__name__ for find in FINDERS])
@given(text=st.text(max_size=8))
@example(text="\udcff")
@example(text="\0")
@example(text="a\0")
def test_any_text_is_a_name_or_refused(find: Find, text: str) -> None:
    try:
        found = find(INDEX, text)
    except QueryError:
        return
    assert found
