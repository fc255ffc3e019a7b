"""How the words of a search are read, and where a text has them."""
# ruff: noqa: E501  # a case stands on a line

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.query.words import Phrase, Term, Word, find_terms, parse_words


@pytest.mark.parametrize(
    ("text", "read", "left_out"),
    [
        pytest.param("", [], [], id="nothing"),
        pytest.param("one TWO", [Word(("one",)), Word(("two",))], [], id="words"),
        pytest.param("one One", [Word(("one",))], [], id="twice the same"),
        pytest.param('"a quick call" x', [Word(("a", "quick", "call"), exact=True), Word(("x",))], [], id="phrase"),
        pytest.param("beg*", [Word(("beg",), prefix=True)], [], id="prefix"),
        pytest.param("Q* qu*", [Word(("q",)), Word(("qu",), prefix=True)], [], id="a star after one letter is part of a name"),
        pytest.param('"a quick c"*', [Word(("a", "quick", "c"), prefix=True, exact=True)], [], id="begun phrase"),
        pytest.param('"beg*"', [Word(("beg",), prefix=True, exact=True)], [], id="begun in quotes"),
        pytest.param("*beg be*g be** be-*", [Word(("beg",)), Word(("be", "g")), Word(("be",))], [], id="other stars are text"),
        pytest.param("Altman's board’s", [Word(("altman",)), Word(("board",))], [], id="possessive"),
        pytest.param("'s \"it's\"", [Word(("s",)), Word(("it", "s"), exact=True)], [], id="no possessive"),
        pytest.param("D'Angelo", [Word(("d", "angelo"))], [], id="a mark inside a word"),
        pytest.param("Zoë ﬁne cafe\u0301", [Word(("zoe",)), Word(("fine",)), Word(("cafe",))], [], id="folded"),
        pytest.param("a AND b OR NEAR(c", [*(Word((text,)) for text in ("a", "and", "b", "or")), Word(("near", "c"))], [], id="no operators"),
        pytest.param("title:x ^y +z", [Word(("title", "x")), Word(("y",)), Word(("z",))], [], id="nor other signs"),
        pytest.param('- * "', [], ["-", "*", '"'], id="nothing to look for"),
        pytest.param('say "hello', [Word(("say",)), Word(("hello",))], ['"'], id="one quote"),
        pytest.param("a\0b\ud800", [Word(("a", "b"))], [], id="odd characters"),
    ],
)  # fmt: skip
def test_words(text: str, read: list[Word], left_out: list[str]) -> None:
    assert parse_words(text) == (read, left_out)


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        pytest.param("A call, a CALL.", "call", ["call", "CALL"], id="case"),
        pytest.param("recall calls", "call", [], id="whole words"),
        pytest.param("recall calls", "call*", ["calls"], id="prefix"),
        pytest.param("a quick, call", '"quick call"', ["quick, call"], id="phrase"),
        pytest.param("a quick new call", '"quick call"', [], id="a broken phrase"),
        pytest.param("cafe\u0301 – Café", "cafe", ["cafe\u0301", "Café"], id="accents"),
        pytest.param("Straße ½", "strasse 1", ["Straße", "½"], id="longer when folded"),
    ],
)
def test_find(text: str, wanted: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_terms(text, _read(wanted))] == found


def test_find_any_form_of_any_phrase() -> None:
    term = (
        Phrase((frozenset(["fires", "fired"]),)),
        Phrase((frozenset(["let", "lets"]), frozenset(["go"])), prefix=True),
    )
    text = "Fired? He fires, lets go; letting goes: let\ngoing, let him go."
    found = [text[one.start : one.end] for one in find_terms(text, [term])]
    assert found == ["Fired", "fires", "lets go", "let\ngoing"]


def _read(text: str) -> list[Term]:
    """Read words in no other form than the one typed."""
    return [
        (Phrase(tuple(frozenset([token]) for token in word.tokens), word.prefix),)
        for word in parse_words(text)[0]
    ]


@given(st.text())
def test_a_text_has_each_of_its_own_words(text: str) -> None:
    read = _read(text)
    assert {one.term for one in find_terms(text, read)} == set(range(len(read)))
