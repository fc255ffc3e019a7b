"""Comparing words as people write them: case, accents and slips of the finger."""

from collections.abc import Iterable


def fold(text: str) -> str:
    """Give `text` without case and accents, for comparing."""
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))


def near(word: str, known: Iterable[str], at_most: int = 3) -> list[str]:
    """List the `known` words that `word` was probably meant to be, the nearest first."""
    from difflib import get_close_matches

    by_folded = {fold(candidate): candidate for candidate in known}
    return [by_folded[match] for match in get_close_matches(fold(word), by_folded, at_most, 0.7)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give ` (did you mean X or Y?)`, or nothing where no known word is near."""
    matches = near(word, known)
    return f" (did you mean {' or '.join(matches)}?)" if matches else ""
