"""A browser without a terminal: it carries out what keys request, and draws the screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.browse import keys
from oai_timeline.browse.answers import (
    Answers,
    Link,
    Sheet,
    describe_change,
    open_answers,
    page_text,
)
from oai_timeline.browse.host import Host
from oai_timeline.browse.keys import press
from oai_timeline.browse.screen import WIDE, Drawn, draw, find_sheet
from oai_timeline.browse.state import (
    Page,
    Request,
    State,
    arrive,
    close_page,
    jump_to,
    move_to,
    open_page,
    refresh,
    remember,
    visit,
)
from oai_timeline.index import DamagedIndex
from oai_timeline.model.diagnostic import TimelineFileError
from oai_timeline.query import event_names, moments, names
from oai_timeline.query.errors import QueryError
from oai_timeline.views.text import MEASURE

if TYPE_CHECKING:
    from collections.abc import Callable

_WHEEL = 3
"""The rows or lines that a step of the wheel moves by."""


_LEAST_DAY = 23 * 3600
_NO_EVENT = -1
"""A number that no event has."""
_ERRORS = (OSError, ValueError, QueryError, TimelineFileError, DamagedIndex)
_STALE = "The file has changed and can't be read; this is how it was before."


class Click(NamedTuple):
    """Where the mouse was pressed, in cells from the upper left corner."""

    x: int
    y: int


class Browser:
    """A browser of a timeline. `effects` are for the terminal: what it has to do next.

    They are what `_actions` lacks: `copy`, `edit`, `query soon`, `read`, `suspend`, `quit` and
    `interrupt`.
    """

    def __init__(
        self,
        host: Host,
        filters: str = "",
        event_id: str | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        """Show what the filters ask for, from an event on, on a screen of that size.

        Raises as `open_answers` does.
        """
        self.host = host
        self.answers = open_answers(host, filters, None, is_filtered=True)
        self.state = State(filters=filters, is_wide=size[0] >= WIDE)
        self.effects: list[Request] = []
        self.size = size
        self.drawn: Drawn | None = None
        self._actions: dict[str, Callable[[str], None]] = {
            "filter": self._filter,
            "look": self._look,
            "filters off": self._switch_off,
            "filters on": self._filter_again,
            "accept": self._accept,
            "restore": self._restore,
            "go back": self._go_back,
            "complete": self._complete,
            "follow": self._follow,
            "follow link": self._follow_selected,
            "next link": self._next_link,
            "previous link": self._previous_link,
            "go to": self._go_to,
            "go to time": self._go_to_time,
            "copy id": self._copy_id,
            "copy page": self._copy_page,
            "open address": self._open_address,
            "edit": self._edit,
            "reload": self._reload,
        }
        if event_id is None:
            self._read(self.answers)
        else:
            self.answers.read()
        self._arrive()
        self._start = self.state.number if event_id is None else None  # where nobody has gone
        if event_id is not None:
            self._show_event(event_id)
            self.state = self.state._replace(past=())
        self._report(*self.answers.notes, *self.answers.view_notes)

    def close(self) -> None:
        """Close the index."""
        self.answers.index.close()

    def press(self, key: str, character: str | None = None) -> None:
        """Do what a key does."""
        self._carry_out(press(self.state, key, character))

    def paste(self, text: str) -> None:
        """Put a text into the line in which one types."""
        self._carry_out(keys.paste(self.state, text))

    def click(self, click: Click) -> None:
        """Move the cursor to a row, open the page of the one under it, or go to a time."""
        if self.drawn is None or self.state.prompt:
            return
        drawn = self.drawn
        state = self.state._replace(message="", request=None)
        place = drawn.rows[click.y] if click.y < len(drawn.rows) else None
        if drawn.time_line and drawn.time_top <= click.y < drawn.list_top:
            moment = drawn.time_line.find_moment(click.x - 1)
            self._settle(visit(state, state.outline.find_from(moment)))
        elif click.x >= drawn.list_width:
            self._click_page(click.y - drawn.list_top)
        elif place is not None:
            is_again = place == state.place
            moved = move_to(state, place)._replace(is_still=True)
            self._carry_out(press(state, "enter") if is_again else moved)

    def scroll(self, steps: int, x: int) -> None:
        """Move the cursor, or scroll the page that the mouse is on."""
        on_list = self.drawn is not None and x < self.drawn.list_width
        state = self.state._replace(message="", request=None)
        if on_list:
            self._settle(move_to(state, state.place + steps * _WHEEL))
        else:
            self._settle(keys.scroll_page(state, steps * _WHEEL))

    def draw(self, width: int, height: int) -> Drawn:
        """Draw the screen."""
        self.size = (width, height)
        layout = self.host.make_layout(width, self.answers.index.zone)
        self.drawn = draw(self.state, self.answers, layout, width, height)
        self.state = self.drawn.state
        return self.drawn

    def take_effects(self) -> list[Request]:
        """Return what the terminal has to do, once."""
        effects, self.effects = self.effects, []
        return effects

    def read_whole(self) -> Answers:
        """Return answers to the same with the whole list read, from an index of their own.

        It may be called in another thread. Raises as `open_answers` does.
        """
        last = self.answers
        fresh = open_answers(self.host, self.state.filters, None, is_filtered=last.is_filtered)
        fresh.read()
        fresh.draw_time_line(self.size[0] - 2)
        return fresh

    def replace(self, last: Answers, fresh: Answers) -> None:
        """Show other answers to the same, unless something else has been asked for since."""
        if self.answers is last:
            self.answers = fresh
            self._settle(refresh(self.state, fresh.outline, fresh.matching))
        else:
            last = fresh
        last.index.close()

    def apply_typed(self) -> None:
        """Filter by what is being typed, as far as it is complete; else say what is missing."""
        prompt = self.state.prompt
        if prompt is None or prompt.kind != "/":
            return
        _, choices = self.host.complete(self.answers.index, prompt.text)
        error = self._query(prompt.text.strip(), is_filtered=True)
        shown = prompt._replace(choices=tuple(choices) if prompt.text else (), error=error)
        self._settle(self.state._replace(prompt=shown))

    def reload(self) -> None:
        """Read the timeline again; on an error, warn that the list is from before it."""
        try:
            self._replace_index()
        except _ERRORS as error:
            warning = f"{_STALE} {_explain(error)}"
            self.state = self.state._replace(warning=warning)

    def _replace_index(self) -> None:
        """Read the timeline as it is now; the cursor stays on its event."""
        last, event_id = self.answers, self.state.event
        fresh = open_answers(self.host, self.state.filters, None, is_filtered=last.is_filtered)
        self._read(fresh)
        last.index.close()
        self.answers = fresh
        numbers = fresh.index.fetch("SELECT number FROM event WHERE id = ?", (event_id,))
        anchor = numbers[0][0] if numbers else _NO_EVENT
        past = self.state.past[-1:] if self.state.prompt else ()  # numbers of events have changed
        kept = tuple(one._replace(number=None) for one in past)
        self.state = self.state._replace(anchor=anchor, past=kept, warning="")
        self._settle(refresh(self.state, fresh.outline, fresh.matching))
        self.state = self.state.say("read again")

    def _read(self, answers: Answers) -> None:
        """Read a list; of a long one only the beginning, and ask for the rest."""
        if answers.is_long:
            answers.read_beginning()
            self.effects.append(Request("read"))
        else:
            answers.read()

    def _carry_out(self, state: State) -> None:
        request = state.request
        self._settle(state._replace(request=None))
        if request:
            act = self._actions.get(request.action)
            if act:
                act(request.object)
            else:
                self.effects.append(request)

    def _settle(self, state: State) -> None:
        """Keep a state, with the id of the event under its cursor."""
        has_rows = state.place < state.outline.size
        event = self.answers.fetch_event(state.place).id if has_rows else ""
        self.state = state._replace(event=event)

    def _arrive(self) -> None:
        self._settle(arrive(self.state, self.answers.outline, self.answers.matching))

    def _report(self, *notes: str) -> None:
        self.state = self.state.say("; ".join(filter(None, notes)))

    def _query(self, text: str, *, is_filtered: bool) -> str:
        """Show what a filter line asks for; return what is wrong with it."""
        try:
            answers = open_answers(self.host, text, self.answers, is_filtered=is_filtered)
            self._read(answers)
        except _ERRORS as error:
            return _explain(error)
        if answers.index is not self.answers.index:
            self.answers.index.close()
        self.answers = answers
        self.state = self.state._replace(filters=text, is_filtered=is_filtered)
        self._arrive()
        return ""

    def _change(self, text: str, *, is_filtered: bool) -> None:
        """Show another list, and say what has changed; or why it is as it was."""
        *past, _ = self.state.past
        before = self.answers
        error = self._query(text, is_filtered=is_filtered)
        if error:
            self.state = self.state._replace(past=tuple(past))
            self._report(f"{error}; the list is as before")
            return
        self._show_again()
        notes = [describe_change(before, self.answers), self._explain_place(), *self.answers.notes]
        if before.asked.perspective != self.answers.asked.perspective:
            notes += self.answers.view_notes
        self._report(*notes)

    def _show_again(self) -> None:
        """Go to the event on the page if the list has it again."""
        state = self.state
        if state.page.kind == "event" and state.page.id:
            rows = self.answers.index.fetch(
                "SELECT number FROM event WHERE id = ?", (state.page.id,)
            )
            place = state.outline.places.get(rows[0][0]) if rows else None
            if place is not None:
                self._settle(jump_to(close_page(state), place))

    def _filter(self, text: str) -> None:
        self._change(text, is_filtered=True)

    def _look(self, text: str) -> None:
        self._change(text, is_filtered=self.state.is_filtered)

    def _switch_off(self, _: str) -> None:
        self._change(self.state.filters, is_filtered=False)

    def _filter_again(self, _: str) -> None:
        self._change(self.state.filters, is_filtered=True)

    def _explain_place(self) -> str:
        """Say why the event that one has moved to is not under the cursor, if it isn't."""
        state = self.state
        is_known = state.outline.is_complete and state.anchor not in {None, self._start}
        if not is_known or state.anchor == state.number:
            return ""
        found = self.answers.index.fetch(
            "SELECT id, EXISTS (SELECT 1 FROM event one WHERE one.number = e.number)"
            " FROM main.event e WHERE number = ?",
            (state.anchor,),
        )
        if not found:
            return ""
        ((event_id, is_in_view),) = found
        if is_in_view:
            why = f"{event_id} is not in this list"
        elif self.answers.asked.according_to:
            why = f"{event_id} is not from this point of view"
        else:
            why = f"{event_id} was not known then"
        return f"{why}: nearest is {state.event}" if state.event else why

    def _accept(self, _: str) -> None:
        """Filter by what was typed; with a mistake in it, one goes on typing."""
        prompt = self.state.prompt
        assert prompt
        text = prompt.text.strip()
        error = self._query(text, is_filtered=True)
        if error:
            self.state = self.state._replace(prompt=prompt._replace(error=error, choices=()))
            return
        *past, before = self.state.past
        if (before.filters, before.is_filtered) == (text, True):
            self.state = self.state._replace(past=tuple(past))
        self.state = self.state._replace(prompt=None)
        self._report(self._explain_place(), *self.answers.notes, *self.answers.view_notes)

    def _restore(self, _: str) -> None:
        """Return to the list before some typing, which was cancelled."""
        *past, before = self.state.past
        self.state = self.state._replace(past=tuple(past))
        error = self._query(before.filters, is_filtered=before.is_filtered)
        self._report(error)

    def _go_back(self, _: str) -> None:
        """Return to where one was, and to the filters and the point of view there."""
        *past, before = self.state.past
        state = self.state._replace(past=tuple(past))
        if before.number is not None:
            state = state._replace(anchor=before.number)
        asked = self.answers
        if (before.filters, before.is_filtered) != (state.filters, state.is_filtered):
            self.state = state
            error = self._query(before.filters, is_filtered=before.is_filtered)
            if error:
                self._report(error)
                return
            self._report(describe_change(asked, self.answers), self._explain_place())
        else:
            self._settle(arrive(state, state.outline, state.matching))
            self._report(self._explain_place())
        if self.state.outline.size:
            page = self.state._replace(opened=before.opened, is_full=before.is_full)
            self._settle(page)

    def _complete(self, _: str) -> None:
        prompt = self.state.prompt
        if prompt is None or prompt.kind == "t":
            return
        complete = self.host.complete if prompt.kind == "/" else self.host.complete_name
        text, choices = complete(self.answers.index, prompt.text)
        self._carry_out(keys.complete(self.state, text, choices))

    def _find_sheet(self) -> Sheet:
        width = self.drawn.page_width if self.drawn else self.size[0]
        return find_sheet(self.state, self.answers, width)

    def _follow(self, digit: str) -> None:
        found = [link for link in self._find_sheet().links if link.label.strip() == digit]
        if found:
            self._follow_link(found[0])
        else:
            self.state = self.state.say(f"the page has no link {digit}")

    def _follow_selected(self, _: str) -> None:
        links = self._find_sheet().links
        if self.state.link is not None and self.state.link < len(links):
            self._follow_link(links[self.state.link])

    def _follow_link(self, link: Link) -> None:
        page = link.page
        if page.kind == "according to":
            self._carry_out(keys.set_source(self.state, page.id))
        elif page.kind == "filter":
            self._carry_out(keys.set_actor(self.state, page.id))
        elif page.kind == "event":
            self._show_event(page.id)
        else:
            self._settle(keys.follow(self.state, page))

    def _next_link(self, _: str) -> None:
        self._select_link(1)

    def _previous_link(self, _: str) -> None:
        self._select_link(-1)

    def _select_link(self, step: int) -> None:
        state = self.state
        if not (state.is_full or state.is_wide):
            self.state = state.say("links are on the page: enter opens it")
        else:
            self.state = keys.select_link(state, self._find_sheet().link_lines, step)

    def _click_page(self, line: int) -> None:
        """Follow the link on a line of the page."""
        sheet = self._find_sheet()
        places = dict(zip(sheet.link_lines, sheet.links, strict=True))
        link = places.get(line + self.state.scroll)
        if link:
            self._follow_link(link)

    def _show_event(self, event_id: str) -> None:
        """Move the cursor to an event, or open its page if the list doesn't have it."""
        ((number,),) = self.answers.index.fetch(
            "SELECT number FROM event WHERE id = ?", (event_id,)
        )
        place = self.answers.outline.places.get(number)
        kept = self.state
        if kept.opened and kept.page.id:
            kept = close_page(kept)
        if place is None:
            remembered = kept._replace(past=remember(self.state).past)
            page = open_page(remembered, Page("event", event_id))
            self._settle(page.say("the filters leave this event out of the list"))
        else:
            self._settle(jump_to(kept._replace(past=remember(self.state).past), place))

    def _go_to(self, text: str) -> None:
        """Go to an event, a day or an actor by name; if there is none, one goes on typing."""
        errors = list[QueryError]()
        for find in (self._find_event, self._find_time, self._find_actor):
            try:
                find(text)
            except QueryError as error:
                errors.append(error)
            else:
                return
        self._refuse(str(errors[0]), [one.id for one in errors[0].candidates])

    def _refuse(self, error: str, choices: Sequence[str] = ()) -> None:
        """Say what is wrong with what was typed, and what it may have meant."""
        if self.state.prompt:
            prompt = self.state.prompt._replace(error=error, choices=tuple(choices))
            self.state = self.state._replace(prompt=prompt)

    def _find_event(self, text: str) -> None:
        event = event_names.find_event(self.answers.index, text)
        self.state = self.state._replace(prompt=None)
        self._show_event(event.id)

    def _find_actor(self, text: str) -> None:
        actor = names.find_actor(self.answers.index, text)
        self._settle(keys.follow(self.state._replace(prompt=None), Page("actor", actor)))

    def _find_time(self, text: str) -> None:
        period = moments.parse_period(self.answers.index, text)
        outline = self.state.outline
        place = outline.find_from(period.earliest)
        if period.latest - period.earliest >= _LEAST_DAY:
            place = outline.find_day_start(place)
        self._settle(visit(self.state._replace(prompt=None), place))
        self._report(period.note, self._explain_time(period))

    def _explain_time(self, period: moments.Period) -> str:
        """Say whether no event begins at a time that one goes to."""
        starts = self.state.outline.starts
        if not starts:
            return ""
        start = starts[self.state.place]
        is_whole = self.answers.outline.total == self.answers.count_all()
        none = "no event begins then" if is_whole else "no event of this list begins then"
        if start >= period.latest:
            possible = self.state.outline.count_around(period.earliest)
            others = f", {possible:,} others may have been then" if possible else ""
            return f"{none}; this is the next one{others}"
        if start >= period.earliest:
            return ""
        way = keys.explain_view(self.state)
        return f"{none} or later; this is the last one{way and f'; {way}'}"

    def _go_to_time(self, text: str) -> None:
        """Go to a day or a time; a time alone is of the day under the cursor."""
        outline = self.state.outline
        day = outline.name_day(self.state.place) if outline.size else None
        try:
            self._find_time(text)
        except QueryError as error:
            try:
                self._find_time(f"{day} {text}")
            except QueryError:
                self._refuse(str(error))

    def _copy_id(self, _: str) -> None:
        self._copy(self.state.subject, self.state.subject)

    def _copy_page(self, _: str) -> None:
        sheet = find_sheet(self.state, self.answers, min(self.size[0], MEASURE))
        self._copy(page_text(sheet.lines), "the page")

    def _copy(self, text: str, what: str) -> None:
        if text:
            self.effects.append(Request("copy", text))
            self.state = self.state.say(f"copied: {what}")

    def _open_address(self, _: str) -> None:
        page = self.state.page
        address = ""
        if page.kind == "source":
            address = self.answers.find_source_address(page.id)
        elif self.state.subject:
            address = self.answers.find_address(self.state.subject)
        if not address:
            self.state = self.state.say("no source here has an address")
            return
        error = self.host.open_address(address)
        self.state = self.state.say(error or f"opened: {address}")

    def _edit(self, _: str) -> None:
        if self.state.subject:
            self.effects.append(Request("edit", self.state.subject))

    def _reload(self, _: str) -> None:
        self.reload()


def _explain(error: Exception) -> str:
    """Return an error as a message; of those of a file, the first one and how many more."""
    if isinstance(error, TimelineFileError):
        first, more = error.diagnostics[0], len(error.diagnostics) - 1
        return f"{first} (and {more:,} more)" if more else str(first)
    return str(error)
