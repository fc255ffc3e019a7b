"""Every view at every width: it ends, no line is wider, and no letter of a title is lost.

Nor does anything that a terminal would obey get there.
"""

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from oai_timeline.model.visible import visible
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import wrap
from tests.strategies import scale_examples
from tests.views.every_view import ZONE, Texts, Views, every_view

LEAST = 2
"""A terminal of one column has no room for a wide character."""
VERY_WIDE = 1_000
OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LETTERS = frozenset("JЖ漢☺👨👧\u0301")
"""Letters that titles alone have: what is read of them has to be the same at every width."""
ALL_TITLES = {"table", "tree", "list", "who A", "why", "search", "disputes", "disputes of two"}
"""The views that show all events."""
HOSTILE = Texts(
    [
        "J" * 70,
        "漢" * 40,
        "ЖJ ЖJ, Ж–J J.J.J.J.J.J.J.J Ж/Ж",
        "👨\u200d👩\u200d👧 ☺\ufe0f☺\ufe0f J\u0301J\u0301 \u200bЖ\u202eJ",
        "J     Ж      漢",
    ],
    ["Wolfeschlegelsteinhausenbergerdorff\x1b[31m", "字字字字字字字字字字字字", "O\u0308 \u200b K"],
    ["Донаудампфшиффартсгезельшафт \u202e", "新聞新聞新聞新聞新聞新聞"],
)


@pytest.fixture(scope="module")
def views() -> Iterator[Views]:
    with every_view(HOSTILE) as made:
        yield made


@pytest.mark.parametrize("width", [*range(1, 31), 40, 60, 80])
def test_hostile_texts_at_every_width(views: Views, width: int) -> None:
    _check(views, Layout(width, ZONE))


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8, *range(19, 28), 40, 60])
def test_hostile_texts_in_ascii(views: Views, width: int) -> None:
    _check(views, Layout(width, ZONE, ascii=True))


def test_every_title_is_there(views: Views) -> None:
    for name in ALL_TITLES:
        read = _letters(views[name](Layout(20, ZONE)).fold(20).text())
        assert [title for title in HOSTILE.titles if _letters(title) not in read] == [], name


def test_no_word_is_broken_from_20_columns_on() -> None:
    """Where columns would be too narrow, texts are below one another. Lanes alone share a line."""
    ordinary = Texts(
        ["Sutskever messages Brockman", "Directors dismiss Altman", "Microsoft protests"],
        ["OpenAI Nonprofit", "Ilya Sutskever", "Kevin Roose"],
        ["Bloomberg", "Financial Times"],
    )
    expected = {word for texts in ordinary for text in texts for word in text.split()}
    with every_view(ordinary) as views:
        for name in views.keys() - {"lanes"}:
            wide = _words_of(views[name](Layout(VERY_WIDE, ZONE)).text()) & expected
            for width in (*range(20, 37), 45, 60):
                narrow = _words_of(views[name](Layout(width, ZONE)).fold(width).text())
                assert wide - narrow == set(), (name, width)


def _words_of(lines: Iterable[str]) -> set[str]:
    return {word.strip(",;:(“”") for line in lines for word in line.split()}


_words = st.text(st.sampled_from("JЖ漢☺👨👧\u0301\u200d\ufe0f\u200b\u202e,.–/"), max_size=30)
_titles = st.lists(_words, min_size=1, max_size=6).map(lambda words: f"J{' '.join(words)}")
_others = st.text(st.sampled_from("aZ字\u0308\u200d\u200b😀;:-"), min_size=1, max_size=40)


@scale_examples(0.4)
@given(
    st.builds(
        Texts,
        st.lists(_titles, min_size=1, max_size=5),
        st.lists(_others.map("K{}".format), min_size=2, max_size=3, unique=True),
        st.lists(_others.map("P{}".format), min_size=2, max_size=2, unique=True),
    ),
    st.integers(1, 60),
    st.booleans(),
)
def test_any_text_at_any_width(texts: Texts, width: int, ascii_only: bool) -> None:
    with every_view(texts) as views:
        _check(views, Layout(width, ZONE, ascii_only))


def _check(views: Views, layout: Layout) -> None:
    for name, view in views.items():
        lines = list(view(layout).fold(layout.width).text())
        too_wide = [line for line in lines if cell_len(line[:-1]) > max(layout.width, LEAST)]
        assert too_wide == [], name
        assert [line for line in lines if OBEYED.search(line[:-1])] == [], name
        assert _letters(lines) == _letters(view(layout._replace(width=VERY_WIDE)).text()), name


def _letters(texts: Iterable[str]) -> str:
    """Give the letters of titles, in the order in which they are read."""
    return "".join(letter for text in texts for letter in text if letter in LETTERS)


@given(st.text(max_size=200), st.integers(-2, 30))
@example(" " * 9, 3)
@example("ab" * 50, 0)
@example("\u200d" * 9 + "漢", 1)
def test_wrapped_text_is_whole_and_fits(text: str, width: int) -> None:
    shown = visible(text)
    lines = wrap(shown, width)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")
    assert all(cell_len(line) <= max(width, LEAST) for line in lines)


def test_a_long_text_is_wrapped_in_time_that_grows_with_its_length() -> None:
    """A word of 100,000 wide characters, which took minutes."""
    assert len(wrap("漢" * 100_000, 1)) == 100_000
