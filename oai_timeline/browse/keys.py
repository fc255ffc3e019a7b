"""Keys: functions from a state and a key to a state.

The help is made from BINDINGS.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from oai_timeline.browse import prompt as prompts
from oai_timeline.browse.filter_text import drop_option, has_option, keep_options, set_option
from oai_timeline.browse.state import (
    Page,
    Prompt,
    State,
    close_page,
    count_rows,
    jump_to,
    move_to,
    open_page,
    remember,
    rewind,
)

_DISPUTED = ("--certainty", "disputed")
_ACCORDING_TO, _AS_KNOWN_ON = _PERSPECTIVE = ("--according-to", "--as-known-on")
_ABOUT_THE_LIST = (Page("help"), Page("lanes"))
"""Pages that are not about the event under the cursor."""


class Binding(NamedTuple):
    """What keys do. `hint` is for the foot of the screen, empty if it isn't there."""

    keys: tuple[str, ...]
    act: Callable[[State], State]
    help: str
    hint: str = ""


def press(state: State, key: str, character: str | None = None) -> State:
    """Return the state after a key; `character` is what it types, None if nothing."""
    state = state._replace(message="", request=None, is_still=False)
    if state.prompt:
        return _edit(state, state.prompt, key, character)
    name = character if character and character.isprintable() else key
    if name.isascii() and name.isdecimal() and name != "0":
        return state.ask("follow", name)
    act = _ACTIONS.get(name) or _ACTIONS.get(key)
    if act is None:
        return state.say(f"no such key: {name} (? lists the keys)")
    if state.opened and state.page in _ABOUT_THE_LIST and act not in _ON_ANY_PAGE:
        state = close_page(state)
    return act(state)


def paste(state: State, text: str) -> State:
    """Return the state after a text has been pasted, which only a prompt takes."""
    if not state.prompt:
        return state
    text = " ".join(text.split("\n")).strip()
    return _changed(state._replace(request=None), prompts.insert(state.prompt, text))


def follow(state: State, page: Page) -> State:
    """Follow a link of a page: open another page, which `backspace` returns from."""
    return open_page(remember(state), page)


def complete(state: State, text: str, choices: Sequence[str]) -> State:
    """Put a completed text into the prompt, and show the choices that are left."""
    if state.prompt is None:
        return state
    changed = _changed(state, state.prompt._replace(text=text, caret=len(text)))
    assert changed.prompt
    return changed._replace(prompt=changed.prompt._replace(choices=tuple(choices)))


def select_link(state: State, lines: Sequence[int], step: int) -> State:
    """Select the next link of a page, or the previous one, and scroll to it.

    `lines` has the line of each link. The first one that is selected is the first on the screen.
    """
    if not lines:
        return state.say("this page has no links")
    if state.link is not None and state.link < len(lines):
        link = (state.link + step) % len(lines)
    else:
        shown = bisect_left(lines, state.scroll)
        link = shown % len(lines) if step > 0 else (shown or len(lines)) - 1
    last = lines[link] - max(state.lines - 2, 0)
    return state._replace(link=link, scroll=max(min(state.scroll, lines[link]), last, 0))


def _step(rows: int) -> Callable[[State], State]:
    def step(state: State) -> State:
        if state.is_full or state.opened:
            return _scroll(state, rows)
        return move_to(state, state.place + rows)

    return step


def _page(pages: int) -> Callable[[State], State]:
    def page(state: State) -> State:
        if state.is_full or state.opened:
            return _scroll(state, pages * max(state.lines - 1, 1))
        return move_to(state, state.place + pages * max(state.rows - 1, 1))

    return page


def _scroll(state: State, lines: int) -> State:
    most = max(state.length - state.lines, 0)
    return rewind(state)._replace(scroll=min(max(state.scroll + lines, 0), most))


def scroll_page(state: State, lines: int) -> State:
    """Scroll the page, which may be beside the list."""
    return _scroll(state._replace(message="", request=None), lines)


def _first(state: State) -> State:
    return rewind(state) if state.is_full or state.opened else _leap(state, 0)


def _last(state: State) -> State:
    if state.is_full or state.opened:
        return _scroll(state, state.length)
    return _leap(state, state.outline.size - 1)


