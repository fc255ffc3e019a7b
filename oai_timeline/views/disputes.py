"""Events whose sources differ, each with its accounts side by side."""

from collections.abc import Iterator, Sequence

from oai_timeline.query.disputes import Dispute
from oai_timeline.views.accounts import one_line, side_by_side
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import head, legend
from oai_timeline.views.text import Line, Span, StyledText, flow, wrap


def disputes(found: Sequence[Dispute], coarse: int, layout: Layout) -> StyledText:
    """Lay out events in the order given; the last `coarse` ones are dated only to a longer span."""
    return StyledText(_disputes(found, coarse, layout))


def _disputes(found: Sequence[Dispute], coarse: int, layout: Layout) -> Iterator[Line]:
    shown = []
    for number, one in enumerate(found):
        if number:
            yield []
        is_coarse = number >= len(found) - coarse
        event = one.event._replace(order_known=one.event.order_known or is_coarse)
        shown.append(event)
        yield from _head(one._replace(event=event), is_coarse, layout)
        if all(account.is_alike for account in one.accounts):
            yield [Span("  told alike", "quiet")]
        elif layout.width is None:
            yield from (one_line(account, layout) for account in one.accounts)
        else:
            yield from side_by_side(one.accounts, layout, layout.width)
    if layout.width and shown:
        yield []
        yield from legend(shown, layout, layout.width)


def _head(one: Dispute, is_coarse: bool, layout: Layout) -> Iterator[Line]:
    entry = one.event
    yield from flow(head(entry, layout, coarse=is_coarse), layout.width)
    title = layout.text(entry.title)
    for line in wrap(title, layout.width):
        yield [Span(line, "title")]
