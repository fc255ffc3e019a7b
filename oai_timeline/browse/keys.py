"""Keys: functions from a state and a key to a state.

The help is made from BINDINGS.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from oai_timeline.browse.filter_text import drop_option, has_option, set_option
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
)

_DISPUTED = ("--certainty", "disputed")
_ACCORDING_TO, _AS_KNOWN_ON = "--according-to", "--as-known-on"


class Binding(NamedTuple):
    """What keys do. `hint` is for the last line of the screen, empty if it isn't there."""

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
    return act(state) if act else state


def paste(state: State, text: str) -> State:
    """Return the state after a text has been pasted, which only a prompt takes."""
    if not state.prompt:
        return state
    text = " ".join(text.split("\n")).strip()
    return _insert(state._replace(request=None), state.prompt, text)


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


def _step(rows: int) -> Callable[[State], State]:
    def step(state: State) -> State:
        if state.is_full:
            return _scroll(state, rows)
        return move_to(state, state.place + rows)

    return step


def _page(pages: int) -> Callable[[State], State]:
    def page(state: State) -> State:
        if state.is_full:
            return _scroll(state, pages * max(state.lines - 1, 1))
        return move_to(state, state.place + pages * max(state.rows - 1, 1))

    return page


def _scroll(state: State, lines: int) -> State:
    most = max(state.length - state.lines, 0)
    return state._replace(scroll=min(max(state.scroll + lines, 0), most))


def scroll_page(state: State, lines: int) -> State:
    """Scroll the page, which may be beside the list."""
    return _scroll(state._replace(message="", request=None), lines)


def _first(state: State) -> State:
    return state._replace(scroll=0) if state.is_full else move_to(state, 0)


def _last(state: State) -> State:
    if state.is_full:
        return _scroll(state, state.length)
    return move_to(state, state.outline.size - 1)


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
    return state._replace(is_full=not state.is_full, scroll=0)


def _open(kind: str) -> Callable[[State], State]:
    def toggle(state: State) -> State:
        was_full = state.opened[0].was_full if state.opened else state.is_full
        alone = state._replace(opened=(), is_full=was_full, scroll=0)
        if state.opened and state.page == Page(kind):
            return alone
        if not state.event and kind not in {"help", "lanes"}:
            return state.say("no event is under the cursor")
        return open_page(alone, Page(kind))

    return toggle


def _open_full(kind: str) -> Callable[[State], State]:
    """Return what opens a page on the whole screen, which needs the width."""
    toggle = _open(kind)

    def open_full(state: State) -> State:
        opened = toggle(state)
        return opened._replace(is_full=True) if opened.page == Page(kind) else opened

    return open_full


def _back(state: State) -> State:
    if not state.past:
        return close_page(state) if state.opened else state.say("this is where you began")
    *past, last = state.past
    place = state.outline.places.get(last.number)
    moved = state._replace(past=tuple(past), opened=last.opened, is_full=last.is_full, scroll=0)
    if place is None:
        return moved.say("the filters leave out the event that you came from")
    return jump_to(moved, place)


def _prompt(kind: str) -> Callable[[State], State]:
    def begin(state: State) -> State:
        text = state.filters if kind == "/" else ""
        prompt = Prompt(kind, text, len(text), state.filters)
        return state._replace(prompt=prompt)

    return begin


def _toggle_filters(state: State) -> State:
    if not state.filters:
        return state.say("no filters: / adds some")
    return state._replace(is_filtered=not state.is_filtered).ask("query")


def _change_filters(state: State, filters: str) -> State:
    return state._replace(filters=filters, is_filtered=True).ask("query")


def _toggle_disputed(state: State) -> State:
    flag, value = _DISPUTED
    is_set = has_option(state.filters, flag, value)
    filters = drop_option(state.filters, flag)
    return _change_filters(state, filters if is_set else set_option(state.filters, flag, value))


def _toggle_source(state: State) -> State:
    if has_option(state.filters, _ACCORDING_TO):
        return _change_filters(state, drop_option(state.filters, _ACCORDING_TO))
    return _open("point of view")(state)


def set_source(state: State, source: str) -> State:
    """Show the timeline as a source reports it."""
    return _change_filters(close_page(state), set_option(state.filters, _ACCORDING_TO, source))


def _toggle_known(state: State) -> State:
    if has_option(state.filters, _AS_KNOWN_ON):
        return _change_filters(state, drop_option(state.filters, _AS_KNOWN_ON))
    day = state.outline.name_day(state.place) if state.outline.size else None
    if not day:
        return state.say("K needs an event with a day: / --as-known-on takes any day")
    return _change_filters(state, set_option(state.filters, _AS_KNOWN_ON, day))


def _ask(action: str) -> Callable[[State], State]:
    return lambda state: state.ask(action)


def _edit(state: State, prompt: Prompt, key: str, character: str | None) -> State:
    """Return the state after a key in a prompt."""
    if key == "enter":
        return _accept(state, prompt)
    if key in {"escape", "ctrl+c"} or (key == "backspace" and not prompt.text):
        return _cancel(state, prompt)
    if key == "tab":
        return state.ask("complete")
    if character and character.isprintable():
        return _insert(state, prompt, character)
    return _changed(state, _move_caret(prompt, key))


