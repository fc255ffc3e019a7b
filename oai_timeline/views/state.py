"""Offices and who held them at a moment."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from oai_timeline.dates.prose import write_short
from oai_timeline.query.state import Handover, HeldOffice, State
from oai_timeline.views.blocks import (
    Column,
    columns,
    entitle,
    flow,
    join_sections,
    paragraph,
    render_notes,
)
from oai_timeline.views.cells import format_iso
from oai_timeline.views.dates import PrintDate, date_printer, format_day, format_for_people
from oai_timeline.views.layout import Layout
from oai_timeline.views.plain import align, plain_cell
from oai_timeline.views.table import render_rows
from oai_timeline.views.text import Line, Span, widest, wrap, wrap_spans

_INDENT = 2
_LEAST = 16
"""The narrowest columns of offices and holders."""
_LEAST_DATE = 10
_UNDECIDED = "~"
_LEGEND = f"{_UNDECIDED} not established whether they held it then"
_UNKNOWN = "not known"


class _Row(NamedTuple):
    """A term as its cells."""

    office: Span
    sign: Span
    holder: Span
    since: Span
    until: Span


class _Widths(NamedTuple):
    """The widths of columns; if that of offices is 0, these are on lines of their own."""

    office: int
    sign: int
    holder: int
    since: int
    until: int


_HEADS = _Row(*(Span(text, "quiet") for text in ("office", "", "holder", "since", "until")))


def format_since(date: str | None, print_date: PrintDate) -> str:
    """Return since when a term was, in words: as much as is known, without the zone."""
    return _UNKNOWN if date is None else _format_bounds(date, print_date)


def format_until(date: str | None, print_date: PrintDate) -> str:
    """Return until when a term was, likewise; `now` if it is still open."""
    if date is None:
        return _UNKNOWN
    return "now" if date == ".." else _format_bounds(date, print_date)


def _format_bounds(date: str, print_date: PrintDate) -> str:
    first, is_interval, last = date.partition("/")
    start, end = (
        _format_point(point, print_date) if point.strip(".") else "" for point in (first, last)
    )
    if not is_interval:
        return start or _UNKNOWN
    if start and end:
        day = print_date(first).day
        if print_date(last).has_clock and day == print_date(last).day:
            end = end.replace(f"{write_short(day)} ", "")
        return f"between {start} and {end}"
    if start:
        return f"{start} or later"
    return f"by {end}" if end else _UNKNOWN


def _format_point(date: str, print_date: PrintDate) -> str:
    """Return a date that is no interval, in words."""
    return format_for_people(date, print_date(date))


def render_state(state: State, layout: Layout) -> Iterator[Line]:
    """Render who held which office, by organisation, and the last event before that moment."""
    print_date = date_printer(state.zone, layout.zone)
    return join_sections(
        _render_head(state, print_date, layout),
        *_render_offices(state, print_date, layout),
        _render_last_event(state, layout),
    )


def plain_state(state: State, layout: Layout) -> Iterator[Line]:
    """Write one office per line: office, organisation, holder, since, until, how sure, handover.

    How sure is `held`, `undecided`, or `no end known`. Cells are never empty.
    """
    print_date = date_printer(state.zone, layout.zone)

    def format_when(date: str) -> str:
        zone = next((print_date(point).zone for point in date.split("/") if "T" in point), "")
        return f"{_format_when(date, print_date)} {zone}".rstrip()

    handovers = {
        office: "".join(span.text for span in _describe_handover(handover, format_when))
        for handover in state.handovers
        for office in (*handover.leaving, *handover.entering)
    }
    return align(
        [
            plain_cell(layout.text(office.office), "what"),
            plain_cell(layout.text(office.organisation_name)),
            plain_cell(layout.text(office.holder_name), "who"),
            plain_cell(layout.text(_plain_date(office.since, print_date)), "time"),
            plain_cell(layout.text(_plain_date(office.until, print_date)), "time"),
            plain_cell(_describe_sureness(office), "quiet"),
            plain_cell(layout.text(handovers.get(office, "")), "quiet"),
        ]
        for office in state.offices
    )


def _plain_date(date: str | None, print_date: PrintDate) -> str:
    if date is None or date == "..":
        return "now" if date else "?"
    return format_iso(print_date(date))


def _describe_sureness(office: HeldOffice) -> str:
    if office.is_undecided:
        return "undecided"
    return "held" if office.until else "no end known"


def _render_head(state: State, print_date: PrintDate, layout: Layout) -> Iterator[Line]:
    """Say which moment and which offices were asked for, the zone, and what the sign means."""
    moment, weekday = _format_moment(state, print_date, layout)
    perspective = [state.perspective] if state.perspective else []
    zone = layout.describe_zone(map(print_date, _list_dates(state)))
    notes = map(layout.text, [f"{moment}{weekday}", *state.asked, *perspective, zone])
    first, *others = render_notes(notes, layout.width, f" {layout.symbols.no_clock} ")
    text = "".join(span.text for span in first)
    at = len(moment) if text.startswith(moment) else 0
    yield [Span(text[:at], "day"), Span(text[at:], "quiet")]
    yield from others
    if any(office.is_undecided for office in state.offices):
        yield from paragraph(Span(_LEGEND, "quiet"), layout.width)


def _format_moment(state: State, print_date: PrintDate, layout: Layout) -> tuple[str, str]:
    """Return the moment asked for, and what follows it: its weekday, or which moment it is."""
    if state.moment is None:
        end = layout.local_time(state.earliest)
        return ("" if end is None else _format_minute(end)), "  end of the last event"
    if state.moment == "..":
        return "any time", ""
    moment = print_date(state.moment)
    weekday = [] if "/" in state.moment else format_day(moment.day)[1:]
    text = format_for_people(state.moment, moment)
    return text, "".join(span.text for span in weekday)


def _format_minute(local: int) -> str:
    from oai_timeline.dates.days import format_local

    day, _, clock = format_local(local).partition("T")
    return f"{write_short(day)} {clock[:5]}"


def _list_dates(state: State) -> Iterator[str]:
    """Yield all dates that are shown."""
    dates = (date for office in state.offices for date in (office.since, office.until))
    yield from filter(None, (state.moment, *dates))


def _render_offices(state: State, print_date: PrintDate, layout: Layout) -> list[list[Line]]:
    """Render the offices of each organisation in the columns that take the fewest lines."""
    rows = [_make_row(office, print_date, layout) for office in state.offices]
    if not rows:
        return []
    sentences = _place_sentences(state, print_date, layout)
    choices: list[_Widths | None] = [*_share_width(rows, layout)] or [None]
    rendered = [_render_sections(state, rows, sentences, one, layout) for one in choices]
    return min(rendered, key=lambda sections: sum(map(len, sections)))


def _make_row(office: HeldOffice, print_date: PrintDate, layout: Layout) -> _Row:
    return _Row(
        Span(layout.text(office.office), "what"),
        Span(_UNDECIDED if office.is_undecided else "", "quiet"),
        Span(layout.text(office.holder_name), "who"),
        *(
            Span(layout.text(date), "quiet" if date == _UNKNOWN else "")
            for date in (
                format_since(office.since, print_date),
                format_until(office.until, print_date),
            )
        ),
    )


def _share_width(rows: Sequence[_Row], layout: Layout) -> Iterator[_Widths]:
    """Yield the ways to share the width: dates on one line or on more, offices beside or above."""
    cells = [*rows, _HEADS]
    office, sign, holder, *whole = (widest(row[at].text for row in cells) for at in range(5))
    holder = min(holder, max(layout.width // 4, _LEAST))
    broken = [widest(part.text for row in cells for part in _break_date(row[at])) for at in (3, 4)]
    gaps = 2 * len(broken) + bool(sign)
    left = max(layout.width - 2 * _INDENT - sign - holder - gaps, 2 * _LEAST_DATE)
    until = min(broken[1], max(left - broken[0], left // 2))
    for dates in (whole, broken, [min(broken[0], left - until), until]):
        widths = _Widths(0, sign, holder, *dates)
        room = layout.width - _INDENT - sum(widths) - gaps
        if room - 2 >= min(office, _LEAST):
            yield widths._replace(office=min(office, room - 2))
        if room >= _INDENT:
            yield widths


def _break_date(date: Span) -> list[Span]:
    """Break a date before its second bound."""
    first, gap, second = date.text.partition(" and ")
    return [date._replace(text=first), date._replace(text=f"and {second}")] if gap else [date]


def _render_sections(
    state: State,
    rows: Sequence[_Row],
    sentences: Mapping[int, Sequence[Line]],
    widths: _Widths | None,
    layout: Layout,
) -> list[list[Line]]:
    """Render the offices of each organisation in columns, or without if there are no widths."""
    sections: list[list[Line]] = []
    before: HeldOffice | None = None
    for place, (office, row) in enumerate(zip(state.offices, rows, strict=True)):
        shown = row
        if before is None or before.organisation != office.organisation:
            title = Span(layout.text(office.organisation_name), "title")
            sections.append(list(paragraph(title, layout.width)))
        elif before.office == office.office:
            shown = row._replace(office=Span(""))
        sections[-1] += _render_row(shown, widths, layout)
        sections[-1] += _render_sentences(sentences.get(place, ()), layout)
        before = office
    if widths:
        sections[0][:0] = _render_row(_HEADS, widths, layout)
    return sections


def _render_row(row: _Row, widths: _Widths | None, layout: Layout) -> Iterator[Line]:
    """Render a term in columns; its office is above it if that has no column."""
    indent = _INDENT
    if widths is None or not widths.office:
        if row.office.text:
            yield from paragraph(row.office, layout.width, indent)
        indent += _INDENT
    if widths is None:
        yield from flow(
            [row.sign, row.holder] if row.sign.text else [row.holder], layout.width, indent, " "
        )
        term = layout.text(f"{row.since.text} → {row.until.text}")
        yield from paragraph(Span(term), layout.width, indent + _INDENT)
    else:
        cells = (
            Column(row.office, widths.office),
            Column(row.sign, widths.sign, 1),
            Column(row.holder, widths.holder),
            Column(_fit_date(row.since, widths.since), widths.since),
            Column(_fit_date(row.until, widths.until), widths.until),
        )
        yield from columns(*(cell for cell in cells if cell.width), indent=indent)


def _fit_date(date: Span, width: int) -> list[Span]:
    """Return a date as the spans, one below another, that take the fewest lines."""
    choices = (_break_date(date), [date])
    return min(choices, key=lambda parts: sum(len(wrap(part.text, width)) for part in parts))


def _render_sentences(sentences: Iterable[Line], layout: Layout) -> Iterator[Line]:
    indent = 2 * _INDENT
    for sentence in sentences:
        for part in wrap_spans(sentence, layout.width - indent):
            yield [Span(" " * indent), *part]


def _place_sentences(
    state: State, print_date: PrintDate, layout: Layout
) -> Mapping[int, Sequence[Line]]:
    """Return a sentence on each handover, by the place of the last office that it is about."""
    day = print_date(state.moment).day if state.moment else ""

    def format_when(date: str) -> str:
        days = {print_date(point).day for point in date.split("/") if point.strip(".")}
        text = _format_when(date, print_date)
        return text.replace(f"{write_short(day)} ", "") if days == {day} else text

    sentences = defaultdict[int, list[Line]](list)
    for handover in state.handovers:
        place = max(map(state.offices.index, (*handover.leaving, *handover.entering)))
        spans = _describe_handover(handover, format_when)
        sentences[place].append([span._replace(text=layout.text(span.text)) for span in spans])
    return sentences


def _describe_handover(handover: Handover, format_when: Callable[[str], str]) -> Line:
    """Return a sentence on a handover: at one time, or at what is known of each time."""
    leaving = _group_by_date((one.until, one.holder_name) for one in handover.leaving)
    entering = _group_by_date((one.since, one.holder_name) for one in handover.entering)
    link = "or" if handover.is_alternative else "and"
    if len(leaving) == 1 and leaving.keys() == entering.keys():
        ((date, old),) = leaving.items()
        return [
            *_list_names(old),
            Span(f" until, {link} "),
            *_list_names(entering[date]),
            Span(f" from, {format_when(date)}"),
        ]
    sentence: Line = []
    for word, dates in (("until", leaving), ("from", entering)):
        for date, names in dates.items():
            when = f" {word} {format_when(date)}".replace(" from by ", " by ")
            sentence += [Span(", " if sentence else ""), *_list_names(names), Span(when)]
    return sentence


def _format_when(date: str, print_date: PrintDate) -> str:
    text = _format_bounds(date, print_date)
    return f"some time {text}" if text.startswith("between ") else text


def _group_by_date(pairs: Iterable[tuple[str | None, str]]) -> Mapping[str, list[str]]:
    groups = defaultdict[str, list[str]](list)
    for date, name in pairs:
        groups[date or ""].append(name)
    return groups


def _list_names(names: Sequence[str]) -> Line:
    """Return names as a list in a sentence."""
    gaps = [""] + [", "] * (len(names) - 2) + [" and "] * (len(names) > 1)
    pairs = zip(gaps, names, strict=True)
    return [span for gap, name in pairs for span in (Span(gap), Span(name, "who"))]


def _render_last_event(state: State, layout: Layout) -> Iterator[Line]:
    """Render the last event, with what its sign means."""
    if state.last_event is None:
        return iter(())
    certainty = state.last_event.certainty
    title = "the last event before" if state.moment else "the last event"
    if certainty:
        title += f"  {layout.symbols.certainty(certainty)} {certainty}"
    return entitle(title, render_rows([state.last_event], 0, layout), "quiet")
