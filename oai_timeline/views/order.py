"""The order of pairs of events: a sentence for each, and the evidence."""

from collections.abc import Iterator, Sequence
from itertools import chain

from oai_timeline.dates.days import format_local
from oai_timeline.dates.prose import format_short
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.plural import format_count, format_duration
from oai_timeline.model.record import SourceRecord
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.query.pairs import OtherOrder, Pair, Pairs
from oai_timeline.query.precedence import Ground, Order
from oai_timeline.views.accounts import cite
from oai_timeline.views.blocks import Column, columns, join_sections, paragraph, stack
from oai_timeline.views.cells import format_iso_date
from oai_timeline.views.dates import format_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.linked_rows import make_linked_row, render_linked_rows, share_width
from oai_timeline.views.parts import render_notes_and_signs
from oai_timeline.views.plain import align, plain_cell
from oai_timeline.views.table import render_rows
from oai_timeline.views.text import MEASURE, Line, Span

_LABEL, _LEAST = 10, 20
_SENTENCES: dict[Order, str] = {
    "before": "{} came before {}.",
    "after": "{} came after {}.",
    "same": "{} and {} are dated to the same second.",
    "unknown": "It is not established whether {} or {} came first.",
}
_GROUNDS: dict[Ground, str] = {
    "dates": "their dates do not overlap",
    "links": "the later one followed the earlier one",
    "links-and-dates": "their dates overlap, but the chain below leads from one to the other",
    "same-second": "which came first within that second is not established",
    "overlap": "their dates overlap",
    "contradiction": "the timeline contradicts itself: its dates and links give both orders",
}
_QUALIFIED = "a date with ~, ? or % is taken to reach further on both sides"
_KEYS = {"because": "because", "after": "order only", "dates": "by their dates"}
_OTHER_ORDERS: dict[Order, str] = {
    "before": "{} came before {}",
    "after": "{} came after {}",
    "same": "{} and {} were in the same second",
    "unknown": "it is not established whether {} or {} came first",
}
_MINUTE = 60
_SECONDS_PER_YEAR = 31_556_952
"""The mean of the Gregorian calendar."""


def render_order(pairs: Pairs, layout: Layout) -> Iterator[Line]:
    """Render a sentence for each pair of events, and the evidence; of several, first a list."""
    chained = [link.event for pair in pairs.pairs for link in pair.chain]
    notes = [layout.text(pairs.perspective)] if pairs.perspective else []
    signs = []
    is_list = len(pairs.pairs) > 1
    if is_list:
        notes = [format_count(len(pairs.pairs), "pair"), *notes]
        if not all(event.order_known for event in pairs.events):
            signs = [f"{layout.symbols.rail} order not established"]
    return join_sections(
        render_notes_and_signs(notes, [*pairs.events, *chained], signs, layout, pairs.perspective),
        render_rows(pairs.events, 0, layout) if is_list else (),
        *(_render_pair(pair, pairs, layout) for pair in pairs.pairs),
    )


def plain_order(pairs: Pairs, layout: Layout) -> Iterator[Line]:
    """Write a pair per line: its order, the two events, the grounds, and the evidence.

    That is the dates of the two events, how long they are apart at least, the chain, the sources
    of each event, and the orders that accounts give. Cells are never empty.
    """
    return align([_plain_pair(pair, pairs, layout) for pair in pairs.pairs])


def _plain_pair(pair: Pair, pairs: Pairs, layout: Layout) -> list[Span]:
    gap = _format_duration(pair.gap) if pair.gap else ""
    steps = " > ".join(link.event.id for link in pair.chain)
    return [
        plain_cell(pair.order, "title"),
        plain_cell(pair.first.id),
        plain_cell(pair.second.id),
        plain_cell(", ".join(pair.by)),
        plain_cell(format_iso_date(pair.first, layout), "time"),
        plain_cell(format_iso_date(pair.second, layout), "time"),
        plain_cell(gap),
        plain_cell(steps, "quiet"),
        *(
            plain_cell(_cite_all(pairs.sources[event.id], layout), "source")
            for event in (pair.first, pair.second)
        ),
        plain_cell("; ".join(_plain_other(other, layout) for other in pair.others)),
    ]


def _plain_other(other: OtherOrder, layout: Layout) -> str:
    dates = ", ".join(f"{event.id} {format_iso_date(event, layout)}" for event, _ in other.dated)
    return f"{other.order} by {_cite_all(other.sources, layout, ', ')} ({dates})"


def _render_pair(pair: Pair, pairs: Pairs, layout: Layout) -> Iterator[Line]:
    width = min(layout.width, MEASURE)
    sentence = Span(layout.text(_write_sentence(pair, pairs, layout)), "title")
    reasons = [Span(layout.text(text)) for text in _list_reasons(pair, pairs, layout)]
    events = (pair.first, pair.second)
    return chain(
        paragraph(sentence, width),
        _render_evidence("Why", reasons, width),
        _render_steps(pair, layout),
        _render_evidence(
            "Sources", [_list_sources(event, pairs, layout) for event in events], width
        ),
        _render_evidence(
            "But", [_describe_other(other, pair, layout) for other in pair.others], width
        ),
    )


