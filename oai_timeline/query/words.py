"""The words of a search: how they are read, and where a text contains them."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from oai_timeline.model.spelling import fold, word_pattern

_ASCII_TOKEN = re.compile("[a-z0-9]+")
_WORD = re.compile(r'"([^"]+)"(\*?)|[^\s"]+|"')
_POSSESSIVES = {"'s", "’s"}


class Word(NamedTuple):
    """A word or a phrase as it is typed, as folded tokens.

    `prefix`: the last token may be longer. `exact`: it was in quotes, so no other forms are meant.
    """

    tokens: tuple[str, ...]
    prefix: bool = False
    exact: bool = False


class Phrase(NamedTuple):
    """Tokens that stand one behind the other, each in any of its forms.

    `prefix`: the last one may be longer.
    """

    forms: tuple[frozenset[str], ...]
    prefix: bool = False

    def spell_out(self) -> Iterator[str]:
        """Yield each form of the phrase, with spaces between its tokens."""
        yield from map(" ".join, product(*map(sorted, self.forms)))


Term = tuple[Phrase, ...]
"""A word to search for, in all its forms and synonyms: an event has it if it has one of them."""


Token = tuple[str, int, int]
"""A folded token of a text, and where it starts and ends there."""


class Occurrence(NamedTuple):
    """Where a text contains a term, given by the term's number."""

    term: int
    start: int
    end: int


def parse_words(text: str) -> tuple[list[Word], list[str]]:
    """Return the words of a search, and those parts that have no letter or digit.

    `"..."` is a phrase, a final `*` makes a prefix of two characters or more (`Q*` is a name), a
    final `'s` outside quotes does not count; everything else is literal.
    """
    words: list[Word] = []
    without_token = []
    for match in _WORD.finditer(text):
        phrase, star = match[1], match[2]
        raw = _strip_possessive(match[0]) if phrase is None else phrase + star
        stem = raw.removesuffix("*")
        tokens = list(_tokens(stem))
        texts = tuple(text for text, _, _ in tokens)
        ends_in_token = any(end == len(stem) for _, _, end in tokens)
        prefix = stem != raw and len(stem) > 1 and ends_in_token
        word = Word(texts, prefix, exact=phrase is not None)
        if not tokens:
            without_token.append(match[0])
        elif word not in words:
            words.append(word)
    return words, without_token


def _strip_possessive(word: str) -> str:
    is_possessive = len(word) > 2 and word[-2:].lower() in _POSSESSIVES
    return word[:-2] if is_possessive else word


def find_terms(text: str, terms: Sequence[Term]) -> list[Occurrence]:
    """Return where a text contains any of the terms, in its order."""
    lowered = text.lower()
    firsts = {token for term in terms for phrase in term for token in phrase.forms[0]}
    if text.isascii() and not any(token in lowered for token in firsts):
        return []
    tokens = list(_tokens(text))
    if not tokens:
        return []
    texts, starts, ends = zip(*tokens, strict=True)
    occurrences = {
        Occurrence(number, starts[place], ends[place + len(phrase.forms) - 1])
        for number, term in enumerate(terms)
        for phrase in term
        for place in _find_phrase(texts, phrase)
    }
    return sorted(occurrences, key=lambda occurrence: (occurrence.start, occurrence.end))


def as_typed(word: Word) -> Term:
    """Return a term for a word in no other form than the one that was typed."""
    return (Phrase(tuple(frozenset([token]) for token in word.tokens), word.prefix),)


def has_as_typed(folded: str, words: Sequence[Word]) -> bool:
    """Return whether a folded text has words as typed, in order, with one other between at most.

    A possessive is another word: "Ann's fired lamp" does not have `ann fired`.
    """
    texts = (_ASCII_TOKEN if folded.isascii() else word_pattern()).findall(folded)
    starts = set(range(len(texts)))
    for word in words:
        (phrase,) = as_typed(word)
        found = starts.intersection(_find_phrase(texts, phrase))
        ends = {place + len(word.tokens) for place in found}
        ends = {end for end in ends if texts[end : end + 1] != ["s"]}
        starts = ends | {end + 1 for end in ends}
    return bool(starts)


def _find_phrase(texts: Sequence[str], phrase: Phrase) -> Iterator[int]:
    """Yield the places among some tokens at which a phrase begins."""
    *firsts, last = phrase.forms
    for place, text in enumerate(texts[len(firsts) :]):
        begins = phrase.prefix and text.startswith(tuple(last))
        if (text in last or begins) and all(
            token in forms for token, forms in zip(texts[place:], firsts, strict=False)
        ):
            yield place


def _tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, as the full-text index has them."""
    if text.isascii():
        for match in _ASCII_TOKEN.finditer(text.lower()):
            yield match[0], *match.span()
        return
    folded = [fold(character) for character in text]
    places = [place for place, part in enumerate(folded) for _ in part]
    for match in word_pattern().finditer("".join(folded)):
        start, end = places[match.start()], places[match.end() - 1] + 1
        while end < len(text) and not folded[end]:  # its last letter's accents
            end += 1
        yield match[0], start, end
