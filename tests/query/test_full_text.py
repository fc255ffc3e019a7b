"""Full-text search, against a reading of every event in Python."""
# ruff: noqa: E501  # a case stands on a line

import json
import re
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.index import Index, open_bytes
from oai_timeline.model.spelling import fold
from oai_timeline.query.events import fetch_events
from oai_timeline.query.filters import Condition
from oai_timeline.query.perspective import apply_perspective
from oai_timeline.query.search import fetch_best, fetch_hits, fetch_ranked, plan_search
from oai_timeline.query.select import Query, Result
from oai_timeline.query.words import Word, parse_words

_EVERYTHING = Query()
_TEXTS = st.lists(
    st.sampled_from(
        ["call", "Calls", "Café", "cafe\u0301", "quick", "D'Angelo", "and", "NEAR", "C++", "山田", "x", "Straße", "$86,000"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)  # fmt: skip
_PIECES = st.sampled_from(
    ['"', "*", "-", "AND", "OR", "NOT", "NEAR(", ")", "^", "title:", "{a b}:", "+", "call", "CAFÉ",
     "ca*", "quick", "dangelo", "d'angelo", "strasse", "x", "86", "山", "\0", "\ud800", "\ue000", "𞤀", "\u0301"]
)  # fmt: skip
_ASKED = (
    st.lists(_PIECES, max_size=5).map(" ".join) | st.lists(_PIECES, max_size=5).map("".join)
    | st.text(st.characters(codec="latin-1")) | _TEXTS
)  # fmt: skip


def _file(*events: Mapping[str, object]) -> bytes:
    return json.dumps(
        {
            "timeline": {"format": "1", "title": "T", "zone": "America/Los_Angeles"},
            "actors": {"ann": {"name": "Ann Quick"}, "bob": {"name": "Bob Slow"}},
            "sources": {"s": {"publisher": "S"}},
            "events": [
                {"id": f"e{number}", "when": "2023", **event} for number, event in enumerate(events)
            ],
        },
        ensure_ascii=False,
    ).encode()


def _find(index: Index, words: list[Word], query: Query = _EVERYTHING) -> Result:
    return fetch_best(index, plan_search(index, query, words))


def _tokens(text: str) -> list[str]:
    return re.findall(r"(?:[^\W_]|[\ue000-\uf8ff])+", fold(text))


def _has(event: dict[str, str], text: str) -> bool:
    """Judge an event by the words of the design; a phrase may not go from one text to another."""
    texts = [_tokens(value) for value in event.values()]
    for phrase, phrase_star, plain in re.findall(r'"([^"]+)"(\*?)|([^\s"]+)', text):
        raw = phrase + phrase_star if phrase else plain
        wanted = _tokens(raw)
        if not wanted:
            continue
        begun = raw.endswith("*") and bool(
            re.search(r"([^\W_]|[\ue000-\uf8ff])[\u0300-\u036f]*\*$", raw)
        )
        if not any(
            tokens[at : at + len(wanted) - 1] == wanted[:-1]
            and at + len(wanted) <= len(tokens)
            and (
                tokens[at + len(wanted) - 1].startswith(wanted[-1])
                if begun
                else tokens[at + len(wanted) - 1] == wanted[-1]
            )
            for tokens in texts
            for at in range(len(tokens))
        ):
            return False
    return bool(_tokens(text))


@given(
    events=st.lists(st.fixed_dictionaries({"title": _TEXTS, "summary": _TEXTS}), min_size=1, max_size=5),
    asked=st.lists(_ASKED, min_size=1, max_size=8),
)  # fmt: skip
@example(events=[{"title": "call", "summary": "x"}], asked=["", '"', '""', "*", "NEAR(", "AND"])
def test_hits_are_the_events_that_have_every_word(
    events: list[dict[str, str]], asked: list[str]
) -> None:
    index = open_bytes(_file(*events), "t.yaml")
    for text in asked:
        wanted, _ = parse_words(text)
        search = plan_search(index, Query(), wanted)
        if search.is_partial:
            assert not any(_has(event, text) for event in events)
            continue
        answer = fetch_best(index, search)
        found = sorted(entry.id for entry in fetch_events(index, answer))
        expected = [f"e{number}" for number, event in enumerate(events) if _has(event, text)]
        assert found == expected
        assert answer.total == len(expected)
        ranked = [row.number for row in fetch_ranked(index, search).matches]
        assert ranked == [row.number for row in answer.matches]
        for hit in fetch_hits(index, answer, search.terms):
            marked = [*hit.title, *(part for one in hit.excerpts for part in one.parts)]
            text_marked = " ".join(part.text for part in marked if part.is_hit)
            assert all(set(word.tokens[:-1]) <= set(_tokens(text_marked)) for word in wanted)
            assert "".join(part.text for part in hit.title) == hit.event.title


@given(
    st.lists(
        st.text(
            st.characters(exclude_categories=["C"]) | st.characters(categories=["Co"]), min_size=1
        ),
        min_size=1,
        max_size=5,
    )
)
@example(
    ["ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "𝐇𝐞𝐥𝐥𝐨 ㎒ №5", "각", "İstanbul", "हिन्दी", "𞤀𞤁", "½", "“quoted”–dashed", "ſtraße"]
)
def test_each_word_of_a_title_finds_its_event(titles: list[str]) -> None:
    index = open_bytes(_file(*({"title": f"T {title}"} for title in titles)), "t.yaml")
    for number, title in enumerate(titles):
        for text in re.split(r'[\s"]+', title):
            wanted, _ = parse_words(text)
            assert not wanted or number in {row.number for row in _find(index, wanted).matches}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param('"one two"', True, id="in the title"),
        pytest.param('"two three"', False, id="title and summary"),
        pytest.param('"three four"', True, id="over a line break"),
        pytest.param('"four five"', False, id="summary and place"),
        pytest.param('"six seven"', False, id="a quote and its translation"),
        pytest.param('"eight nine"', False, id="two accounts"),
        pytest.param('"quick bob"', False, id="two names"),
        pytest.param('"ann quick"', True, id="one name"),
        pytest.param('"slow red"', False, id="a name and a tag"),
        pytest.param('"red blue"', False, id="two tags"),
        pytest.param('"two thr"*', False, id="begun"),
        pytest.param("two three", True, id="two words"),
        pytest.param("¶", False, id="what stands between texts"),
    ],
)
@pytest.mark.parametrize("sign", ["", " –"], ids=["ascii", "with a dash"])
@pytest.mark.parametrize("perspective", [None, "s"])
def test_a_phrase_lies_within_one_text(
    asked: str, found: bool, sign: str, perspective: str | None
) -> None:
    event = {
        "title": f"One two{sign}",
        "summary": f"Three{sign}\nfour",
        "place": f"five{sign}",
        "quotes": [{"text": f"six{sign}", "translation": "seven"}],
        "accounts": [{"says": "eight"}, {"says": "nine"}] if perspective is None else [],
        "actors": ["ann", "bob"],
        "tags": ["red", "blue"],
        "sources": ["s"],
    }
    index = open_bytes(_file(event), "t.yaml")
    if perspective:
        apply_perspective(index, perspective, None)
    wanted, _ = parse_words(asked)
    search = plan_search(index, Query(), wanted)
    assert (bool(fetch_best(index, search).matches) and not search.is_partial) == found


def test_a_title_weighs_most_and_names_more_than_the_text() -> None:
    index = open_bytes(
        _file(
            {"title": "One", "summary": "A quick call."},
            {"title": "Two", "summary": "A long call.", "actors": ["ann"]},
            {"title": "A quick call"},
            {"title": "Three", "summary": "Nothing."},
            {"title": "Four", "summary": "Nothing."},
            {"title": "Five", "summary": "Nothing."},
            {"title": "Six", "summary": "Nothing."},
        ),
        "t.yaml",
    )
    wanted, _ = parse_words("quick")

    def ids(query: Query) -> list[str]:
        return [entry.id for entry in fetch_events(index, _find(index, wanted, query))]

    assert ids(Query()) == ["e2", "e1", "e0"]
    assert ids(Query(limit=2)) == ["e2", "e1"]
    assert ids(Query(reverse=True)) == ["e0", "e1", "e2"]
    assert ids(Query(limit=10**20)) == ["e2", "e1", "e0"]
    assert _find(index, wanted, Query(limit=1)).total == 3


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        pytest.param("ann fired", "e1", id="one word between"),
        pytest.param("fired ann", "e0", id="in the other order"),
        pytest.param("ann fires", "e2", id="not in that form"),
        pytest.param("ann fire*", "e1", id="a prefix"),
        pytest.param('"ann is" fired', "e1", id="a phrase"),
        pytest.param("ann is fired", "e1", id="three words"),
    ],
)
def test_titles_with_the_words_as_typed_come_first(asked: str, best: str) -> None:
    much = " ".join(f"word{number}" for number in range(60))
    file = json.loads(
        _file(
            {"title": "Bob fired Ann", "summary": much},
            {"title": "All say that Ann is fired as head of all", "summary": much},
            {"title": "Ann is slow", "summary": "Ann is Ann, fired, fires, fired."},
            {"title": "Ann's fired lamp", "summary": "Ann is Ann, fired, fires, fired."},
            {"title": "Bob"},
            {"title": "Two"},
        )
    )
    file["timeline"]["language"] = "en"
    index = open_bytes(json.dumps(file).encode(), "t.yaml")
    search = plan_search(index, Query(), parse_words(asked)[0])
    every = [event.id for event in fetch_events(index, fetch_best(index, search))]
    assert every[0] == best
    for limit in range(1, len(every) + 1):
        for reverse in (False, True):
            query = Query(limit=limit, reverse=reverse)
            limited = plan_search(index, query, parse_words(asked)[0])
            shown = fetch_best(index, limited)
            expected = (every[::-1] if reverse else every)[:limit]
            assert [event.id for event in fetch_events(index, shown)] == expected
            assert [match.number for match in fetch_ranked(index, limited).matches] == [
                match.number for match in shown.matches
            ]
            assert shown.total == len(every)


