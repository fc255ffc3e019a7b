"""What each key does: functions from a state to a state, without a terminal."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.browse.keys import (
    BINDINGS,
    complete,
    follow,
    paste,
    press,
    select_link,
    set_source,
)
from oai_timeline.browse.state import (
    Opened,
    Page,
    Prompt,
    Request,
    State,
    arrive,
    count_rows,
    move_to,
)
from oai_timeline.query.outline import Gap, Outline
from oai_timeline.query.reading import Match
from tests.cli.processes import ROOT


def make_outline(numbers: Sequence[int] = range(10), coarse: int = 0) -> Outline:
    """Return an outline: days begin at 0, 3 and 7, and a gap is before 4 and 7."""
    size = len(numbers)
    matches = [
        Match(number, order_known=True, coarse=place >= size - coarse)
        for place, number in enumerate(numbers)
    ]
    return Outline(
        matches,
        size,
        coarse,
        [day for day in (0, 3, 7) if day < size - coarse],
        ["2023-11-16", "2023-11-17", "2023-11-18"],
        frozenset({2}),
        {4: Gap(3600, 0), 7: Gap(7200, 1)},
        [100.0 * number for number in numbers],
        {number: place for place, number in enumerate(numbers)},
    )


LIST = State(make_outline(), event="noon", rows=4, lines=5, length=20, is_wide=True)
PAGE = LIST._replace(is_full=True)


def type_keys(state: State, *keys: str) -> State:
    for key in keys:
        state = press(state, key, key if len(key) == 1 else None)
    return state


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("j", 1), ("j j k", 1), ("down up down", 1), ("k", 0), ("G", 9), ("G j", 9), ("G g", 0),
        ("end home", 0), ("space", 3), ("space space b", 3), ("pagedown pagedown pageup", 3),
        ("]", 3), ("] ]", 7), ("] ] ]", 7), ("G [", 7), ("G [ [", 3), ("j [", 0), ("[", 0),
        ("}", 4), ("} }", 7), ("} } }", 7), ("G {", 7), ("G { {", 4), ("{", 0), ("n", 1),
        ("n n N", 1), ("N", 0),
    ],
)  # fmt: skip
def test_a_key_moves_the_cursor(keys: str, place: int) -> None:
    assert type_keys(LIST, *keys.split()).place == place


def test_less_precise_events_are_a_day_of_their_own() -> None:
    state = LIST._replace(outline=make_outline(coarse=2))
    assert type_keys(state, "]", "]", "]").place == 8
    assert state.outline.name_day(8) is None
    assert state.outline.name_day(7) == "2023-11-18"


@pytest.mark.parametrize(
    ("keys", "scroll"),
    [("j", 1), ("j j k", 1), ("k", 0), ("space", 4), ("G", 15), ("G j", 15), ("G g", 0), ("b", 0)],
)
def test_a_key_scrolls_a_page_on_the_whole_screen(keys: str, scroll: int) -> None:
    state = type_keys(PAGE, *keys.split())
    assert (state.scroll, state.place) == (scroll, 0)


@pytest.mark.parametrize(
    ("key", "message"),
    [("]", "this is the last day"), ("}", "no long gap follows"),
     ("backspace", "this is where you began"), ("f", "no filters: / adds some")],
)  # fmt: skip
def test_a_key_without_effect_says_why(key: str, message: str) -> None:
    state = type_keys(move_to(LIST, 9), key)
    assert state.message == message
    assert press(state, "j").message == ""


@pytest.mark.parametrize(
    ("key", "kind"),
    [("c", "causes"), ("d", "accounts"), ("s", "sources"), ("S", "point of view"), ("w", "who"),
     ("l", "lanes"), ("o", "state"), ("?", "help")],
)  # fmt: skip
def test_a_key_opens_a_page_and_closes_it(key: str, kind: str) -> None:
    opened = press(LIST, key, key)
    assert (opened.page, opened.is_full) == (Page(kind), key in "dl?")
    closed = press(opened, key, key)
    assert (closed.page, closed.is_full) == (Page("event"), False)
    assert type_keys(opened, "escape", "escape").page == Page("event")


def test_on_a_narrow_screen_a_page_takes_all_of_it() -> None:
    narrow = LIST._replace(is_wide=False)
    opened = press(narrow, "c", "c")
    assert opened.is_full
    assert not press(opened, "escape").is_full
    from_the_page = type_keys(narrow, "enter", "c")
    assert press(from_the_page, "escape") == press(narrow, "enter")


@pytest.mark.parametrize("keys", ["enter", "c", "d", "?", "c enter", "s", "l"])
def test_one_escape_closes_one_thing(keys: str) -> None:
    state = press(type_keys(LIST, *keys.split()), "escape")
    assert (state.is_full, state.opened) == (False, ())
    assert press(state, "escape").message.startswith("nothing to close")


@pytest.mark.parametrize("key", ["c", "?", "s", "w", "o"])
def test_keys_scroll_a_page_that_is_open_beside_the_list(key: str) -> None:
    state = type_keys(LIST, key, "j", "down", "space")
    assert (state.place, state.scroll) == (0, 6)
    assert type_keys(state, "G", "g").scroll == 0


def test_pages_follow_the_cursor() -> None:
    moved = type_keys(LIST, "c", "]")
    assert (moved.page, moved.place) == (Page("causes"), 3)


@pytest.mark.parametrize("key", ["?", "l"])
def test_a_key_of_the_list_closes_a_page_about_the_list(key: str) -> None:
    moved = type_keys(LIST, key, "]")
    assert (moved.opened, moved.place) == ((), 3)


@pytest.mark.parametrize("key", ["x", "left", "ctrl+x", "0", "é"])
def test_an_unknown_key_says_so(key: str) -> None:
    pressed = type_keys(LIST, key)
    assert pressed.message == f"no such key: {key} (? lists the keys)"
    assert pressed._replace(message="") == LIST


@pytest.mark.parametrize("key", ["?", "h", "f1"])
def test_help_has_the_keys_that_others_use(key: str) -> None:
    assert type_keys(LIST, key).page == Page("help")


def test_tab_selects_links_and_scrolls_to_them() -> None:
    lines = [3, 9, 15]
    first = select_link(PAGE._replace(scroll=5), lines, 1)
    assert (first.link, first.scroll) == (1, 6)
    second = select_link(first, lines, 1)
    assert (second.link, second.scroll) == (2, 12)
    assert (select_link(second, lines, 1).link, select_link(second, lines, 1).scroll) == (0, 3)
    assert select_link(PAGE, lines, -1).link == 2
    assert press(second, "enter").request == Request("follow link")
    assert type_keys(second, "j").link is None
    assert select_link(PAGE, [], 1).message == "this page has no links"


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("3", Request("follow", "3")), ("y", Request("copy id")), ("Y", Request("copy page")),
        ("u", Request("open address")), ("e", Request("edit")), ("r", Request("reload")),
        ("q", Request("quit")), ("ctrl+z", Request("suspend")), ("ctrl+c", Request("interrupt")),
    ],
)  # fmt: skip
def test_a_key_requests_what_needs_more_than_a_state(key: str, asked: Request) -> None:
    assert type_keys(LIST, key) == LIST._replace(request=asked)


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("", "D", "--certainty disputed"),
        ("--by sam --certainty disputed", "D", "--by sam"),
        ("--certainty reported", "D", "--certainty disputed"),
        ("--certainty=reported --by sam", "D", "--by sam --certainty disputed"),
        ("--by sam", "K", "--by sam --as-known-on 2023-11-16"),
        ("--as-known-on 2023-11-16 --by sam", "K", "--by sam"),
        ("--by 'Sam A' --according-to x", "S", '--by "Sam A"'),
    ],
)
def test_a_key_changes_the_filters(before: str, key: str, after: str) -> None:
    state = press(LIST._replace(filters=before), key, key)
    assert state.request == Request("filter" if key == "D" else "look", after)
    assert state.filters == before  # until the list is read


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("D", Request("filter", "--as-known-on 2023 --certainty disputed")),
        ("K", Request("look", "--by sam")),
        ("/", None),
    ],
)
def test_filters_that_are_off_are_not_switched_on(key: str, asked: Request | None) -> None:
    off = LIST._replace(filters="--by sam --as-known-on 2023", is_filtered=False)
    state = type_keys(off, key)
    assert state.request == asked
    assert state.prompt is None or state.prompt.text == "--as-known-on 2023 "


def test_the_source_of_a_point_of_view_is_chosen_on_a_page() -> None:
    state = set_source(press(LIST, "S", "S"), "news")
    assert state.request == Request("look", "--according-to news")
    assert state.page == Page("event")


def test_filters_are_switched_off_and_on() -> None:
    state = LIST._replace(filters="--by sam")
    assert press(state, "f", "f").request == Request("filters off")
    off = state._replace(is_filtered=False)
    assert press(off, "f", "f").request == Request("filters on")
    known = press(LIST._replace(filters="--as-known-on 2023"), "f", "f")
    assert known.message == (
        "f switches filters off, and there are none:"
        " K again leaves the point of view, / adds filters"
    )
    assert known.request is None


@pytest.mark.parametrize(
    ("filters", "off", "leave"),
    [
        ("", "", ""),
        ("--by sam", "f switches the filters off, ", ""),
        ("--as-known-on 2023", "", "K again leaves"),
        ("--according-to x", "", "S again leaves"),
        (
            "--by sam --as-known-on 2023 --according-to x",
            "f switches the filters off, ",
            "K and S again leave",
        ),
    ],
)
def test_escape_says_which_keys_lead_out_of_a_list(filters: str, off: str, leave: str) -> None:
    message = press(LIST._replace(filters=filters), "escape").message
    view = f"{leave} the point of view, backspace goes back, " if leave else ""
    assert message == f"nothing to close: {off}{view}q quits"


def test_the_next_match_is_found_among_rows_that_filters_do_not_match() -> None:
    state = LIST._replace(matching=(2, 5, 8), is_filtered=False)
    found = type_keys(state, "n", "n")
    assert (found.place, found.message) == (5, "match 2 of 3")
    assert type_keys(state, "n", "n", "n", "n").place == 2
    assert type_keys(state, "N").place == 8
    assert count_rows(state) == "match 0 of 3"


def test_text_is_typed_into_the_filter_line() -> None:
    state = type_keys(
        LIST, "/", *"--bq", "backspace", *"y x", "left", "left", "delete", "home", "q"
    )
    assert state.prompt == Prompt("/", "q--byx", 1)
    assert state.request == Request("query soon")
    assert press(state, "enter").request == Request("accept")


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("--by sam", "ctrl+u", "|"),
        ("--by sam", "ctrl+w", "--by |"),
        ("--by sam", "ctrl+w ctrl+w x", "x|"),
        ("--by sam  ", "ctrl+w", "--by |"),
        ("--by sam", "ctrl+a x", "x|--by sam"),
        ("--by sam", "home right right delete", "--|y sam"),
        ("--by sam", "left left ctrl+k", "--by s|"),
        ("--by sam", "ctrl+a ctrl+e backspace", "--by sa|"),
        ("--by sam", "left left ctrl+u", "|am"),
        ("a", "backspace backspace backspace", "|"),
        ("a", "home left ctrl+d", "|"),
        ("ab", "end right left x", "ax|b"),
    ],
)
def test_a_prompt_has_the_keys_of_a_shell(text: str, keys: str, after: str) -> None:
    typing = type_keys(LIST._replace(filters=text), "/")
    assert typing.prompt == Prompt("/", f"{text} ", len(text) + 1)
    state = type_keys(typing, "backspace", *keys.split())
    assert state.prompt
    text, caret = state.prompt.text, state.prompt.caret
    assert f"{text[:caret]}|{text[caret:]}" == after


def test_leaving_the_filter_line_restores_the_filters() -> None:
    typing = type_keys(LIST._replace(filters="--by sam"), "/", "x")
    left = press(typing._replace(filters="--by samx"), "escape")
    assert (left.prompt, left.request) == (None, Request("restore"))
    unchanged = type_keys(LIST, "/", "escape")
    assert (unchanged.prompt, unchanged.request, unchanged.past) == (None, None, ())


def test_the_list_is_shown_while_one_filters() -> None:
    assert not type_keys(PAGE, "/").is_full
    narrow = LIST._replace(is_wide=False)
    typing = type_keys(narrow, "c", "/")
    assert (typing.is_full, typing.opened) == (False, ())


def test_a_completed_text_applies_like_a_typed_one() -> None:
    asked = type_keys(LIST, "/", "a", "tab")
    assert asked.request == Request("complete")
    state = complete(asked, "--actor ", ["sam", "ilya"])
    assert state.prompt == Prompt("/", "--actor ", 8, choices=("sam", "ilya"))
    assert state.request == Request("query soon")


def test_pasted_text_is_one_line() -> None:
    assert paste(LIST, "q") == LIST
    pasted = paste(press(LIST, ":", ":"), " noon\nmeeting\n")
    assert pasted.prompt == Prompt(":", "noon meeting", 12)


@pytest.mark.parametrize(("key", "action"), [(":", "go to"), ("t", "go to time")])
def test_one_can_go_to_what_one_types(key: str, action: str) -> None:
    assert type_keys(LIST, key, *"noon", "enter").request == Request(action, "noon")
    assert type_keys(LIST, key, "enter").prompt is None


def test_backspace_returns_to_where_one_was() -> None:
    state = move_to(LIST, 5)
    followed = follow(press(state, "c", "c"), Page("actor", "sam"))
    there = move_to(followed, 9)
    assert press(there, "backspace").request == Request("go back")
    assert there.past[-1].number == 5
    assert there.past[-1].opened == (Opened(Page("causes"), was_full=False),)


def test_backspace_returns_from_an_end_of_the_list_after_a_page_was_left() -> None:
    left = type_keys(move_to(LIST, 5)._replace(is_full=True), "enter")
    assert (left.is_full, left.place) == (False, 5)
    last = type_keys(left, "G")
    assert (last.place, last.past[-1].number) == (9, 5)
    assert press(last, "backspace").request == Request("go back")
    assert len(type_keys(last, "G").past) == 1
    assert [visit.number for visit in type_keys(last, "g").past] == [5, 9]


def test_the_event_under_the_cursor_stays_when_the_list_changes() -> None:
    state = move_to(LIST, 6)._replace(top=4)
    fewer = arrive(state, make_outline([1, 6, 8]))
    assert (fewer.place, fewer.number) == (1, 6)
    without = arrive(fewer, make_outline([1, 5, 8]))
    assert (without.number, without.anchor) == (5, 6)
    again = arrive(without, make_outline())
    assert again.number == 6
    moved = arrive(press(without, "j", "j"), make_outline())
    assert moved.number == 8


def test_an_empty_list_takes_every_key() -> None:
    empty = State(is_wide=True)
    for binding in BINDINGS:
        for key in binding.keys:
            assert type_keys(empty, key).place == 0
    assert arrive(empty, make_outline()).place == 0
    assert arrive(LIST, Outline()).place == 0


def test_no_key_has_two_meanings_and_none_but_two_need_ctrl() -> None:
    keys = [key for binding in BINDINGS for key in binding.keys]
    assert len(keys) == len(set(keys))
    assert [key for key in keys if "ctrl" in key] == ["ctrl+z"]
    assert all(binding.help for binding in BINDINGS)


_AS_DOCUMENTED = {
    "down": "↓", "up": "↑", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
    "escape": "esc", "f1": "F1",
}  # fmt: skip


def test_the_page_on_browsing_has_every_key_and_no_others() -> None:
    page = (ROOT / "docs" / "browse.md").read_text(encoding="utf-8")
    table = page.partition("## Keys")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    documented = {key for cell in cells for key in re.findall("`([^`]+)`", cell)}
    keys = {_AS_DOCUMENTED.get(key, key) for binding in BINDINGS for key in binding.keys}
    assert documented - {"1", "9"} == keys - {"1-9"}


KEYS = [key for binding in BINDINGS for key in binding.keys] + ["1", "9", "tab", "left", "delete"]


@given(st.lists(st.sampled_from(KEYS) | st.text(max_size=1), max_size=40), st.booleans())
def test_any_keys_lead_to_a_state_that_can_be_drawn(keys: list[str], is_wide: bool) -> None:
    state = LIST._replace(is_wide=is_wide)
    for key in keys:
        state = type_keys(state, key) if key else state
        assert 0 <= state.place < state.outline.size
        assert 0 <= state.scroll <= max(state.length - state.lines, 0)
        if state.prompt:
            assert 0 <= state.prompt.caret <= len(state.prompt.text)
        assert is_wide or state.is_full or not state.opened  # what is open can be seen


@given(st.lists(st.sampled_from(KEYS), max_size=20))
def test_escape_leads_back_to_the_list(keys: list[str]) -> None:
    state = type_keys(LIST, *keys)
    for _ in range(4):
        state = press(state, "escape")
    assert (state.opened, state.is_full, state.prompt) == ((), False, None)


@given(
    st.lists(st.integers(0, 30), unique=True, min_size=1),
    st.lists(st.integers(0, 30), unique=True, min_size=1),
    st.data(),
)
def test_the_cursor_returns_to_its_event(
    before: list[int], others: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(before) - 1))
    state = move_to(State(make_outline(sorted(before))), place)
    changed = arrive(arrive(state, make_outline(sorted(others))), make_outline(sorted(before)))
    assert changed.number == state.number