def _leap(state: State, place: int) -> State:
    """Move the cursor to an end of the list, from which `backspace` returns."""
    is_there = place == state.place or not state.outline.size
    return move_to(state if is_there else remember(state), place)


def _next_day(state: State) -> State:
    days = _day_starts(state)
    at = bisect_right(days, state.place)
    return jump_to(state, days[at]) if at < len(days) else state.say("this is the last day")


def _previous_day(state: State) -> State:
    days = _day_starts(state)
    at = bisect_left(days, state.place)
    return jump_to(state, days[at - 1]) if at else state.say("this is the first day")


def _day_starts(state: State) -> list[int]:
    outline = state.outline
    coarse = [outline.size - outline.coarse] if outline.coarse else []
    return [*outline.days, *coarse]


def _next_gap(state: State) -> State:
    later = [place for place in state.outline.gaps if place > state.place]
    return jump_to(state, min(later)) if later else state.say("no long gap follows")


def _previous_gap(state: State) -> State:
    earlier = [place for place in state.outline.gaps if place < state.place]
    return jump_to(state, max(earlier)) if earlier else state.say("no long gap comes before")


def _next_match(state: State) -> State:
    places = state.matching
    if not places:
        moved = move_to(state, state.place + 1)
    else:
        moved = jump_to(state, places[bisect_right(places, state.place) % len(places)])
    return moved.say(count_rows(moved))


def _previous_match(state: State) -> State:
    places = state.matching
    if not places:
        moved = move_to(state, state.place - 1)
    else:
        moved = jump_to(state, places[bisect_left(places, state.place) - 1])
    return moved.say(count_rows(moved))


def _enter(state: State) -> State:
    if state.link is not None:
        return state.ask("follow link")
    if not state.event and not state.opened:
        return state.say("no event is under the cursor")
    if state.opened and not state.is_wide:
        return close_page(state)
    return rewind(state._replace(is_full=not state.is_full))


def _escape(state: State) -> State:
    if state.opened or state.is_full:
        return close_page(state)
    ways = ["f switches the filters off"] if has_filters(state) and state.is_filtered else []
    if keys := list_view_keys(state):
        ways.append(f"{_describe_keys(keys)} the point of view, backspace goes back")
    return state.say(f"nothing to close: {', '.join([*ways, 'q quits'])}")


def _open(kind: str) -> Callable[[State], State]:
    def toggle(state: State) -> State:
        others = tuple(one for one in state.opened if one.page.kind == "event")
        was_full = (
            state.opened[len(others)].was_full if state.opened[len(others) :] else state.is_full
        )
        alone = rewind(state._replace(opened=others, is_full=was_full))
        if state.opened and state.page.kind == kind:
            return alone
        is_about_list = Page(kind) in _ABOUT_THE_LIST
        if not state.subject and not is_about_list:
            return state.say("no event is under the cursor")
        is_elsewhere = not is_about_list and state.subject != state.event
        return open_page(alone, Page(kind, state.subject if is_elsewhere else ""))

    return toggle


def _open_full(kind: str) -> Callable[[State], State]:
    """Return what opens a page on the whole screen, which needs the width."""
    toggle = _open(kind)

    def open_full(state: State) -> State:
        opened = toggle(state)
        return opened._replace(is_full=True) if opened.page.kind == kind else opened

    return open_full


def _back(state: State) -> State:
    if not state.past:
        return close_page(state) if state.opened else state.say("this is where you began")
    return state.ask("go back")


def _prompt(kind: str) -> Callable[[State], State]:
    def begin(state: State) -> State:
        return state._replace(prompt=Prompt(kind))

    return begin


def _begin_filter(state: State) -> State:
    """Begin to type filters behind those in force, which may be changed; the list is shown."""
    text = filters_in_force(state)
    text += " " if text else ""
    opened = state.opened if state.is_wide else ()
    shown = rewind(remember(state)._replace(is_full=False, opened=opened))
    return shown._replace(prompt=Prompt("/", text, len(text)))


