"""Compare words as people type them, without regard to case, accents and typing errors."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"


def fold(text: str) -> str:
    """Return `text` without case, accents and variants of letters, for comparison.

    This is roughly Unicode's NFKC_Casefold without combining marks. It changes each character by
    itself, and is idempotent.
    """
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    text = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join(c for c in text if not combining(c))


@cache
def word_pattern() -> "re.Pattern[str]":
    """Return the pattern of a word in folded text: letters, digits, private-use characters."""
    import re

    return re.compile(rf"(?:[^\W_]|[{_PRIVATE}])+")


def find_similar(word: str, known: Iterable[str], at_most: int = 3) -> list[str]:
    """Return the `known` words that `word` was probably meant to be, the most similar first."""
    from difflib import get_close_matches

    by_folded = {fold(candidate): candidate for candidate in known}
    return [by_folded[match] for match in get_close_matches(fold(word), by_folded, at_most, 0.7)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean X or Y?)`, or an empty text if no known word is similar."""
    matches = find_similar(word, known)
    return f" (did you mean {' or '.join(matches)}?)" if matches else ""
