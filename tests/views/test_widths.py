"""Every view at every width: it ends, no line is wider, and no letter of a title is lost.

Nor does anything that a terminal would obey get there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from oai_timeline.index import open_bytes
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.visible import visible
from oai_timeline.query.events import fetch_events
from oai_timeline.query.select import Query, read_filters, select
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import Head
from oai_timeline.views.table import render_table
from oai_timeline.views.text import StyledText, display_width, wrap
from tests.cli.processes import ROOT
from tests.strategies import scale_examples
from tests.views.every_view import ZONE, Texts, Views, every_view

LEAST = 2
"""A terminal of one column has no room for a wide character."""
VERY_WIDE = 1_000
OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LETTERS = frozenset("JЖ漢☺👨👧\u0301")
"""Letters that titles alone have: what is read of them has to be the same at every width."""
ALL_TITLES = {
    "table",
    "tree",
    "list",
    "who A",
    "who A B",
    "why",
    "search",
    "disputes",
    "disputes of two",
}
"""The views that show all events."""
LISTS = ("table", "tree", "list", "who", "who A", "who A B", "search")
"""The views of which a wider one is never longer."""
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


@scale_examples(0.4)
@given(
    st.builds(
        Texts,
        st.lists(_titles, min_size=1, max_size=9),
        st.lists(_others.map("K{}".format), min_size=2, max_size=5, unique=True),
        st.just(["P", "Q"]),
    ),
    st.lists(st.integers(60, 200), min_size=2, max_size=5).map(sorted),
    st.booleans(),
)
def test_a_wider_terminal_never_makes_a_list_of_any_texts_longer(
    texts: Texts, widths: list[int], ascii_only: bool
) -> None:
    with every_view(texts) as views:
        lists = {
            name: [list(views[name](Layout(w, ZONE, ascii_only)).text()) for w in widths]
            for name in LISTS
        }
    for name, shown in lists.items():
        for width, lines in zip(widths, shown, strict=True):
            assert max(map(cell_len, _without_ends(lines))) <= width, name
        lengths = [len(lines) for lines in shown]
        assert lengths == sorted(lengths, reverse=True), name


def _without_ends(lines: Iterable[str]) -> list[str]:
    return [line.removesuffix("\n") for line in lines]


Day = tuple[Sequence[ListedEvent], Callable[..., list[str]]]


@pytest.fixture(scope="module")
def day() -> Day:
    """Give the events of the day of the dismissal, and their list at a width, with ids or not."""
    index = open_bytes((ROOT / "events.yaml").read_bytes(), "events.yaml")
    query = Query(read_filters(index, {"day": ["2023-11-17"]}), order="by_day")
    answer = select(index, query)
    events = fetch_events(index, answer)
    index.close()

    def show(width: int, *, with_ids: bool = False) -> list[str]:
        head = Head(answer.total, ["2023-11-17"], with_ids)
        lines = StyledText(render_table(events, answer.coarse, head, Layout(width, ZONE)))
        return _without_ends(lines.text())

    return events, show


@pytest.mark.parametrize("with_ids", [False, True], ids=["", "with ids"])
def test_a_wider_terminal_never_makes_the_day_longer(day: Day, with_ids: bool) -> None:
    """Nor is any of its words lost or cut at any width, or a line wider than the terminal."""
    events, show = day
    ids = {event.id for event in events}
    words = _count_words(show(VERY_WIDE, with_ids=with_ids), ids)
    length = VERY_WIDE
    for width in range(60, 201):
        lines = show(width, with_ids=with_ids)
        assert max(map(cell_len, lines)) <= width
        assert len(lines) <= length, width
        assert _count_words(lines, ids) == words, width
        if with_ids:
            assert ids <= {word for line in lines for word in line.split()}, width
        length = len(lines)


def _count_words(lines: Iterable[str], ids: set[str]) -> Counter[str]:
    """Count the words of a list, apart from the rail, which is beside each line, and from ids."""
    return Counter(word for line in lines for word in line.split() if word not in {"┊", *ids})


def test_each_row_of_the_day_has_its_title_its_words_and_two_names(day: Day) -> None:
    events, show = day
    lines = show(VERY_WIDE)
    for event in events:
        (row,) = [line for line in lines if event.title in line]
        rest = row.partition(event.title)[2].removesuffix(event.id).strip()
        parts = [part.strip() for part in re.split("— ", rest)]
        assert parts[0] == (event.words or "")
        missing = [
            short
            for name, (last, short) in zip(event.actors, event.short_names, strict=True)
            if not re.search(rf"\b({re.escape(name)}|{re.escape(last)})\b", event.title)
        ]
        more = f" +{len(missing) - 2}" if len(missing) > 2 else ""
        assert parts[1:] == ([", ".join(missing[:2]) + more] if missing else [])


@pytest.mark.parametrize(("width", "lines"), [(80, 110), (100, 90)])
def test_the_day_is_short(day: Day, width: int, lines: int) -> None:
    assert len(day[1](width)) <= lines


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


def test_the_width_of_each_character_is_the_one_that_rich_knows() -> None:
    """Most are counted without Rich's table, also marks that combine with the one before them."""
    codes = [code for code in range(0x20, 0x3100) if not 0x7F <= code < 0xA0]
    assert [hex(code) for code in codes if display_width(chr(code)) != cell_len(chr(code))] == []