def _move_caret(prompt: Prompt, key: str) -> Prompt:
    """Return a prompt after a key that moves its caret, or deletes a character."""
    text, caret = prompt.text, prompt.caret
    before, after = max(caret - 1, 0), min(caret + 1, len(text))
    if key == "backspace":
        return prompt._replace(text=text[:before] + text[caret:], caret=before)
    if key == "delete":
        return prompt._replace(text=text[:caret] + text[after:])
    carets = {"left": before, "right": after, "home": 0, "end": len(text)}
    return prompt._replace(caret=carets.get(key, caret))


def _cancel(state: State, prompt: Prompt) -> State:
    """Leave a prompt; filters become what they were before."""
    cancelled = state._replace(prompt=None)
    is_changed = prompt.kind == "/" and state.filters != prompt.before
    return _change_filters(cancelled, prompt.before) if is_changed else cancelled


def _insert(state: State, prompt: Prompt, typed: str) -> State:
    text, caret = prompt.text, prompt.caret
    text = text[:caret] + typed + text[caret:]
    return _changed(state, prompt._replace(text=text, caret=caret + len(typed)))


def _changed(state: State, prompt: Prompt) -> State:
    """Put a changed prompt into the state; if its text is of filters, that applies soon."""
    old = state.prompt
    if old and old.text == prompt.text:
        return state._replace(prompt=prompt)
    changed = state._replace(prompt=prompt._replace(choices=(), error=""))
    return changed.ask("query soon") if prompt.kind == "/" else changed


def _accept(state: State, prompt: Prompt) -> State:
    if prompt.kind == "/":
        return state._replace(filters=prompt.text, is_filtered=True).ask("accept")
    if not prompt.text.strip():
        return state._replace(prompt=None)
    return state.ask("go to time" if prompt.kind == "t" else "go to", prompt.text)


BINDINGS = (
    Binding(("j", "down"), _step(1), "next event, or the next line of a page"),
    Binding(("k", "up"), _step(-1), "previous event, or the previous line of a page"),
    Binding(("space", "pagedown"), _page(1), "a screen further"),
    Binding(("b", "pageup"), _page(-1), "a screen back"),
    Binding(("g", "home"), _first, "first event, or the beginning of a page"),
    Binding(("G", "end"), _last, "last event, or the end of a page"),
    Binding(("]",), _next_day, "next day", "[ ] day"),
    Binding(("[",), _previous_day, "this day's first event, or the previous day"),
    Binding(("}",), _next_gap, "next long gap"),
    Binding(("{",), _previous_gap, "previous long gap"),
    Binding(("t",), _prompt("t"), "go to a day or a time (12:30 is of the day under the cursor)"),
    Binding((":",), _prompt(":"), "go to an event, a day or an actor: type an id or a name"),
    Binding(("enter",), _enter, "the page on the whole screen, or beside the list", "enter page"),
    Binding(("escape",), close_page, "close a page"),
    Binding(("1-9",), lambda state: state, "follow a link of the page"),
    Binding(("backspace",), _back, "back to where you were"),
    Binding(("/",), _prompt("/"), "filter, as on the command line (tab completes)", "/ filter"),
    Binding(("f",), _toggle_filters, "all filters off, and on again"),
    Binding(("n",), _next_match, "next event that the filters match"),
    Binding(("N",), _previous_match, "previous event that the filters match"),
    Binding(("c",), _open("causes"), "causes and consequences", "c causes"),
    Binding(("d",), _open_full("accounts"), "accounts of the event, side by side", "d accounts"),
    Binding(("D",), _toggle_disputed, "only disputed events, and all again"),
    Binding(("s",), _open("sources"), "sources of the event, and what else rests on them"),
    Binding(("S",), _toggle_source, "the timeline according to one of these sources"),
    Binding(("K",), _toggle_known, "the timeline as known on this day"),
    Binding(("w",), _open("who"), "who took part in the event"),
    Binding(("l",), _open_full("lanes"), "chart of who acted when"),
    Binding(("o",), _open("state"), "who held which office at this time"),
    Binding(("y",), _ask("copy id"), "copy the event's id", "y copy"),
    Binding(("Y",), _ask("copy page"), "copy the page as text"),
    Binding(("u",), _ask("open address"), "open the address of the event's first source"),
    Binding(("e",), _ask("edit"), "open the file in $EDITOR, at the event"),
    Binding(("r",), _ask("reload"), "read the file again (done by itself when it changes)"),
    Binding(("?",), _open("help"), "the keys", "? help"),
    Binding(("ctrl+z",), _ask("suspend"), "suspend; fg returns"),
    Binding(("q",), _ask("quit"), "quit", "q quit"),
)
_ACTIONS = {key: binding.act for binding in BINDINGS for key in binding.keys} | {
    "ctrl+c": _ask("interrupt")
}