LONG = "word " * 60 + "needle " + "word " * 60


@pytest.mark.parametrize(
    ("event", "asked", "excerpts"),
    [
        pytest.param({"title": "Needle"}, "needle", [], id="title alone"),
        pytest.param({"title": "T", "summary": "One. A needle here. Three."}, "needle", [("", "A [needle] here. ")], id="one sentence"),
        pytest.param({"title": "T", "summary": "It met at 7 a.m. Eastern with J. Needle."}, "needle", [("", "It met at 7 a.m. Eastern with J. [Needle].")], id="initials end no sentence"),
        pytest.param({"title": "T", "summary": "A needle. A pin."}, "needle pin", [("", "A [needle]."), ("", "A [pin].")], id="two places"),
        pytest.param({"title": "Needle", "summary": "A pin."}, "needle pin", [("", "A [pin].")], id="title and text"),
        pytest.param({"title": "T", "quotes": [{"by": "ann", "text": "A needle!", "source": "s"}]}, "needle", [("quote", "A [needle]!")], id="quote"),
        pytest.param({"title": "T", "actors": ["ann"]}, "ann quick", [("with", "[Ann Quick]")], id="names"),
        pytest.param({"title": "T", "tags": ["hay-needle"]}, "needle", [("tags", "hay-[needle]")], id="tags"),
        pytest.param({"title": "T", "summary": LONG}, "needle", [("", "… " + "word " * 15 + "[needle]" + " word" * 31 + " …")], id="a long sentence is cut between words"),
        pytest.param({"title": "T", "summary": "A\n  needle\tand\npin"}, '"needle and pin"', [("", "A [needle and pin]")], id="on one line"),
    ],
)  # fmt: skip
def test_excerpts(event: dict[str, object], asked: str, excerpts: list[tuple[str, str]]) -> None:
    index = open_bytes(_file(event), "t.yaml")
    wanted, _ = parse_words(asked)
    search = plan_search(index, Query(), wanted)
    (hit,) = fetch_hits(index, fetch_best(index, search), search.terms)
    shown = [
        (one.label, "".join(f"[{part.text}]" if part.is_hit else part.text for part in one.parts))
        for one in hit.excerpts
    ]
    assert shown == [(label, text.rstrip()) for label, text in excerpts]


