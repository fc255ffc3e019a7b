"""The text of the filter line, as words and options."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.browse.filter_text import (
    drop_option,
    has_option,
    join_words,
    set_option,
    split_words,
)

_WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('--by "Sam Al', ["--by", "Sam Al"]),
        ("--grep it's", ["--grep", "it's"]),
        ("d'angelo o'brien", ["d'angelo", "o'brien"]),
        ("--grep \"d'angelo", ["--grep", "d'angelo"]),
        ("--grep 'it is' --by d'angelo", ["--grep", "it is", "--by", "d'angelo"]),
        ("--grep 'it", ["--grep", "it"]),
        ("a\\", ["a\\"]),
        ("", []),
    ],
)
def test_an_unfinished_text_has_words(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@given(_WORDS)
def test_quoted_words_are_read_back(words: list[str]) -> None:
    assert split_words(join_words(words)) == words == shlex.split(join_words(words))


@given(_WORDS, st.text(max_size=5))
def test_an_option_is_set_and_dropped(words: list[str], value: str) -> None:
    text = set_option(join_words(words), "--by", value)
    assert has_option(text, "--by") or value.startswith("-")
    assert not has_option(drop_option(join_words(words), "--by"), "--by")
