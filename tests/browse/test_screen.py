"""Screens of the browser, whole, as they stand in `golden/`.

After a change that is meant, write them anew and read what `git diff` shows:

    UPDATE_GOLDEN=1 pytest tests/browse/test_screen.py
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from oai_timeline.browse.keys import BINDINGS
from oai_timeline.browse.screen import format_length, iterate_text
from oai_timeline.dates.prose import format_short
from oai_timeline.views.event import BEFORE, FOLLOWING
from oai_timeline.views.text import line_width
from tests.browse.screens import browsing, press, read_screen
from tests.cli.processes import HERE, SMALL, in_process
from tests.security.hostile import TIMELINE as HOSTILE
from tests.security.hostile import find_active
from tests.strategies import scale_examples

GOLDEN = Path(__file__).parent / "golden"
SIZES = {"60": (60, 16), "80": (80, 24), "120": (120, 30), "200": (200, 40)}
SCREENS: dict[str, tuple[str, tuple[str, ...]]] = {
    "list": ("", ("j", "j", "j")),
    "filtered": ("--by ilya --certainty confirmed", ()),
    "filters-off": ("--by ilya", ("f", "n", "n")),
    "page": ("", ("]", "]", "enter")),
    "causes": ("", (":", *"noon", "enter", "c")),
    "unordered": ("", (":", *"noon", "enter", "enter", "4")),
    "accounts": ("", (":", *"brockman-gets-text", "enter", "d")),
    "sources": ("", ("s", "1")),
    "who": ("", (":", *"noon", "enter", "w", "1")),
    "lanes": ("--day 2023-11-17", ("l",)),
    "state": ("--day 2023-11-17", ("o",)),
    "help": ("", ("?",)),
    "typing": ("", ("/", *"--kind ")),
    "mistake": ("", ("/", *"--by nobody", "enter")),
    "known": ("--as-known-on 2023-11-17", ("j",)),
    "nothing": ("--by ilya --grep zzz", ()),
}
CASES = {f"{screen}-{size}": (screen, size) for screen in SCREENS for size in SIZES}
CASES |= {f"{screen}-80-ascii": (screen, "80") for screen in ("list", "causes", "lanes", "typing")}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


@pytest.fixture(autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep one index for all screens."""
    folder = tmp_path_factory.getbasetemp() / "browse"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.mark.parametrize("case", CASES)
def test_screen(case: str) -> None:
    screen, size = CASES[case]
    filters, keys = SCREENS[screen]
    with browsing(filters, ascii=case.endswith("ascii")) as browser:
        browser.draw(*SIZES[size])
        press(browser, *keys)
        shown = "\n".join([*read_screen(browser, *SIZES[size]), ""])
    path = GOLDEN / f"{case}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(shown, encoding="utf-8", newline="")
    assert shown == path.read_bytes().decode()


def test_every_golden_file_is_of_a_screen() -> None:
    assert {path.name for path in GOLDEN.glob("*.txt")} == {f"{case}.txt" for case in CASES}


@pytest.mark.parametrize("case", [case for case in CASES if case.endswith("ascii")])
def test_ascii_is_ascii(case: str) -> None:
    assert (GOLDEN / f"{case}.txt").read_bytes().isascii()


KEYS = [key for binding in BINDINGS for key in binding.keys if key not in "eu"]


@given(
    st.lists(st.sampled_from([*KEYS, *"123456789", "x", "é", "漢"]), max_size=12),
    st.integers(60, 200),
    st.integers(12, 50),
    st.booleans(),
)
@scale_examples(0.6)
def test_any_screen_is_filled_and_shows_the_cursor(
    keys: list[str], width: int, height: int, is_ascii: bool
) -> None:
    with browsing(ascii=is_ascii) as browser:
        browser.draw(width, height)
        press(browser, *keys)
        drawn = browser.draw(width, height)
        assert len(drawn.lines) == len(drawn.rows) == height
        assert {line_width(line) for line in drawn.lines} == {width}
        assert (
            all(text.isascii() for text in iterate_text(drawn.lines))
            or not is_ascii
            or "é" in keys
            or "漢" in keys
        )
        state = browser.state
        assert state.is_full or not state.outline.size or state.place in drawn.rows
        if state.top and not state.is_full:  # less is free than one more row takes
            free = list(reversed(drawn.rows[: height - 2]))
            assert next(n for n, row in enumerate(free) if row is not None) <= 8