def filters_in_force(state: State) -> str:
    """Return the filters that the list has: of filters switched off, the point of view is left."""
    return state.filters if state.is_filtered else keep_options(state.filters, *_PERSPECTIVE)


def has_filters(state: State) -> bool:
    """Return whether there are filters, on or off, besides a point of view."""
    return bool(drop_option(state.filters, *_PERSPECTIVE))


def list_view_keys(state: State) -> list[str]:
    """Return the keys that leave the point of view, none if there is none."""
    keys = (("K", _AS_KNOWN_ON), ("S", _ACCORDING_TO))
    return [key for key, option in keys if has_option(state.filters, option)]


def explain_view(state: State) -> str:
    """Say how to leave the point of view, empty if there is none."""
    keys = list_view_keys(state)
    return f"{_describe_keys(keys)} this view" if keys else ""


def _describe_keys(keys: Sequence[str]) -> str:
    return f"{' and '.join(keys)} again {'leave' if keys[1:] else 'leaves'}"


def _toggle_filters(state: State) -> State:
    if not has_filters(state):
        if keys := list_view_keys(state):
            ways = f"{_describe_keys(keys)} the point of view, / adds filters"
            return state.say(f"f switches filters off, and there are none: {ways}")
        return state.say("no filters: / adds some")
    return remember(state).ask("filters off" if state.is_filtered else "filters on")


def _toggle_disputed(state: State) -> State:
    flag, value = _DISPUTED
    filters = filters_in_force(state)
    is_set = has_option(filters, flag, value)
    changed = drop_option(filters, flag) if is_set else set_option(filters, flag, value)
    return remember(state).ask("filter", changed)


def _toggle_source(state: State) -> State:
    if has_option(state.filters, _ACCORDING_TO):
        return remember(state).ask("look", drop_option(state.filters, _ACCORDING_TO))
    return _open("point of view")(state)


def set_source(state: State, source: str) -> State:
    """Show the timeline as a source reports it."""
    closed = close_page(state)
    return remember(closed).ask("look", set_option(state.filters, _ACCORDING_TO, source))


def set_actor(state: State, actor: str) -> State:
    """Show the events that an actor has to do with."""
    changed = set_option(filters_in_force(state), "--actor", actor)
    return remember(close_page(state)).ask("filter", changed)


def _toggle_known(state: State) -> State:
    if has_option(state.filters, _AS_KNOWN_ON):
        return remember(state).ask("look", drop_option(state.filters, _AS_KNOWN_ON))
    day = state.outline.name_day(state.place) if state.outline.size else None
    if not day:
        return state.say("K needs an event with a day: / --as-known-on takes any day")
    return remember(state).ask("look", set_option(state.filters, _AS_KNOWN_ON, day))


def _ask(action: str) -> Callable[[State], State]:
    return lambda state: state.ask(action)


def _edit(state: State, prompt: Prompt, key: str, character: str | None) -> State:
    """Return the state after a key in a prompt."""
    if key == "enter":
        return _accept(state, prompt)
    if key in {"escape", "ctrl+c"}:
        return _cancel(state, prompt)
    if key == "tab":
        return state.ask("complete")
    if character and character.isprintable():
        return _changed(state, prompts.insert(prompt, character))
    return _changed(state, prompts.edit(prompt, key))


def _cancel(state: State, prompt: Prompt) -> State:
    """Leave a prompt; filters become what they were before."""
    cancelled = state._replace(prompt=None)
    if prompt.kind != "/":
        return cancelled
    *past, before = state.past
    if (state.filters, state.is_filtered) != (before.filters, before.is_filtered):
        return cancelled.ask("restore")
    return cancelled._replace(past=tuple(past))


def _changed(state: State, prompt: Prompt) -> State:
    """Put a changed prompt into the state; if its text is of filters, that applies soon."""
    old = state.prompt
    if old and old.text == prompt.text:
        return state._replace(prompt=prompt)
    changed = state._replace(prompt=prompt._replace(choices=(), error=""))
    return changed.ask("query soon") if prompt.kind == "/" else changed


def _accept(state: State, prompt: Prompt) -> State:
    if prompt.kind == "/":
        return state.ask("accept")
    if not prompt.text.strip():
        return _cancel(state, prompt)
    return state.ask("go to time" if prompt.kind == "t" else "go to", prompt.text)


