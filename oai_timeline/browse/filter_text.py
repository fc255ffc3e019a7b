"""The text of the filter line: options as on the command line."""

import re
import shlex

from oai_timeline.model.quoting import quote_word

_QUOTED = r"""(?<!\w)'[^']*'|"(?:\\.|[^"\\])*"?|\\."""
_QUOTED_OR_APOSTROPHE = re.compile(rf"{_QUOTED}|(?<=\w)(?P<apostrophe>')(?=\w)", re.DOTALL)


def split_words(text: str) -> list[str]:
    """Return the words of a text as a shell splits them, but `d'angelo` is a word.

    An unfinished quote ends with the text.
    """
    text = _QUOTED_OR_APOSTROPHE.sub(lambda match: "\\" * bool(match[1]) + match[0], text)
    for end in ("", "\\", '"', "'"):
        try:
            return shlex.split(text + end)
        except ValueError:
            continue
    return text.split()


def join_words(words: list[str]) -> str:
    """Return words as a text."""
    return " ".join(map(quote_word, words))


def has_option(text: str, flag: str, value: str | None = None) -> bool:
    """Return whether a text has an option, with that value unless it is None."""
    return any(
        name == flag and value in {None, given} for name, given in _pair_options(split_words(text))
    )


def set_option(text: str, flag: str, value: str) -> str:
    """Return a text with an option, in place of the same one with other values."""
    return join_words([*split_words(drop_option(text, flag)), flag, value])


def drop_option(text: str, *flags: str) -> str:
    """Return a text without some options, whatever their values are."""
    return join_words(
        [word for flag, words in _list_options(text) if flag not in flags for word in words]
    )


def keep_options(text: str, *flags: str) -> str:
    """Return the part of a text that some options are, with their values."""
    return join_words(
        [word for flag, words in _list_options(text) if flag in flags for word in words]
    )


def _list_options(text: str) -> list[tuple[str, list[str]]]:
    """Return each option of a text by its flag, with its words."""
    return [(words[0].partition("=")[0], words) for words in _group_words(split_words(text))]


def _group_words(words: list[str]) -> list[list[str]]:
    """Return the words of each option: a flag, and what comes before the next one."""
    groups: list[list[str]] = []
    for word in words:
        if word.startswith("-") or not groups:
            groups.append([word])
        else:
            groups[-1].append(word)
    return groups


def _pair_options(words: list[str]) -> list[tuple[str, str]]:
    pairs = list[tuple[str, str]]()
    for flag, *values in _group_words(words):
        name, is_joined, value = flag.partition("=")
        pairs.append((name, value if is_joined else " ".join(values)))
    return pairs