@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_a_file_acts_on_the_terminal(size: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile.yaml"
    file.write_text(HOSTILE, encoding="utf-8")
    shown = list[str]()
    with browsing(file=file) as browser:
        browser.draw(*SIZES[size])
        for key in (
            "j",
            "k",
            "enter",
            "escape",
            "c",
            "d",
            "s",
            "1",
            "S",
            "escape",
            "w",
            "1",
            "l",
            "o",
            "?",
            "escape",
            "/",
            *"--kind ",
            "tab",
            "escape",
            ":",
            *"x\u202e",
            "enter",
        ):
            press(browser, key)
            shown += read_screen(browser, *SIZES[size])
    assert [find_active(line) for line in shown if find_active(line)] == []
    assert any("[red]x[/]" in line for line in shown)


def test_a_wide_character_is_never_cut(tmp_path: Path) -> None:
    file = tmp_path / "wide.yaml"
    events = "".join(
        f"  - {{id: e{n}, when: 2023-11-1{n}, title: '{'漢字' * 12} {'a' * n}{'語' * 9}'}}\n"
        for n in range(1, 8)
    )
    head = "timeline: {format: 1, title: 漢字漢字漢字漢字漢字漢字漢字漢字漢字, zone: UTC}\n"
    file.write_text(f"{head}sources: {{}}\nactors: {{}}\nevents:\n{events}", encoding="utf-8")
    with browsing(file=file) as browser:
        for width in range(60, 140):
            lines = browser.draw(width, 20).lines
            assert {sum(cell_len(span.text) for span in line) for line in lines} == {width}


@pytest.mark.parametrize("width", [60, 80, 99, 120, 160, 200])
def test_signs_and_times_are_in_the_same_columns_on_every_screen(width: int) -> None:
    """Also on one whose last row has no room for all of its lines."""
    columns = set[int]()
    with browsing() as browser:
        for height in range(14, 40):
            browser.draw(width, height)
            for key in ("g", "space", "G", "b"):
                press(browser, key)
                drawn = browser.draw(width, height)
                column = drawn.list_width or width
                rows = [
                    next(iterate_text([line]))[:column]
                    for line, place in zip(drawn.lines, drawn.rows, strict=True)
                    if place is not None
                ]
                columns |= {at for row in rows if (at := row.find("✓ ")) >= 0}
    assert len(columns) == 1


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_caret_never_changes_the_labels_and_has_the_day(width: int) -> None:
    labels = set[str]()
    with browsing() as browser:
        for _ in range(17):
            lines = read_screen(browser, width, 24)
            labels.add(lines[2])
            outline, place = browser.state.outline, browser.state.place
            day = outline.name_day(place)
            assert format_short(day or "") in lines[3]
            signs = ("^" in lines[3], lines[3].startswith("<"), lines[3].endswith(">"))
            assert sum(signs) == 1
            press(browser, "j")
    assert len(labels) == 1


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "1 min"), (59 * 60, "59 min"), (4680, "1 h 18 min"), (34800, "9 h 40 min"),
     (7200, "2 h"), (172799, "47 h 59 min"), (172800, "2 days"), (10**9, "11,574 days")],
)  # fmt: skip
def test_a_length_is_in_minutes_hours_or_days(seconds: int, text: str) -> None:
    assert format_length(seconds) == text


@pytest.mark.parametrize("keys", ["", "enter", "c", "s"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (60, 20), (120, 30)])
def test_the_foot_keeps_the_keys_of_disputes_and_of_what_was_known(
    keys: str, width: int, height: int
) -> None:
    with browsing() as browser:
        browser.draw(width, height)
        press(browser, *filter(None, [keys]))
        foot = "\n".join(read_screen(browser, width, height)[-2:])
        assert "D disputed" in foot
        assert ("K known then" in foot) == (width > 60 or not keys)
        assert ("tab link" in foot) == (bool(keys) or width == 120)


@pytest.mark.parametrize("keys", [("K", "j"), ("D", "k"), ("/", *"--by ilya", "enter", "k")])
def test_the_foot_has_keys_in_place_of_a_command_that_does_not_fit(keys: tuple[str, ...]) -> None:
    with browsing(event="brockman-gets-text") as browser:
        browser.draw(70, 24)
        press(browser, *keys)
        foot = read_screen(browser, 70, 24)[-1]
        assert "enter page  " in foot
        assert ("K leave view" in foot) == (keys[0] == "K")
        assert "=" not in foot


def test_the_help_explains_the_headings_that_pages_have() -> None:
    with browsing() as browser:
        press(browser, "?")
        words = "\n".join(read_screen(browser, 120, 100))
    for heading in ("Because of", "Led to", "After (order only)", "Before (order only)"):
        assert heading in words
        assert heading in {*BEFORE.values(), *FOLLOWING.values()}
    assert "Followed" not in words


def test_the_list_shows_what_show_does() -> None:
    """The rows are those of the table, title by title, in the same order."""
    table = in_process("-f", str(SMALL), "show", "--width", "96").out
    with browsing() as browser:
        shown = "\n".join(read_screen(browser, 98, 200)[3:-1])
    rows = re.compile(r"[✓◦≠?] (.*?)(?:  .*)?$", re.MULTILINE)
    titles = rows.findall(table.partition("\n\n")[2])
    assert len(titles) > 10
    assert rows.findall(shown) == titles
