"""What a browser shows, as one frozen record: all that keys change, and nothing else."""

from bisect import bisect_right
from math import isfinite
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


ABOUT_EVENT = {
    "event", "unordered", "causes", "accounts", "sources", "point of view", "who", "state",
}  # fmt: skip
"""The kinds of pages that are about an event."""


class Opened(NamedTuple):
    """A page that was opened; `was_full`: another one took the whole screen before."""

    page: Page
    was_full: bool


class Visit(NamedTuple):
    """Where one was: the number of the event under the cursor, what was open, and the filters."""

    number: int | None
    opened: tuple[Opened, ...]
    is_full: bool
    filters: str
    is_filtered: bool


class Prompt(NamedTuple):
    """A line in which one types: `kind` is `/`, `:` or `t`.

    `choices` complete the word before the caret, and `error` says what is wrong with the text, so
    that the list is not yet as it says.
    """

    kind: str
    text: str = ""
    caret: int = 0
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
    rows stay where they are. `anchor` is the number of the event that one has moved to, and
    `anchor_start` when it begins: it comes back under the cursor when filters show it again.
    `filters` are those of the list, as typed, and apply if `is_filtered`; if not, `matching` has
    the places of the rows that they match. `opened` are the pages in place of the event's, the last
    one on top. `is_wide`: a page has room beside the list. `is_full`: it takes the whole screen.
    `scroll` is its first line, and `link` the number of the link that is selected, from 0 on.
    `past` has the places to return to. `rows` and `lines` are how many of the list and of the page
    the screen has, and `length` is how long the page is. A `message` is shown up to the next key, a
    `warning` as long as it holds.
    """

    outline: Outline = Outline()
    place: int = 0
    event: str = ""
    top: int | None = 0
    is_still: bool = False
    anchor: int | None = None
    anchor_start: float = 0
    filters: str = ""
    is_filtered: bool = True
    matching: tuple[int, ...] = ()
    prompt: Prompt | None = None
    opened: tuple[Opened, ...] = ()
    is_full: bool = False
    is_wide: bool = False
    scroll: int = 0
    link: int | None = None
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
    def subject(self) -> str:
        """The id of the event that the page is about, or else of the one under the cursor."""
        return self.page.id if self.page.kind in ABOUT_EVENT and self.page.id else self.event

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
    moved = (
        state._replace(place=place) if place == state.place else rewind(state._replace(place=place))
    )
    return _drop_anchor(moved)


def _drop_anchor(state: State) -> State:
    """Keep the event under the cursor as the one that one has moved to."""
    starts = state.outline.starts
    start = starts[state.place] if state.place < len(starts) else 0
    return state._replace(anchor=state.number, anchor_start=start)


def rewind(state: State) -> State:
    """Show a page from its beginning, without a selected link."""
    return state._replace(scroll=0, link=None)


def jump_to(state: State, place: int) -> State:
    """Move the cursor to a row, and the window so that it is about a third down."""
    return move_to(state, place)._replace(top=None)


def visit(state: State, place: int) -> State:
    """Move the cursor to a row from which `backspace` returns."""
    return jump_to(remember(state), place)


def remember(state: State) -> State:
    """Remember where one is, for `backspace`."""
    here = Visit(state.number, state.opened, state.is_full, state.filters, state.is_filtered)
    return state._replace(past=(*state.past[-99:], here))


def open_page(state: State, page: Page) -> State:
    """Open a page; it takes the whole screen if there is no room beside the list."""
    opened = (*state.opened, Opened(page, state.is_full))
    return rewind(state._replace(opened=opened, is_full=state.is_full or not state.is_wide))


def close_page(state: State) -> State:
    """Close the page on top, or else show the list again."""
    if not state.opened:
        return rewind(state._replace(is_full=False))
    *others, last = state.opened
    return rewind(state._replace(opened=tuple(others), is_full=last.was_full))


def arrive(state: State, outline: Outline, matching: tuple[int, ...] = ()) -> State:
    """Show another list: the event that one has moved to stays under the cursor.

    If the list doesn't have it, the nearest one in time is there instead.
    """
    state = _drop_anchor(state) if state.anchor is None else state
    place = outline.places.get(state.anchor) if state.anchor is not None else 0
    if place is None:
        start = state.anchor_start
        place = outline.find_nearest(start) if isfinite(start) else 0
    arrived = state._replace(outline=outline, place=place, top=None, matching=matching)
    if not outline.size:  # which the list says, and what to do
        opened = arrived.opened if state.is_wide else ()
        arrived = arrived._replace(opened=opened, is_full=False)
    return rewind(arrived)


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
