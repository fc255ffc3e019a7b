"""Comparing words as people write them: case, accents and slips of the finger."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"


def fold(text: str) -> str:
    """Give `text` without case, accents and other forms of one letter, for comparing.

    That is Unicode's NFKC_Casefold, roughly, without combining marks. It changes each character by
    itself, and what it gives it leaves as it is.
    """
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    text = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join(c for c in text if not combining(c))


@cache
def token() -> "re.Pattern[str]":
    """Return what a word is, in text that is folded: letters, digits, characters of private use."""
    import re

    return re.compile(rf"(?:[^\W_]|[{_PRIVATE}])+")


def near(word: str, known: Iterable[str], at_most: int = 3) -> list[str]:
    """List the `known` words that `word` was probably meant to be, the nearest first."""
    from difflib import get_close_matches

    by_folded = {fold(candidate): candidate for candidate in known}
    return [by_folded[match] for match in get_close_matches(fold(word), by_folded, at_most, 0.7)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give ` (did you mean X or Y?)`, or nothing where no known word is near."""
    matches = near(word, known)
    return f" (did you mean {' or '.join(matches)}?)" if matches else ""
