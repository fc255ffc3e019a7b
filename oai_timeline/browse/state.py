"""What a browser shows, as one frozen record: all that keys change, and nothing else."""

from bisect import bisect_right
from typing import NamedTuple

from oai_timeline.query.outline import Outline

LEAST_WIDTH, LEAST_HEIGHT = 60, 12
"""The smallest screen."""


class Page(NamedTuple):
    """What is shown beside the list: an event or something else, by kind and id.

    Without an id it is about the event under the cursor, whichever that is.
    """

    kind: str
    id: str = ""


EVENT = Page("event")


class Opened(NamedTuple):
    """A page that was opened; `was_full`: another one took the whole screen before."""

    page: Page
    was_full: bool


class Visit(NamedTuple):
    """Where one was: the number of the event under the cursor, and what was open."""

    number: int
    opened: tuple[Opened, ...]
    is_full: bool


class Prompt(NamedTuple):
    """A line in which one types: `kind` is `/`, `:` or `t`.

    `before` are the filters to return to, `choices` complete the word before the caret, and `error`
    says what is wrong with the text.
    """

    kind: str
    text: str = ""
    caret: int = 0
    before: str = ""
    choices: tuple[str, ...] = ()
    error: str = ""


class Request(NamedTuple):
    """What the program has to do for a key: an action, and its object."""

    action: str
    object: str = ""


class State(NamedTuple):
    """The state of a browser.

    `place` is the row under the cursor, `event` the id of its event, and `top` the first row on the
    screen, None if the cursor's shall be about a third down. `is_still`: the mouse is on a row, so
    rows stay where they are. `anchor` is the number of the event that one has moved to: it comes back under the
    cursor when filters show it again. `filters` are as typed, and apply if `is_filtered`; if not,
    `matching` has the places of the rows that they match. `opened` are the pages in place of the
    event's, the last one on top. `is_wide`: a page has room beside the list. `is_full`: it takes
    the whole screen. `scroll` is its first line. `past` has the places to return to. `rows` and
    `lines` are how many of the list and of the page the screen has, and `length` is how long the
    page is. A `message` is shown up to the next key, a `warning` as long as it holds.
    """

    outline: Outline = Outline()
    place: int = 0
    event: str = ""
    top: int | None = 0
    is_still: bool = False
    anchor: int | None = None
    filters: str = ""
    is_filtered: bool = True
    matching: tuple[int, ...] = ()
    prompt: Prompt | None = None
    opened: tuple[Opened, ...] = ()
    is_full: bool = False
    is_wide: bool = False
    scroll: int = 0
    past: tuple[Visit, ...] = ()
    rows: int = 1
    lines: int = 1
    length: int = 0
    message: str = ""
    warning: str = ""
    request: Request | None = None

    @property
    def page(self) -> Page:
        """The page that is shown, or would be if there were room."""
        return self.opened[-1].page if self.opened else EVENT

    @property
    def number(self) -> int | None:
        """The number of the event under the cursor, None if the list is empty."""
        matches = self.outline.matches
        return matches[self.place].number if self.place < len(matches) else None

    def ask(self, action: str, text: str = "") -> "State":
        """Return the state with a request."""
        return self._replace(request=Request(action, text))

    def say(self, message: str) -> "State":
        """Return the state with a message, which is shown up to the next key."""
        return self._replace(message=message)


def move_to(state: State, place: int) -> State:
    """Move the cursor to a row, or to the nearest one there is."""
    place = min(max(place, 0), max(state.outline.size - 1, 0))
    moved = state._replace(place=place, scroll=0 if place != state.place else state.scroll)
    return moved._replace(anchor=moved.number)


def jump_to(state: State, place: int) -> State:
    """Move the cursor to a row, and the window so that it is about a third down."""
    return move_to(state, place)._replace(top=None)


def visit(state: State, place: int) -> State:
    """Move the cursor to a row from which `backspace` returns."""
    return jump_to(remember(state), place)


def remember(state: State) -> State:
    """Remember where one is, for `backspace`."""
    if state.number is None:
        return state
    here = Visit(state.number, state.opened, state.is_full)
    return state._replace(past=(*state.past[-99:], here))


def open_page(state: State, page: Page) -> State:
    """Open a page; it takes the whole screen if there is no room beside the list."""
    opened = (*state.opened, Opened(page, state.is_full))
    return state._replace(opened=opened, is_full=state.is_full or not state.is_wide, scroll=0)


def close_page(state: State) -> State:
    """Leave the whole screen if there is room beside the list, or else close the page on top."""
    last = state.opened[-1] if state.opened else None
    if last is None or (state.is_full and state.is_wide and not last.was_full):
        return state._replace(is_full=False, scroll=0)
    return state._replace(opened=state.opened[:-1], is_full=last.was_full, scroll=0)


def arrive(state: State, outline: Outline, matching: tuple[int, ...] = ()) -> State:
    """Show another list: the event that one has moved to stays under the cursor.

    If the list doesn't have it, the nearest one in time is there instead.
    """
    anchor = state.number if state.anchor is None else state.anchor
    place = outline.places.get(anchor) if anchor is not None else 0
    if place is None:
        known = state.number is not None and state.place < len(state.outline.starts)
        place = outline.find_nearest(state.outline.starts[state.place]) if known else 0
    return state._replace(
        outline=outline, place=place, top=None, anchor=anchor, matching=matching, scroll=0
    )


def refresh(state: State, outline: Outline, matching: tuple[int, ...] = ()) -> State:
    """Show the same list with some rows changed; the others stay where they are on the screen."""
    fresh = arrive(state, outline, matching)
    if state.top is None or fresh.number != state.number:
        return fresh
    return fresh._replace(top=max(fresh.place - state.place + state.top, 0), scroll=state.scroll)


def count_rows(state: State) -> str:
    """Return which row of how many the cursor is on: `3 of 17`."""
    if state.matching:
        at = bisect_right(state.matching, state.place)
        return f"match {at} of {len(state.matching):,}"
    return f"{state.place + 1:,} of {state.outline.size:,}" if state.outline.size else ""
