"""Parts that views of events share."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oai_timeline.model.certainty import MEANINGS
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.perspective import ACCORDING_TO
from oai_timeline.model.plural import format_count
from oai_timeline.views.blocks import flow, render_notes
from oai_timeline.views.dates import format_date, format_full_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, join

Events = Sequence[ListedEvent]
_BY_ALL = "by all sources, not this one alone"
_NO_SIGN = "no sign: certainty not given"


class Head(NamedTuple):
    """What the head of a list says: how many entries match, and a phrase for each filter.

    `with_ids` asks for the events' ids. `remark` follows the number of events. `perspective` is the
    point of view, which may be one of the phrases, too.
    """

    total: int
    asked: Sequence[str] = ()
    with_ids: bool = False
    remark: str = ""
    perspective: str = ""


def render_head(event: ListedEvent, width: int, layout: Layout) -> Iterator[Line]:
    """Render the date of an event, how certain it is, and its id."""
    return flow([Span(format_date(event, layout), "time"), *_list_marks(event, layout)], width)


def plain_head(event: ListedEvent, layout: Layout) -> Iterator[Line]:
    """Write the date of an event, how certain it is, and its id."""
    yield join([Span(format_full_date(event, layout), "time"), *_list_marks(event, layout)])


def _list_marks(event: ListedEvent, layout: Layout) -> list[Span]:
    sign = format_sign(event, layout)
    marks = [
        sign._replace(text=f"{sign.text} {event.certainty or ''}".strip()),
        Span(event.id, "quiet"),
    ]
    return [mark for mark in marks if mark.text]


def format_sign(event: ListedEvent, layout: Layout) -> Span:
    """Return the sign of an event's certainty, empty if it has none."""
    return Span(layout.symbols.certainty(event.certainty), event.certainty or "")


def format_people(event: ListedEvent, layout: Layout) -> list[Span]:
    """Return whom an event was done by and whom it was about, as far as it names them."""
    symbols = layout.symbols
    roles = ((symbols.by, event.actors, "who"), (symbols.about, event.about, "quiet"))
    return [Span(f"{sign} {layout.names(names)}", style) for sign, names, style in roles if names]


def render_list_head(
    events: Events, head: Head, layout: Layout, other_signs: Sequence[str] = ()
) -> Iterator[Line]:
    """Say how many events a list has, what was asked for, the zone, and what its signs mean."""
    if not events:
        return
    notes = [
        format_total(len(events), head.total, "event") + layout.text(head.remark),
        *map(layout.text, head.asked),
    ]
    signs = list(other_signs)
    if not all(event.order_known for event in events):
        signs.insert(0, f"{layout.symbols.rail} order not established")
    yield from render_notes_and_signs(notes, events, signs, layout, head.perspective)


def format_total(shown: int, total: int, noun: str) -> str:
    """Return how many of something a list has, and of how many if it leaves some out."""
    count = format_count(total, noun)
    return f"{shown:,} of {count}" if shown < total else count


def explain_roles(events: Events, layout: Layout) -> list[str]:
    """Return what the signs of the roles mean that actors have in some events."""
    roles = {"by": any(one.actors for one in events), "about": any(one.about for one in events)}
    return [explain_role(role, layout) for role, is_used in roles.items() if is_used]


def explain_role(role: str, layout: Layout) -> str:
    """Return what the sign of a role, `by` or `about`, means."""
    symbols = layout.symbols
    return f"{symbols.by} done by" if role == "by" else f"{symbols.about} about"


def render_notes_and_signs(
    notes: Sequence[str], events: Events, signs: Sequence[str], layout: Layout, perspective: str
) -> Iterator[Line]:
    """Render notes on some events and the zone of their times; explain their signs, and others.

    `perspective` is the point of view, empty if there is none.
    """
    gap = f" {layout.symbols.no_clock} "
    zone = layout.describe_zone(map(layout.print_date, events))
    yield from render_notes([*notes, zone], layout.width, gap)
    certainties = _explain_signs(events, layout)
    judged = explain_judgement(perspective) if certainties else ""
    notes = [f"certainty {judged}"] if judged else []
    yield from render_notes([*certainties, *signs, *notes], layout.width, "  ")


def explain_judgement(perspective: str) -> str:
    """Return by what certainty is judged from a point of view in words, empty if that is plain."""
    return _BY_ALL if perspective.startswith(ACCORDING_TO) else ""


def _explain_signs(events: Events, layout: Layout) -> list[str]:
    """Return what the signs of some events mean, and that others have none."""
    used = {event.certainty for event in events}
    signs = [f"{layout.symbols.certainty(name)} {name}" for name in MEANINGS if name in used]
    return [*signs, _NO_SIGN] if signs and None in used else signs
