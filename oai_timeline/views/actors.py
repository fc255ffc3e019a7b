"""Actors: all of them with counts, or the details and the events of some."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.plural import format_count
from oai_timeline.query.actors import ActorCount, ActorDetails
from oai_timeline.views.blocks import (
    Column,
    columns,
    flow,
    join_sections,
    paragraph,
    render_notes,
    stack,
)
from oai_timeline.views.cells import list_cells, mark_coarse
from oai_timeline.views.dates import date_printer
from oai_timeline.views.day_list import Entry, render_entries
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import Events, Head, explain_role, format_total, render_list_head
from oai_timeline.views.plain import align, plain_cell
from oai_timeline.views.rows import list_pieces
from oai_timeline.views.tenure import TermEnd, format_tenure
from oai_timeline.views.text import MEASURE, Line, Span, display_width, join, widest

Roles = Mapping[str, Collection[str]]
"""The roles that an actor had in events, by their ids: `by`, `about` or both."""
ROLES = ("by", "about")
_INDENT = 2
_LEAST_BAR, _MOST_BAR = 8, 48
_LEAST_NAME, _MOST_NAME = 10, 32


class CommonEvents(NamedTuple):
    """The events that actors have in common; the last `coarse` are dated only to a longer span.

    `roles` has the roles of an actor by the ids of events, if there is only one actor.
    """

    events: Events
    coarse: int
    roles: Roles


class _Office(NamedTuple):
    """An office and its organisation, and when a term of it began and ended."""

    text: Span
    since: TermEnd
    until: TermEnd


def render_actors(actors: Sequence[ActorCount], head: Head, layout: Layout) -> Iterator[Line]:
    """Render actors with the number of events done by them and about them."""
    return join_sections(_render_actors_head(actors, head, layout), _render_counts(actors, layout))


def _render_actors_head(actors: Sequence[ActorCount], head: Head, layout: Layout) -> Iterator[Line]:
    if actors:
        total = format_total(len(actors), head.total, "actor")
        notes = [total, *map(layout.text, head.asked)]
        yield from render_notes(notes, layout.width, f" {layout.symbols.no_clock} ")
        signs = (explain_role(role, layout) for role in ROLES)
        yield from render_notes(["events in all", *signs], layout.width, "  ")


def _render_counts(actors: Sequence[ActorCount], layout: Layout) -> Iterator[Line]:
    most = max((actor.events for actor in actors), default=1) or 1
    digits = len(str(most))
    names = [Span(layout.text(actor.name), "who") for actor in actors]
    count_width = 2 * (digits + display_width(layout.symbols.by)) + 4
    room = layout.width - digits - 4 - count_width
    name_width = min(widest(name.text for name in names), room, _MOST_NAME)
    has_room = room >= min(widest(name.text for name in names), _LEAST_NAME)
    bar_width = layout.width - digits - 2 - (name_width + 2) - (count_width + 2)
    for actor, name in zip(actors, names, strict=True):
        events = Span(f"{actor.events:>{digits}}", "time")
        counts = Span(_format_role_counts(actor, digits, layout), "quiet")
        if not has_room:
            yield from stack([events, name], [counts], layout.width)
            continue
        row = [
            Column(events, digits),
            Column(name, name_width),
            Column(counts, count_width),
        ]
        if bar_width >= _LEAST_BAR:
            length = ceil(min(_MOST_BAR, bar_width) * actor.events / most)
            row.append(Column(Span(layout.symbols.bar * length, "bar"), bar_width))
        yield from columns(*row)


def plain_actors(actors: Sequence[ActorCount], layout: Layout) -> Iterator[Line]:
    """Write one actor per line, with the number of events done by it and about it."""
    symbols = layout.symbols
    return align(
        [
            plain_cell(str(actor.events), "time"),
            plain_cell(layout.text(actor.name), "who"),
            plain_cell(f"{symbols.by} {actor.by}", "quiet"),
            plain_cell(f"{symbols.about} {actor.about}", "quiet"),
            plain_cell(actor.id, "quiet"),
        ]
        for actor in actors
    )


def render_actor_details(
    actors: Sequence[ActorDetails], common: CommonEvents, head: Head, layout: Layout
) -> Iterator[Line]:
    """Render the details of an actor and its events by day, with signs for its roles.

    Of several actors, render who they are and their common events.
    """
    events, coarse, roles = common
    entries = [
        Entry(event, list_pieces(event, layout), _format_roles(event, roles, layout))
        for event in events
    ]
    render = render_card if len(actors) == 1 else _introduce
    used = {role for event in events for role in roles.get(event.id, ())}
    signs = [explain_role(role, layout) for role in ROLES if role in used]
    return join_sections(
        *(render(actor, layout) for actor in actors),
        render_list_head(events, head, layout, signs),
        render_entries(entries, coarse, layout, with_ids=head.with_ids),
    )


def plain_actor_details(
    actors: Sequence[ActorDetails], common: CommonEvents, layout: Layout
) -> Iterator[Line]:
    """Write the details of actors, and the cells of their common events, the last for roles."""
    events, coarse, roles = common
    return join_sections(
        *(_plain_card(actor, layout) for actor in actors),
        align(
            [
                *list_cells(event, layout, is_coarse=is_coarse),
                *([_format_roles(event, roles, layout)] if roles else []),
            ]
            for event, is_coarse in mark_coarse(events, coarse)
        ),
    )


def _format_roles(event: ListedEvent, roles: Roles, layout: Layout) -> Span:
    """Return the signs of the roles that an actor had in an event."""
    signs = {"by": layout.symbols.by, "about": layout.symbols.about}
    held = roles.get(event.id, ())
    signs_held = "".join(signs[role] for role in ROLES if role in held)
    return Span(signs_held, "who" if "by" in held else "quiet")


def _format_role_counts(actor: ActorCount, digits: int, layout: Layout) -> str:
    """Return the number of events done by an actor and about it, in so many digits."""
    symbols = layout.symbols
    return f"{symbols.by} {actor.by:>{digits}}  {symbols.about} {actor.about:>{digits}}"


def _introduce(details: ActorDetails, layout: Layout) -> Iterator[Line]:
    """Render who an actor is."""
    yield from flow(_format_identity(details.actor, layout), layout.width)
    if details.note:
        note = Span(layout.text(details.note))
        yield from paragraph(note, min(layout.width, MEASURE), _INDENT)


def render_card(details: ActorDetails, layout: Layout) -> Iterator[Line]:
    """Render who an actor is, the offices, and with whom the actor is mentioned most often."""
    width = min(layout.width, MEASURE)
    yield from _introduce(details, layout)
    yield from _render_offices(details, layout)
    for spans in _list_counts(details, layout):
        yield from flow(spans, width, _INDENT, " ")


def _plain_card(details: ActorDetails, layout: Layout) -> Iterator[Line]:
    """Write the same, each text on a line."""
    yield join(_format_identity(details.actor, layout))
    if details.note:
        yield [Span(" " * _INDENT), plain_cell(layout.text(details.note))]
    yield from _plain_offices(details, layout)
    for spans in _list_counts(details, layout):
        yield [Span(" " * _INDENT), *join(spans, " ")]


def _format_identity(actor: ActorCount, layout: Layout) -> list[Span]:
    return [
        Span(layout.text(actor.name), "title"),
        Span(actor.type or "actor", "quiet"),
        Span(actor.id, "quiet"),
    ]


def _list_counts(details: ActorDetails, layout: Layout) -> Iterator[list[Span]]:
    """Yield how many events an actor has, and the actors that most of them are shared with."""
    actor, symbols = details.actor, layout.symbols
    parts = ((symbols.by, actor.by, "done by"), (symbols.about, actor.about, "about"))
    counts = ", ".join(f"{sign} {count} {what}" for sign, count, what in parts if count)
    total = format_count(actor.events, "event")
    yield [Span(f"{total}: {counts}" if counts else total, "quiet")]
    if details.companions:
        names = [f"{layout.text(other.name)} ({other.events})" for other in details.companions]
        texts = ["Most often with", *(f"{name}," for name in names[:-1]), names[-1]]
        yield [Span(text, "quiet") for text in texts]


def _list_offices(details: ActorDetails, layout: Layout) -> list[_Office]:
    """Return the offices of an actor, with dates printed in the layout's zone."""
    offices = [
        _Office(
            Span(layout.text(f"{term.office}, {term.of}")),
            TermEnd(term.since, term.since_printed),
            TermEnd(term.until, term.until_printed),
        )
        for term in details.offices
    ]
    if layout.zone == details.zone:
        return offices
    print_date = date_printer(details.zone, layout.zone)

    def print_end(end: TermEnd) -> TermEnd:
        return TermEnd(end.text, print_date(end.text) if end.text else None)

    return [_Office(text, print_end(since), print_end(until)) for text, since, until in offices]


def _render_offices(details: ActorDetails, layout: Layout) -> Iterator[Line]:
    """Render offices beside the words on their dates, or above them where one has no room."""
    rows = [
        (text, layout.text(format_tenure(since.without_zone(), until.without_zone())))
        for text, since, until in _list_offices(details, layout)
    ]
    widths = widest(text.text for text, _ in rows), widest(dates for _, dates in rows)
    for text, dates in rows:
        if _INDENT + widths[0] + 2 + widths[1] <= layout.width:
            words = Column(Span(dates, "quiet"), widths[1])
            yield from columns(Column(text, widths[0]), words, indent=_INDENT)
        else:
            yield from paragraph(text, layout.width, _INDENT)
            yield from paragraph(Span(dates, "quiet"), layout.width, 2 * _INDENT)


def _plain_offices(details: ActorDetails, layout: Layout) -> Iterator[Line]:
    rows = [
        [plain_cell(text.text), plain_cell(layout.text(format_tenure(since, until)), "quiet")]
        for text, since, until in _list_offices(details, layout)
    ]
    return align(rows, _INDENT)
