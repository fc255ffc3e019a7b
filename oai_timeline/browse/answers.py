"""What a browser reads from an index: windows of a list, and pages."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, repeat
from math import isfinite
from typing import NamedTuple

from oai_timeline.browse.host import Asked, Host
from oai_timeline.browse.state import ABOUT_EVENT, Page
from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.plural import format_count
from oai_timeline.model.quoting import quote_word
from oai_timeline.query import event_details, select
from oai_timeline.query.advice import explain_emptiness, suggest_queries
from oai_timeline.query.description import describe, describe_list
from oai_timeline.query.event_details import EventDetails
from oai_timeline.query.events import fetch_events
from oai_timeline.query.filters import PERIODS
from oai_timeline.query.lanes import fetch_lanes, fetch_single_lane
from oai_timeline.query.outline import (
    Outline,
    count_events,
    fetch_beginning,
    fetch_outline,
    find_numbers,
)
from oai_timeline.query.select import Query, Result
from oai_timeline.views.accounts import cite, side_by_side
from oai_timeline.views.blocks import Column, columns, entitle, join_sections, paragraph
from oai_timeline.views.day_list import Entry, format_entry_time, render_entry
from oai_timeline.views.event import Unordered, render_event, render_unordered
from oai_timeline.views.lanes import TimeLine, draw_time_line, render_lanes
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import render_head
from oai_timeline.views.rows import list_pieces
from oai_timeline.views.text import MEASURE, Line, Span, display_width, fold

WINDOW = 200
"""The rows that are read at a time."""
_WINDOWS = 8
_SHEETS = 32
_FIRST_WINDOWS = 4
"""The windows that are read at once, and decide how wide the time column of a short list is."""
_MOST_TIME = len("about 2023-11")
"""The widest time that has a column; a wider one is above its row."""
_MANY = 5000
"""A list of more rows is read in the background; its beginning is shown at once."""
_FOLLOWING = 10
_INDENT = 2
_LABELS = tuple(f"{number} " for number in range(1, 10))
_NO_LABEL = "- "
"""The label of a link without a number."""
_MARKS = {label.strip() for label in (*_LABELS, _NO_LABEL)}
_MOST_OPEN = 3
_MOST_JUDGED = 250
"""The events whose order with one event is looked at: the nearest of those it may be open with."""
_CLOCK = re.compile(r"\d?\d:\d\d", re.ASCII)


class Link(NamedTuple):
    """A link of a page: its label, and where it leads."""

    label: str
    page: Page


class Sheet:
    """A page as lines, and its links in their order."""

    def __init__(
        self, lines: Iterable[Line], links: Sequence[Link] = (), sticky: range = range(0)
    ) -> None:
        """Keep the lines, what is linked in them, and which of them stay on top when scrolled."""
        self.lines: Sequence[Line] = list(lines)
        self.links = links
        self.sticky = sticky

    @cached_property
    def link_lines(self) -> list[int]:
        """The line of each link."""
        return [number for number, line in enumerate(self.lines) if _has_label(line)]


def _has_label(line: Line) -> bool:
    return any(span.style == "command" and span.text.strip() in _MARKS for span in line[:2])


def _number_links(pages: Iterable[Page]) -> list[Link]:
    """Return links with numbers as labels, as far as there are digits."""
    return [Link(*pair) for pair in zip(chain(_LABELS, repeat(_NO_LABEL)), pages, strict=False)]


class Answers:
    """Answers to what a filter line asks for; `outline` is that of the list.

    `total` is how many events there are from this point of view.
    With `is_filtered` False the list has all events of the point of view, and `matching` the places
    of those that the filters match. `notes` are for the reader, `view_notes` those on the point of
    view.
    """

    def __init__(self, host: Host, index: Index, asked: Asked, *, is_filtered: bool) -> None:
        """Read what is asked for in an index, which has that point of view. Raises QueryError."""
        self.index = index
        self.asked = asked
        self.outline = Outline()
        self.matching: tuple[int, ...] = ()
        self._host = host
        self._wanted = _read_query(index, asked)
        self.view_notes: Sequence[str] = ()
        self.notes = [
            value.note for values in self._wanted.wanted.values() for value in values if value.note
        ]
        if hint := select.explain_contradiction(self._wanted):
            self.notes.append(hint)
        self.is_filtered = is_filtered
        self.query = self._wanted if is_filtered else _read_query(index, asked.without_filters())
        self._windows: dict[int, list[ListedEvent]] = {}
        self._rows: dict[tuple[int, int], list[Line]] = {}
        self._sheets: dict[tuple[Page, int], Sheet] = {}
        self._time_width = len("12:28–16:09")
        self._time_line: tuple[int, TimeLine | None] | None = None
        ((self.title,),) = index.fetch("SELECT title FROM header")
        self.total = count_events(index, Query())

    @property
    def is_long(self) -> bool:
        """Whether the list takes long to read."""
        return count_events(self.index, self.query) > _MANY

    def read(self) -> None:
        """Read the outline of the list."""
        self.outline = fetch_outline(self.index, self.query)
        if not self.is_filtered:
            numbers = find_numbers(self.index, self._wanted)
            places = (place for number, place in self.outline.places.items() if number in numbers)
            self.matching = tuple(sorted(places))
        self._fit_times()

    def read_beginning(self) -> None:
        """Read the outline of the first rows."""
        self.outline = fetch_beginning(self.index, self.query, WINDOW)
        self._time_width = _MOST_TIME

    def describe(self) -> list[str]:
        """Return what is asked for, and from which point of view: a phrase each."""
        return describe_list(self.index, self.query)

    @property
    def caution(self) -> str:
        """What to bear in mind at every event of a point of view, empty if nothing."""
        moment = self.asked.as_known_on
        if moment is None:
            return ""
        hours = "; sources dated to a day count at its end" if _CLOCK.search(moment) else ""
        return f"titles, summaries and biographies are today's, not of then{hours}"

    @property
    def match_sign(self) -> str:
        """The sign of a row that the filters match, which are off."""
        return "*" if self._layout(0).ascii else "•"

    @cached_property
    def span(self) -> tuple[float, ...]:
        """The starts of the events of the list that begin first and last."""
        starts = [start for start in self.outline.starts if isfinite(start)]
        return (min(starts), max(starts)) if starts else ()

    def count_all(self) -> int:
        """Return how many events the timeline has, from whichever point of view."""
        ((count,),) = self.index.fetch("SELECT count(*) FROM main.event")
        return int(count)

    def count_listed(self) -> str:
        """Return how many events the list has, and of how many."""
        listed = self.outline.total
        if not self.outline.is_complete:
            listed = count_events(self.index, self.query)
        all_events = format_count(self.total, "event")
        if listed < self.total:
            return f"{listed:,} of {all_events}"
        return all_events if any(self.asked.perspective) else f"all {all_events}"

    def advise(self) -> list[str]:
        """Return what to try instead of a list without rows: paragraphs."""
        advice = list[str]()
        if set(self.query.wanted) & set(PERIODS):
            days = select.fetch_nearest_days(self.index, self.query)
            what = "times" if any("T" in day for day in days) else "days"
            advice += [f"nearest {what} with events: {', '.join(days)}"] if days else []
        if not advice:
            text = explain_emptiness(self.index) or suggest_queries(self.index, self.query)
            advice += [text] if text else []
        texts = self.asked.texts.get("grep", ())
        clock = next(filter(_CLOCK.fullmatch, texts), "")
        if clock:
            day = self.asked.as_known_on or "2023-11-17"
            advice.append(f"a time is part of a date, as in {day[:10]}T{clock:0>5}")
        elif texts:
            words = self.write_command(f"search {' '.join(map(quote_word, texts))}")
            advice.append(f"other forms of words, tags and names: {words}")
        return advice

    def fetch_event(self, place: int) -> ListedEvent:
        """Return the event of a row, reading a window of rows around it."""
        number, at = divmod(place, WINDOW)
        window = self._windows.get(number)
        if window is None:
            if len(self._windows) >= _WINDOWS:
                self._windows.clear()
                self._rows.clear()
            matches = list(self.outline.matches[number * WINDOW : (number + 1) * WINDOW])
            window = fetch_events(self.index, Result(matches, len(matches)))
            self._windows[number] = window
        return window[at]

    def _fit_times(self) -> None:
        """Decide how wide the time column is: as wide for all rows."""
        if self.outline.size > _FIRST_WINDOWS * WINDOW:
            self._time_width = _MOST_TIME
            return
        layout = self._layout(0)
        times = (
            format_entry_time(self.fetch_event(place), layout, is_coarse=match.coarse).text
            for place, match in enumerate(self.outline.matches)
        )
        widths = [width for width in map(display_width, times) if width <= _MOST_TIME]
        self._time_width = max([self._time_width, *widths])

    def render_row(self, place: int, width: int) -> list[Line]:
        """Return the lines of a row."""
        lines = self._rows.get((place, width))
        if lines is None:
            event, layout = self.fetch_event(place), self._layout(width)
            entry = Entry(event, list_pieces(event, layout))
            is_coarse = self.outline.matches[place].coarse
            lines = list(render_entry(entry, layout, self._time_width, is_coarse=is_coarse))
            self._rows[place, width] = lines
        return lines

    def draw_time_line(self, width: int) -> TimeLine | None:
        """Return the line of time of the list, None if there is none."""
        if not self.outline.is_complete:
            return None
        if self._time_line is None or self._time_line[0] != width:
            chart = fetch_single_lane(self.index, self.query)
            self._time_line = width, draw_time_line(chart, self._layout(width))
        return self._time_line[1]

    def render_page(self, page: Page, width: int) -> Sheet:
        """Return a page."""
        if not self._has(page):
            return Sheet([[Span("Not in the timeline from this point of view.", "quiet")]])
        sheet = self._sheets.get((page, width))
        if sheet is None:
            if len(self._sheets) >= _SHEETS:
                self._sheets.clear()
            made = _PAGES[page.kind](self, page.id, self._layout(width))
            lines = (part for line in made.lines for part in fold(line, width))
            sheet = Sheet(lines, made.links, made.sticky)  # no line of a chart is folded
            self._sheets[page, width] = sheet
        return sheet

    def _has(self, page: Page) -> bool:
        """Return whether what a page is about is in the timeline."""
        table = _TABLES.get(page.kind)
        found = table and self.index.fetch(f"SELECT 1 FROM {table} WHERE id = ?", (page.id,))
        return table is None or bool(found)

    def find_address(self, event_id: str) -> str:
        """Return the address of the first source of an event that has one; empty if none has."""
        sources = self.fetch_details(event_id).record["sources"]
        return next((source["url"] for source in sources if source["url"]), "")

    def find_source_address(self, source_id: str) -> str:
        """Return the address of a source, empty if it has none."""
        from json import loads

        rows = self.index.fetch("SELECT json FROM source WHERE id = ?", (source_id,))
        return (loads(rows[0][0])["url"] or "") if rows else ""

    def fetch_details(self, event_id: str) -> EventDetails:
        """Return everything about an event."""
        return event_details.fetch_event_details(self.index, event_id, _FOLLOWING)

    def find_unordered(self, event_id: str, most: int) -> Unordered:
        """Return the events of the list whose order with an event is not established.

        They are the nearest in the list, at most so many, in its order.
        """
        from oai_timeline.query.precedence import find_unordered

        ((number,),) = self.index.fetch("SELECT number FROM event WHERE id = ?", (event_id,))
        places, matches = self.outline.places, self.outline.matches
        here = places.get(number)
        if here is None:
            here = self.outline.size
        found = find_unordered(self.index, number, places.keys(), _MOST_JUDGED)
        listed = [places[one] for one in found if not matches[places[one]].coarse]
        nearest = sorted(sorted(listed, key=lambda place: abs(place - here))[:most])
        return Unordered([self.fetch_event(place) for place in nearest], len(listed))

    def write_command(self, words: str) -> str:
        """Return a command that answers from the same point of view."""
        return self._host.write_command(words, self.asked)

    def write_list_command(self) -> str:
        """Return the command that lists the same rows."""
        asked = self.asked if self.is_filtered else self.asked.without_filters()
        return self.write_command(f"show {self._host.write_filters(asked)}".rstrip())

    def _layout(self, width: int) -> Layout:
        return self._host.make_layout(width, self.index.zone)


def open_answers(host: Host, text: str, last: Answers | None, *, is_filtered: bool) -> Answers:
    """Return answers to a filter line, whose list is yet to be read.

    The index of `last` is used if it has the same point of view. Raises ValueError, QueryError,
    OSError, TimelineFileError.
    """
    from oai_timeline.query.perspective import CURRENT_TEXTS, apply_perspective

    asked = host.read(text)
    if last and last.asked.perspective == asked.perspective:
        answers = Answers(host, last.index, asked, is_filtered=is_filtered)
        answers.view_notes = last.view_notes
        return answers
    index = host.open_index()
    try:
        notes = list[str]()
        if any(asked.perspective):
            notes = apply_perspective(index, *asked.perspective)
        answers = Answers(host, index, asked, is_filtered=is_filtered)
    except BaseException:
        index.close()
        raise
    answers.view_notes = [note for note in notes if note != CURRENT_TEXTS]
    return answers


def describe_change(before: Answers, after: Answers) -> str:
    """Say what has changed from one list to another."""
    count = after.count_listed()
    view = after.index.perspective_description
    if before.asked.perspective != after.asked.perspective:
        key = "S" if before.asked.according_to != after.asked.according_to else "K"
        return f"{view}: {count}; {key} goes back" if view else f"as known today: {count}"
    dropped = before.asked.texts != after.asked.texts and not before.is_filtered
    notes = ["the filters that were off are dropped"] if dropped else []
    if not after.is_filtered:
        marked = f"{after.match_sign} marks the {len(after.matching):,} that they match"
        notes = [f"filters off: {count}; {marked}, f switches them on"]
        if view:
            notes.append(f"still {view}")
    else:
        asked = ", ".join(describe(after.query)) or "no filters"
        notes.insert(0, f"{asked}: {count}; backspace goes back")
    return "; ".join(notes)


def _read_query(index: Index, asked: Asked) -> Query:
    wanted = select.read_filters(index, asked.texts)
    return Query(wanted, (), asked.together, asked.reverse, asked.limit, "by_day")


def _render_event(answers: Answers, event_id: str, layout: Layout) -> Sheet:
    details = answers.fetch_details(event_id)
    command = answers.write_command(f"event {event_id} --limit {details.all_following}")
    unordered = answers.find_unordered(event_id, _MOST_OPEN)
    rest = [Page("unordered", event_id)] if unordered.rest else []
    linked = [link.event for link in (*details.before, *details.following)]
    links = _number_links([*_list_pages(unordered.events), *rest, *_list_pages(linked)])
    labels = [link.label for link in links]
    return Sheet(render_event(details, command, layout, labels, unordered), links)


def _list_pages(events: Iterable[ListedEvent]) -> Iterator[Page]:
    return (Page("event", event.id) for event in events)


def _render_unordered(answers: Answers, event_id: str, layout: Layout) -> Sheet:
    unordered = answers.find_unordered(event_id, _MOST_JUDGED)
    links = _number_links(_list_pages(unordered.events))
    labels = [link.label for link in links]
    details = answers.fetch_details(event_id)
    return Sheet(render_unordered(details, unordered, labels, layout), links)


def _render_causes(answers: Answers, event_id: str, layout: Layout) -> Sheet:
    from oai_timeline.query import causes
    from oai_timeline.views.causes import render_causes

    why = causes.fetch_why(answers.index, event_id, causes.Reach(2, _FOLLOWING))
    above, below = (tree.nodes if tree else [] for tree in (why.causes, why.consequences))
    drawn = [*reversed(above), *below]
    nearest = sorted(range(len(drawn)), key=lambda place: drawn[place].depth)[: len(_LABELS)]
    numbers = dict(zip(sorted(nearest), _LABELS, strict=False))
    links = [
        Link(numbers.get(place, _NO_LABEL), Page("event", node.event.id))
        for place, node in enumerate(drawn)
    ]
    more = [("further steps", answers.write_command(f"why {event_id} --depth 9"))]
    hints = more if any(node.beyond for node in drawn) else []
    labels = {link.page.id: link.label for link in links}
    tree = render_causes(why, hints, layout, labels)
    return Sheet(join_sections(tree, _render_order_only(answers, event_id, layout)), links)


def _render_order_only(answers: Answers, event_id: str, layout: Layout) -> Iterator[Line]:
    """Say how many linked events the tree lacks, as they only came earlier or later."""
    details = answers.fetch_details(event_id)
    links = ((details.before, "earlier"), (details.following, "later"))
    counts = [
        f"{count} {word}"
        for found, word in links
        if (count := sum(link.key != "because" for link in found))
    ]
    if counts:
        note = f"not here, as only their order is known: {', '.join(counts)}; see the event's page"
        yield from paragraph(Span(note, "quiet"), min(layout.width, MEASURE))


def _render_accounts(answers: Answers, event_id: str, layout: Layout) -> Sheet:
    details = answers.fetch_details(event_id)
    accounts = details.accounts
    nothing: list[Line] = [[Span("No accounts that differ are recorded for this event.", "quiet")]]
    return Sheet(
        list(
            join_sections(
                _render_title(details.event, layout),
                side_by_side(accounts, layout) if accounts else nothing,
            )
        )
    )


def _render_sources(answers: Answers, event_id: str, layout: Layout) -> Sheet:
    details = answers.fetch_details(event_id)
    items = [(cite(one, layout), one["title"], one["id"]) for one in details.record["sources"]]
    return _menu(details, "Sources", items, "source", layout)


def _render_viewpoints(answers: Answers, event_id: str, layout: Layout) -> Sheet:
    details = answers.fetch_details(event_id)
    items = [(cite(one, layout), one["title"], one["id"]) for one in details.record["sources"]]
    return _menu(details, "The timeline according to", items, "according to", layout)


def _render_people(answers: Answers, event_id: str, layout: Layout) -> Sheet:
    details = answers.fetch_details(event_id)
    record, symbols = details.record, layout.symbols
    people = [(symbols.by, one) for one in record["actors"]]
    people += [(symbols.about, one) for one in record["about"]]
    items = [(f"{sign} {layout.text(one['name'])}", None, one["id"]) for sign, one in people]
    return _menu(details, "Who took part", items, "actor", layout)


def _menu(
    details: EventDetails,
    title: str,
    items: Sequence[tuple[str, str | None, str]],
    kind: str,
    layout: Layout,
) -> Sheet:
    """Return a page with links to pages of a kind: for each a text, more of it, and an id."""
    links = _number_links(Page(kind, one) for *_, one in items)
    lines = [
        line
        for link, (text, more, _) in zip(links, items, strict=True)
        for line in _render_item(link.label, text, more, layout)
    ]
    nothing: list[Line] = [[Span("  the timeline names nobody and nothing here", "quiet")]]
    sections = join_sections(_render_title(details.event, layout), entitle(title, lines or nothing))
    return Sheet(sections, links)


def _render_item(label: str, text: str, more: str | None, layout: Layout) -> Iterator[Line]:
    digit = Column(Span(label, "command"), 2)
    room = max(min(layout.width, MEASURE) - _INDENT - digit.width - digit.gap, 10)
    texts = [Span(text, "source"), *([Span(layout.text(more), "quiet")] if more else [])]
    return columns(digit, Column(texts, room), indent=_INDENT)


def _render_title(event: ListedEvent, layout: Layout) -> Iterator[Line]:
    yield from render_head(event, layout.width, layout)
    yield from paragraph(Span(layout.text(event.title), "title"), min(layout.width, MEASURE))


def _render_source(answers: Answers, source_id: str, layout: Layout) -> Sheet:
    from oai_timeline.query import bibliography
    from oai_timeline.views.bibliography import render_source_details

    details = bibliography.fetch_source_details(answers.index, source_id)
    return Sheet(list(render_source_details(details, layout)))


def _render_actor(answers: Answers, actor_id: str, layout: Layout) -> Sheet:
    from oai_timeline.query import actors
    from oai_timeline.views.actors import render_card

    details = actors.fetch_actor_details(answers.index, actor_id)
    link = Link(_LABELS[0], Page("filter", actor_id))
    hint = [Span(link.label, "command"), Span("the list of events: "), Span(f"--actor {actor_id}")]
    return Sheet(join_sections(render_card(details, layout), [hint]), [link])


def _render_lanes(answers: Answers, _: str, layout: Layout) -> Sheet:
    """Return a chart of all actors; the labels of its times stay in sight."""
    chart = fetch_lanes(answers.index, answers.query._replace(limit=None, reverse=False))
    if not chart.lanes:
        return Sheet([[Span("Nothing to draw: no event here is dated closely.", "quiet")]])
    count = len(chart.lanes)
    lines = list(render_lanes(chart, answers.describe(), count, count, layout))
    start = lines.index([]) + 1
    end = next(at for at in range(start, len(lines)) if lines[at][0].text.strip())
    return Sheet(lines, sticky=range(start, end))


def _render_state(answers: Answers, event_id: str, layout: Layout) -> Sheet:
    from oai_timeline.query.state import fetch_state
    from oai_timeline.views.state import render_state

    details = answers.fetch_details(event_id)
    state = fetch_state(answers.index, details.event.date, None)
    return Sheet(join_sections(_explain_offices(answers, layout), render_state(state, layout)))


def _explain_offices(answers: Answers, layout: Layout) -> Iterator[Line]:
    """Say how many offices a point of view leaves out, which events may tell of all the same."""
    ((known, total),) = answers.index.fetch(
        "SELECT (SELECT count(*) FROM office), (SELECT count(*) FROM main.office)"
    )
    if known < total:
        why = "come later, or have no date" if answers.asked.as_known_on else "are others"
        note = f"{total - known:,} of {format_count(total, 'office')} not here: their sources {why}"
        yield from paragraph(Span(note, "warning"), min(layout.width, MEASURE))


def _render_help(answers: Answers, _: str, layout: Layout) -> Sheet:
    from oai_timeline.browse.help import render_help

    return Sheet(render_help(answers.write_list_command(), layout))


_PAGES: dict[str, Callable[[Answers, str, Layout], Sheet]] = {
    "event": _render_event,
    "unordered": _render_unordered,
    "causes": _render_causes,
    "accounts": _render_accounts,
    "sources": _render_sources,
    "source": _render_source,
    "point of view": _render_viewpoints,
    "who": _render_people,
    "actor": _render_actor,
    "lanes": _render_lanes,
    "state": _render_state,
    "help": _render_help,
}


_TABLES = {**dict.fromkeys(ABOUT_EVENT, "event"), "source": "source", "actor": "actor"}
"""The table that has what a page is about, where that may be gone."""


def page_text(lines: Iterable[Line]) -> str:
    """Return lines as plain text."""
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines) + "\n"
