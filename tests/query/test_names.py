"""Names as people type them."""
# ruff: noqa: E501  # a case stands on a line

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.index import Index
from oai_timeline.query import event_names, names
from oai_timeline.query.errors import QueryError
from oai_timeline.query.source_names import find_cited_sources
from tests.timelines import opened

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
  evening-1: {publisher: The Evening Times}
  evening-2: {publisher: The Evening Times}
  post: {publisher: Post}
  new: {publisher: The New Times}
  p-1: {publisher: The Post}
  cps: {publisher: Centre for the Protection of Seals}
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
  - {id: board-meets-again, when: 2023, title: T, sources: [herald-2, reuters-report, evening-2, p-1, cps, new]}
"""
INDEX = opened(TEXT)

Find = Callable[[Index, str], object]


def _said(find: Find, text: str, index: Index = INDEX) -> str:
    with pytest.raises(QueryError) as caught:
        find(index, text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("find", "text", "expected"),
    [
        pytest.param(names.find_actor, "sam-altman", "sam-altman", id="id"),
        pytest.param(names.find_actor, "Sam Altman", "sam-altman", id="name"),
        pytest.param(names.find_actor, "sama", "sam-altman", id="alias"),
        pytest.param(names.find_actor, "@sama", "sam-altman", id="handle"),
        pytest.param(names.find_actor, "@SAMA", "sam-altman", id="handle in capitals"),
        pytest.param(names.find_actor, "steve_a", "steve-altman", id="handle without its sign"),
        pytest.param(names.find_actor, "SAM altman", "sam-altman", id="name, case"),
        pytest.param(names.find_actor, " sam altman ", "sam-altman", id="spaces around"),
        pytest.param(names.find_actor, "suts", "ilya-sutskever", id="part of a name"),
        pytest.param(names.find_actor, "kever", "ilya-sutskever", id="end of a name"),
        pytest.param(names.find_actor, "sam a", "sam-altman", id="part over two words"),
        pytest.param(names.find_actor, "helene", "helene-biraud", id="without accents"),
        pytest.param(names.find_actor, "hélène bîraud", "helene-biraud", id="with accents"),
        pytest.param(names.find_actor, "He\u0301le\u0300ne", "helene-biraud", id="decomposed"),
        pytest.param(names.find_actor, "sutzkevi", "ilya-sutskever", id="misspelling"),
        pytest.param(names.find_actor, "ALTMANN", "sam-altman", id="misspelling, case"),
        pytest.param(names.find_actor, "ann", "ann", id="exact before part"),
        pytest.param(names.find_actor, "openai-inc", "openai-inc", id="id that another's begins"),
        pytest.param(names.find_actor, "OpenAI LP", "openai", id="name with another's in it"),
        pytest.param(names.find_actor, "openai", "openai", id="an id, and another's name"),
        pytest.param(names.find_actor, "unseen", "unseen", id="in no event"),
        pytest.param(names.find_active_actor, "suts", "ilya-sutskever", id="with events"),
        pytest.param(names.find_kind, "letter", "letter", id="kind"),
        pytest.param(names.find_kind, " MEETING ", "Meeting", id="kind, case"),
        pytest.param(names.find_tag, "cafe", "Café", id="tag, accents"),
        pytest.param(names.find_tag, "ai", "ai", id="tag, small"),
        pytest.param(names.find_tag, "AI", "AI", id="tag, capitals"),
        pytest.param(names.find_certainty, "confirmed", "confirmed", id="certainty"),
    ],
)
def test_a_name_is_found(find: Find, text: str, expected: str) -> None:
    assert find(INDEX, text) == expected


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
        pytest.param(
            "herald", ["herald-1", "herald-2"], id="part of a publisher before several ids"
        ),
        pytest.param("evening times", ["evening-1", "evening-2"], id="without The"),
        pytest.param(
            "The Reuters", ["reuters-letter", "reuters-report"], id="with a The that it lacks"
        ),
        pytest.param("the post", ["p-1"], id="The, as one of two has it"),
        pytest.param("ET", ["evening-1", "evening-2"], id="initials"),
        pytest.param("t.e.t.", ["evening-1", "evening-2"], id="initials with The and points"),
        pytest.param("CFTPOS", ["cps"], id="initials of all words"),
        pytest.param("CPS", ["cps"], id="initials without small words"),
        pytest.param("vening", ["evening-1", "evening-2"], id="part of a publisher"),
        pytest.param("the seals", ["cps"], id="part with an article"),
    ],
)
def test_sources_are_found(text: str, expected: list[str]) -> None:
    assert find_cited_sources(INDEX, text).ids == tuple(expected)


NO_SOURCE = "no source or publisher is called"
NOT_ILYA = 'no actor is called "sutskver" (did you mean ilya-sutskever?)'
NOT_DISPUTED = 'no event has the certainty "disputed" (in use: confirmed, reported)'


@pytest.mark.parametrize(
    ("find", "text", "message"),
    [
        (names.find_actor, "altman", '"altman" is ambiguous: sam-altman, steve-altman'),
        (names.find_actor, "@nobody-there", 'no actor is called "@nobody-there"'),
        (names.find_actor, "", 'no actor is called ""'),
        (names.find_actor, "@", 'no actor is called "@"'),
        (names.find_actor, "%", 'no actor is called "%"'),
        (names.find_actor, "s_m", 'no actor is called "s_m"'),
        (names.find_actor, "sutskver", NOT_ILYA),  # named once, as it may be typed
        (names.find_active_actor, "nobody", "no event involves unseen"),
        (
            find_cited_sources,
            "times",
            '"times" is ambiguous: The Evening Times, The New Times',
        ),
        (
            find_cited_sources,
            "evening-",
            '"evening-" is ambiguous: evening-1, evening-2',
        ),
        (
            find_cited_sources,
            "evenin tims",
            f'{NO_SOURCE} "evenin tims" (did you mean The Evening Times?)',
        ),
        (
            find_cited_sources,
            "evning",
            f'{NO_SOURCE} "evning" (did you mean The Evening Times or evening-2 or evening-1?)',
        ),
        (names.find_actor, "biraut", 'no actor is called "biraut" (did you mean helene-biraud?)'),
        (find_cited_sources, "unread", "no event cites unread"),
        (find_cited_sources, "The Unread", "no event cites unread"),
        (
            find_cited_sources,
            "Reutrs",
            f'{NO_SOURCE} "Reutrs" (did you mean Reuters?)',
        ),
        (find_cited_sources, "xyz", f'{NO_SOURCE} "xyz"'),
        (find_cited_sources, "", f'{NO_SOURCE} ""'),
        (names.find_kind, "lettre", 'no event has the kind "lettre" (did you mean letter?)'),
        (names.find_kind, "x", 'no event has the kind "x" (in use: Meeting, letter)'),
        (names.find_tag, "x", 'no event has the tag "x" (in use: AI, Café, ai)'),
        (names.find_certainty, "disputed", NOT_DISPUTED),
    ],
)
def test_no_one_name(find: Find, text: str, message: str) -> None:
    assert _said(find, text) == message


def test_a_misspelling_is_never_given_back() -> None:
    assert "sutzkevi" not in _said(names.find_actor, "sutzkewi").removeprefix(
        'no actor is called "sutzkewi"'
    )


def test_a_value_of_none_is_in_use() -> None:
    bare = opened("events: [{id: a, when: 2023, title: T}]\n")
    assert _said(names.find_tag, "x", bare) == 'no event has the tag "x"'


FINDERS = [
    names.find_actor,
    names.find_active_actor,
    event_names.find_event,
    find_cited_sources,
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