def _write_sentence(pair: Pair, pairs: Pairs, layout: Layout) -> str:
    """Return the answer in a sentence that can be quoted by itself."""
    names = (
        f"“{event.title}” ({format_date(event._replace(words=None), layout)})"
        for event in (pair.first, pair.second)
    )
    sentence = _SENTENCES[pair.order].format(*names)
    if not pairs.perspective:
        return sentence
    lead = f"{pairs.perspective[0].upper()}{pairs.perspective[1:]}"
    return f"{lead}, {sentence[0].lower()}{sentence[1:]}"


def _list_reasons(pair: Pair, pairs: Pairs, layout: Layout) -> Iterator[str]:
    for ground in pair.by:
        reason = _GROUNDS[ground]
        if ground == "dates" and pair.gap:
            reason += f": more than {_format_duration(pair.gap)} lie between them"
        elif ground == "links" and len(pair.chain) > 2:
            reason += f", in {len(pair.chain) - 1} steps"
        elif ground == "overlap" and _have_equal_bounds(pair):
            reason = f"both are dated to the same {pair.first.precision}"
        elif ground == "overlap":
            reason += _describe_overlap(pair, pairs.zone, layout)
        yield reason
    if any(sign in event.date for sign in "~?%" for event in (pair.first, pair.second)):
        yield _QUALIFIED


def _have_equal_bounds(pair: Pair) -> bool:
    first, second = (
        (event.precision, event.earliest, event.latest) for event in (pair.first, pair.second)
    )
    return first == second


def _describe_overlap(pair: Pair, home: str, layout: Layout) -> str:
    """Return the bounds that two dates have in common, as the end of a sentence."""
    if not any("T" in event.date for event in (pair.first, pair.second)):
        layout = Layout(layout.width, home)  # dates without a time never shift
    start, end = (layout.local_time(moment) for moment in pair.overlap or (None, None))
    if start is not None and end is not None:
        return f": both may lie {_format_span(start, end)}"
    if start is not None:
        return f": from {_split(start)[0]} on"
    return "" if end is None else f": until {_split(end - 1)[0]}"


def _format_span(start: int, end: int) -> str:
    """Return the bounds of a span of local time, in seconds, in words."""
    (first_day, first_clock), (last_day, _) = _split(start), _split(end - 1)
    if start % SECONDS_PER_DAY == end % SECONDS_PER_DAY == 0:
        days = f"between {first_day} and {last_day}"
        return f"on {first_day}" if first_day == last_day else days
    if end - start == _MINUTE:
        return f"at {first_clock} on {first_day}"
    last_clock = _split(end)[1] if end % SECONDS_PER_DAY else "24:00"
    if first_day == last_day:
        return f"between {first_clock} and {last_clock} on {first_day}"
    return f"between {first_day} {first_clock} and {last_day} {last_clock}"


def _split(local: int) -> tuple[str, str]:
    """Return the day of a local time in seconds, and its hour and minute."""
    day, _, clock = format_local(local).partition("T")
    return format_short(day), clock[:5]


def _format_duration(seconds: int) -> str:
    """Return a duration in its two largest units, rounded down; in days from two days on."""
    if seconds >= 2 * _SECONDS_PER_YEAR:
        return format_count(seconds // _SECONDS_PER_YEAR, "year")
    if seconds >= 2 * SECONDS_PER_DAY:
        return format_count(seconds // SECONDS_PER_DAY, "day")
    return format_duration(seconds)


def _render_steps(pair: Pair, layout: Layout) -> Iterator[Line]:
    """Render the two events, the earlier first, and those of the chain between them."""
    ends = [pair.first, pair.second]
    steps = [(link.event, _KEYS.get(link.key, "")) for link in pair.chain]
    if not steps:
        steps = [(event, "") for event in (ends[::-1] if pair.order == "after" else ends)]
    widths = share_width([event for event, _ in steps], layout, 2)
    rows = [make_linked_row(event, layout, [f"({note})"] if note else []) for event, note in steps]
    return render_linked_rows(rows, widths)


def _list_sources(event: ListedEvent, pairs: Pairs, layout: Layout) -> Span:
    cited = _cite_all(pairs.sources[event.id], layout) or "no source"
    return Span(f"{event.id}: {cited}", "quiet")


def _cite_all(sources: Sequence[SourceRecord], layout: Layout, separator: str = "; ") -> str:
    return separator.join(cite(source, layout) for source in sources)


def _describe_other(other: OtherOrder, pair: Pair, layout: Layout) -> Span:
    """Return the order that accounts give, with the dates by which they do."""
    dates = " and ".join(f"{event.id} at {format_date(event, layout)}" for event, _ in other.dated)
    order = _OTHER_ORDERS[other.order].format(pair.first.id, pair.second.id)
    return Span(f"{_cite_all(other.sources, layout)}: {dates}; then {order}")


def _render_evidence(label: str, texts: Sequence[Span], width: int) -> Iterator[Line]:
    """Render what is known about a pair in one respect, nothing if that is nothing."""
    if not texts:
        return
    room = width - _LABEL - 4
    if room < _LEAST:
        yield from stack([Span(label, "quiet")], texts, width, 2)
    else:
        yield from columns(
            Column(Span(label, "quiet"), _LABEL), Column(list(texts), room), indent=2
        )