def _titles(asked: str, titles: list[str], header: Mapping[str, object]) -> list[str]:
    """Return the titles that a search finds, in their own order."""
    file = json.loads(_file(*({"title": title} for title in titles)))
    file["timeline"] |= header
    index = open_bytes(json.dumps(file).encode(), "t.yaml")
    search = plan_search(index, Query(), parse_words(asked)[0])
    found = {event.title for event in fetch_events(index, fetch_best(index, search))}
    return [title for title in titles if title in found and not search.is_partial]


ENGLISH = {"language": "en"}
DEFINED = {"synonyms": [["fired", "let go", "dismissed"], ["CEO", "chief executive"]]}


@pytest.mark.parametrize(
    ("header", "asked", "found"),
    [
        pytest.param(ENGLISH, "fired", ["Fired", "Firing", "It fires"], id="other forms"),
        pytest.param({"language": "en-GB"}, "firing", ["Fired", "Firing", "It fires"], id="British English"),
        pytest.param({"language": "fr"}, "fired", ["Fired"], id="French"),
        pytest.param({}, "fired", ["Fired"], id="no language"),
        pytest.param(ENGLISH, '"fired"', ["Fired"], id="exactly, in quotes"),
        pytest.param(ENGLISH, "fir*", ["Fired", "Firing", "Firm", "It fires"], id="a prefix"),
        pytest.param(ENGLISH, "firm", ["Firm"], id="another stem"),
        pytest.param(DEFINED, "fired", ["Fired", "Let go", "Dismissed CEO"], id="synonyms in no language"),
        pytest.param(ENGLISH | DEFINED, "firing", ["Fired", "Firing", "It fires", "Let go", "Letting go", "Dismissed CEO"], id="synonyms in other forms"),
        pytest.param(ENGLISH | DEFINED, "let go", ["Fired", "Firing", "It fires", "Let go", "Letting go", "Go and let", "Dismissed CEO"], id="a phrase that is a synonym"),
        pytest.param(ENGLISH | DEFINED, '"let go"', ["Let go"], id="that phrase in quotes"),
        pytest.param(ENGLISH | DEFINED, "ceo dismisses", ["Dismissed CEO"], id="two synonyms"),
        pytest.param(ENGLISH | DEFINED, "go", ["Let go", "Letting go", "Go and let"], id="part of a phrase"),
        pytest.param(ENGLISH | DEFINED, "chief-executive let go", ["Dismissed CEO"], id="joined by a hyphen"),
        pytest.param(ENGLISH, "firm's", ["Firm"], id="possessive"),
    ],
)  # fmt: skip
def test_other_forms_and_synonyms(
    header: Mapping[str, object], asked: str, found: list[str]
) -> None:
    titles = [
        "Fired",
        "Firing",
        "Firm",
        "It fires",
        "Let go",
        "Letting go",
        "Go and let",
        "Dismissed CEO",
    ]
    assert _titles(asked, titles, header) == found