_down, _up, _further, _further_back = _step(1), _step(-1), _page(1), _page(-1)
_lanes, _help = _open_full("lanes"), _open_full("help")
_next_link, _previous_link = _ask("next link"), _ask("previous link")
_copy_page, _suspend, _quit, _interrupt = map(_ask, ("copy page", "suspend", "quit", "interrupt"))

BINDINGS = (
    Binding(("j", "down"), _down, "next event, or the next line of a page that is open"),
    Binding(("k", "up"), _up, "previous event, or the previous line of a page"),
    Binding(("space", "pagedown"), _further, "a screen further"),
    Binding(("b", "pageup"), _further_back, "a screen back"),
    Binding(("g", "home"), _first, "first event, or the beginning of a page"),
    Binding(("G", "end"), _last, "last event, or the end of a page"),
    Binding(("]",), _next_day, "next day", "[ ] day"),
    Binding(("[",), _previous_day, "this day's first event, or the previous day"),
    Binding(("}",), _next_gap, "next long gap"),
    Binding(("{",), _previous_gap, "previous long gap"),
    Binding(
        ("t",),
        _prompt("t"),
        "go to a day or a time (12:30 is of the day under the cursor)",
        "t time",
    ),
    Binding(
        (":",), _prompt(":"), "go to an event, a day or an actor: type an id or a name", ": name"
    ),
    Binding(("enter",), _enter, "the page on the whole screen, or beside the list", "enter page"),
    Binding(("escape",), _escape, "close a page", "esc close"),
    Binding(("tab",), _next_link, "select the next link of the page; enter follows it", "tab link"),
    Binding(("shift+tab",), _previous_link, "select the previous link"),
    Binding(("1-9",), lambda state: state, "follow a link of the page by its number"),
    Binding(("backspace",), _back, "back to where you were, filters and point of view included"),
    Binding(
        ("/",),
        _begin_filter,
        "filter by words or options (tab lists these; all words must be there)",
        "/ filter",
    ),
    Binding(("f",), _toggle_filters, "filters off, and on again; points of view stay", "f all"),
    Binding(("n",), _next_match, "next event that the filters match"),
    Binding(("N",), _previous_match, "previous event that the filters match"),
    Binding(("c",), _open("causes"), "causes and consequences", "c causes"),
    Binding(("d",), _open_full("accounts"), "accounts of the event, side by side", "d accounts"),
    Binding(("D",), _toggle_disputed, "only disputed events, and all again", "D disputed"),
    Binding(("s",), _open("sources"), "sources of the event, and what else rests on them"),
    Binding(("S",), _toggle_source, "the timeline according to one of these sources, and back"),
    Binding(
        ("K",),
        _toggle_known,
        "the timeline as known at the end of this day, and back",
        "K known then",
    ),
    Binding(("w",), _open("who"), "who took part in the event"),
    Binding(("l",), _lanes, "chart of who acted when"),
    Binding(("o",), _open("state"), "who held which office at this time"),
    Binding(("y",), _ask("copy id"), "copy the event's id", "y copy"),
    Binding(("Y",), _copy_page, "copy the page as text"),
    Binding(("u",), _ask("open address"), "open the address of the event's first source"),
    Binding(("e",), _ask("edit"), "open the file in $EDITOR, at the event"),
    Binding(("r",), _ask("reload"), "read the file again (done by itself when it changes)"),
    Binding(("?", "h", "f1"), _help, "the keys, and what the signs mean", "? help"),
    Binding(("ctrl+z",), _suspend, "suspend; fg returns"),
    Binding(("q",), _quit, "quit", "q quit"),
)
_ACTIONS = {key: binding.act for binding in BINDINGS for key in binding.keys} | {
    "ctrl+c": _interrupt
}
_ON_ANY_PAGE = {
    _down, _up, _further, _further_back, _first, _last, _enter, _escape, _back, _lanes, _help,
    _next_link, _previous_link, _copy_page, _suspend, _quit, _interrupt,
}  # fmt: skip
"""What acts on a page, whichever it is; other keys close one that is not about an event."""
