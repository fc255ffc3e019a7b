"""Actors: all of them with counts, or the details and the events of some."""

from collections.abc import Iterator, Sequence

from oai_timeline.model.plural import format_count
from oai_timeline.query.actors import ActorCount, ActorDetails, OfficeTerm
from oai_timeline.views.blocks import Column, align, columns, join_sections, paragraph, stack
from oai_timeline.views.dates import FormatEnd, date_printer, format_end, format_full_end
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import Events
from oai_timeline.views.text import MEASURE, UNLIMITED, Line, Span, display_width, widest
from oai_timeline.views.tree import Roles, plain_tree, render_tree

_LEAST_OFFICE = 20
_LEAST_BAR, _MOST_BAR = 8, 48
_LEAST_NAME = 10


def render_actors(actors: Sequence[ActorCount], layout: Layout) -> Iterator[Line]:
    """Render actors with the number of events done by them and about them."""
    most = max((actor.events for actor in actors), default=1) or 1
    digits = len(str(most))
    names = [Span(layout.text(actor.name), "who") for actor in actors]
    count_width = 2 * (digits + display_width(layout.symbols.by)) + 4
    room = layout.width - digits - 4 - count_width
    name_width = min(widest(name.text for name in names), room)
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
            length = min(_MOST_BAR, bar_width) * actor.events // most
            row.append(Column(Span(layout.symbols.bar * length, "bar"), bar_width))
        yield from columns(*row)


def plain_actors(actors: Sequence[ActorCount], layout: Layout) -> Iterator[Line]:
    """Write one actor per line, with the number of events done by it and about it."""
    digits = widest(str(actor.events) for actor in actors)
    return align(
        [
            Span(f"{actor.events:>{digits}}", "time"),
            Span(layout.text(actor.name), "who"),
            Span(_format_role_counts(actor, digits, layout), "quiet"),
            Span(actor.id, "quiet"),
        ]
        for actor in actors
    )


def render_actor_details(
    actors: Sequence[ActorDetails],
    events: Events,
    coarse: int,
    roles: Roles | None,
    layout: Layout,
) -> Iterator[Line]:
    """Render the details of actors, and their common events as a tree."""
    width = min(layout.width, MEASURE)
    return join_sections(
        *(_describe(actor, _render_offices(actor, layout), width, layout) for actor in actors),
        render_tree(events, coarse, roles, layout),
    )


def plain_actor_details(
    actors: Sequence[ActorDetails],
    events: Events,
    coarse: int,
    roles: Roles | None,
    layout: Layout,
) -> Iterator[Line]:
    """Write the details of actors, and their common events as a tree."""
    return join_sections(
        *(_describe(actor, _plain_offices(actor, layout), UNLIMITED, layout) for actor in actors),
        plain_tree(events, coarse, roles, layout),
    )


def _format_role_counts(actor: ActorCount, digits: int, layout: Layout) -> str:
    """Return the number of events done by an actor and about it, in so many digits."""
    symbols = layout.symbols
    return f"{symbols.by} {actor.by:>{digits}}  {symbols.about} {actor.about:>{digits}}"


def _describe(
    details: ActorDetails, offices: Iterator[Line], width: int, layout: Layout
) -> Iterator[Line]:
    actor, symbols = details.actor, layout.symbols
    yield [Span(layout.text(actor.name), "title"), Span("  "), Span(actor.id, "quiet")]
    parts = ((symbols.by, actor.by, "done by"), (symbols.about, actor.about, "about"))
    counts = ", ".join(f"{sign} {count} {what}" for sign, count, what in parts if count)
    what = f"  {actor.type or 'actor'}, {format_count(actor.events, 'event')}"
    yield [Span(f"{what} ({counts})" if counts else what, "quiet")]
    if details.note:
        yield from paragraph(Span(layout.text(details.note)), width, 2)
    yield from offices
    if details.companions:
        names = [f"{layout.text(other.name)} ({other.events})" for other in details.companions]
        companions = Span(f"Most often with {', '.join(names)}", "quiet")
        yield from paragraph(companions, width, 2)


def _list_terms(details: ActorDetails, layout: Layout) -> list[OfficeTerm]:
    """Return the terms of an actor, with dates printed in the layout's zone."""
    if layout.zone == details.zone:
        return details.offices
    print_date = date_printer(details.zone, layout.zone)
    return [
        term._replace(
            since_printed=print_date(term.since) if term.since else None,
            until_printed=print_date(term.until) if term.until else None,
        )
        for term in details.offices
    ]


def _format_term(term: OfficeTerm, write: FormatEnd, layout: Layout) -> str:
    since, until = write(term.since, term.since_printed), write(term.until, term.until_printed)
    return layout.text(f"{since} → {until}")


def _render_offices(details: ActorDetails, layout: Layout) -> Iterator[Line]:
    terms = _list_terms(details, layout)
    dates = [_format_term(term, format_end, layout) for term in terms]
    date_width = widest(dates)
    room = layout.width - date_width - 4
    for term, date in zip(terms, dates, strict=True):
        office = Span(layout.text(f"{term.office}, {term.of}"))
        if room >= _LEAST_OFFICE:
            row = Column(Span(date, "time"), date_width), Column(office, room)
            yield from columns(*row, indent=2)
        else:
            yield from stack([Span(date, "time")], [office], layout.width, 2)


def _plain_offices(details: ActorDetails, layout: Layout) -> Iterator[Line]:
    rows = [
        [
            Span(_format_term(term, format_full_end, layout), "time"),
            Span(layout.text(f"{term.office}, {term.of}")),
        ]
        for term in _list_terms(details, layout)
    ]
    return align(rows, 2)
