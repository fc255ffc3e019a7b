"""The words of a search: how they are read, and where a text has them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oai_timeline.model.spelling import fold, word_pattern

_ASCII_TOKEN = re.compile("[a-z0-9]+")
_WORD = re.compile(r'"([^"]+)"(\*?)|[^\s"]+|"')


class Word(NamedTuple):
    """What is looked for: tokens, folded, in a row; with `prefix` the last one is but begun."""

    tokens: tuple[str, ...]
    prefix: bool = False


class Token(NamedTuple):
    """A token of a text, folded, and where it stands there."""

    text: str
    start: int
    end: int


class Found(NamedTuple):
    """Where a text has a word, by the word's number."""

    word: int
    start: int
    end: int


def words(text: str) -> tuple[list[Word], list[str]]:
    """Read what is looked for; give also what of it has no letter or digit, and is left out.

    `"..."` is a phrase, a final `*` makes a prefix; everything else is text.
    """
    read: list[Word] = []
    left_out = []
    for match in _WORD.finditer(text):
        phrase, star = match[1], match[2]
        raw = match[0] if phrase is None else phrase + star
        begun = raw.removesuffix("*")
        tokens = list(_tokens(begun))
        prefix = begun != raw and bool(tokens) and tokens[-1].end == len(begun)
        word = Word(tuple(token.text for token in tokens), prefix)
        if not tokens:
            left_out.append(match[0])
        elif word not in read:
            read.append(word)
    return read, left_out


def find(text: str, wanted: Sequence[Word]) -> list[Found]:
    """Tell where a text has any of the words, in its order."""
    lowered = text.lower()
    if text.isascii() and not any(word.tokens[0] in lowered for word in wanted):
        return []
    tokens = list(_tokens(text))
    texts = [token.text for token in tokens]
    found = [
        Found(number, tokens[at].start, tokens[at + len(word.tokens) - 1].end)
        for number, word in enumerate(wanted)
        for at in _places(texts, word)
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def _places(texts: Sequence[str], word: Word) -> Iterator[int]:
    """Tell at which of some tokens a word begins."""
    *firsts, last = word.tokens
    for at, here in enumerate(texts[len(firsts) :]):
        if (here == last or (word.prefix and here.startswith(last))) and (
            not firsts or firsts == texts[at : at + len(firsts)]
        ):
            yield at


def _tokens(text: str) -> Iterator[Token]:
    """List the tokens of a text, as the index has them."""
    if text.isascii():
        for match in _ASCII_TOKEN.finditer(text.lower()):
            yield Token(match[0], *match.span())
        return
    parts = [fold(character) for character in text]
    places = [at for at, part in enumerate(parts) for _ in part]
    for match in word_pattern().finditer("".join(parts)):
        start, end = places[match.start()], places[match.end() - 1] + 1
        while end < len(text) and not parts[end]:  # its last letter's accents
            end += 1
        yield Token(match[0], start, end)
