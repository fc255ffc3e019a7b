"""The words of a search: how they are read, and where a text contains them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oai_timeline.model.spelling import fold, word_pattern

_ASCII_TOKEN = re.compile("[a-z0-9]+")
_WORD = re.compile(r'"([^"]+)"(\*?)|[^\s"]+|"')


class Word(NamedTuple):
    """A word or a phrase to search for, as folded tokens; `prefix`: the last one may be longer."""

    tokens: tuple[str, ...]
    prefix: bool = False


class Token(NamedTuple):
    """A folded token of a text, and its place in the text."""

    text: str
    start: int
    end: int


class Occurrence(NamedTuple):
    """Where a text contains a word, given by the word's number."""

    word: int
    start: int
    end: int


def parse_words(text: str) -> tuple[list[Word], list[str]]:
    """Return the words of a search, and those parts that have no letter or digit.

    `"..."` is a phrase, a final `*` makes a prefix; everything else is literal.
    """
    words: list[Word] = []
    without_token = []
    for match in _WORD.finditer(text):
        phrase, star = match[1], match[2]
        raw = match[0] if phrase is None else phrase + star
        stem = raw.removesuffix("*")
        tokens = list(_tokens(stem))
        prefix = stem != raw and bool(tokens) and tokens[-1].end == len(stem)
        word = Word(tuple(token.text for token in tokens), prefix)
        if not tokens:
            without_token.append(match[0])
        elif word not in words:
            words.append(word)
    return words, without_token


def find_words(text: str, words: Sequence[Word]) -> list[Occurrence]:
    """Return where a text contains any of the words, in its order."""
    lowered = text.lower()
    if text.isascii() and not any(word.tokens[0] in lowered for word in words):
        return []
    tokens = list(_tokens(text))
    texts = [token.text for token in tokens]
    occurrences = [
        Occurrence(number, tokens[place].start, tokens[place + len(word.tokens) - 1].end)
        for number, word in enumerate(words)
        for place in _find_tokens(texts, word)
    ]
    return sorted(occurrences, key=lambda occurrence: (occurrence.start, occurrence.end))


def _find_tokens(texts: Sequence[str], word: Word) -> Iterator[int]:
    """Yield the places among some tokens at which a word begins."""
    *firsts, last = word.tokens
    for place, text in enumerate(texts[len(firsts) :]):
        if (text == last or (word.prefix and text.startswith(last))) and (
            not firsts or firsts == texts[place : place + len(firsts)]
        ):
            yield place


def _tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, as the full-text index has them."""
    if text.isascii():
        for match in _ASCII_TOKEN.finditer(text.lower()):
            yield Token(match[0], *match.span())
        return
    folded = [fold(character) for character in text]
    places = [place for place, part in enumerate(folded) for _ in part]
    for match in word_pattern().finditer("".join(folded)):
        start, end = places[match.start()], places[match.end() - 1] + 1
        while end < len(text) and not folded[end]:  # its last letter's accents
            end += 1
        yield Token(match[0], start, end)