@given(
    titles=st.lists(_TEXTS, min_size=1, max_size=4, unique=True),
    asked=_TEXTS,
    groups=st.lists(st.lists(st.sampled_from(["call", "quick", "x and", "Café"]), min_size=2, max_size=3, unique=True), max_size=2),
)  # fmt: skip
def test_forms_and_synonyms_only_add_events(
    titles: list[str], asked: str, groups: list[list[str]]
) -> None:
    plain = _titles(asked, titles, {})
    wider = _titles(asked, titles, {"synonyms": groups, "language": "en"})
    assert set(plain) <= set(wider)


def test_where_no_event_has_all_words_those_with_the_most_are_found() -> None:
    index = open_bytes(
        _file({"title": "One two"}, {"title": "Two three"}, {"title": "Three"}, {"title": "Four"}),
        "t.yaml",
    )

    def find(text: str, query: Query = _EVERYTHING) -> tuple[set[str], int]:
        search = plan_search(index, query, parse_words(text)[0])
        events = fetch_events(index, fetch_best(index, search))
        ranked = fetch_ranked(index, search)
        assert [match.number for match in ranked.matches] == [int(event.id[1:]) for event in events]
        return {event.title for event in events}, search.matched

    assert find("one two") == ({"One two"}, 2)
    assert find("one two three") == ({"One two", "Two three"}, 2)
    assert find("three four") == ({"Two three", "Three", "Four"}, 1)
    assert find("one two five") == ({"One two"}, 2)
    assert find("five six") == (set(), 0)
    later = Query(conditions=[Condition("e.number > {0}", (0,))])
    assert find("one two three", later) == ({"Two three"}, 2)
