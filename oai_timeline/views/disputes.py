"""Events whose sources differ, each with its accounts side by side."""

from collections.abc import Iterator, Sequence

from oai_timeline.query.disputes import Dispute
from oai_timeline.views.accounts import one_line, side_by_side
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, in_a_row, wrap
from oai_timeline.views.table import head, legend


def disputes(found: Sequence[Dispute], loose: int, look: Look) -> Screen:
    """Lay out events in the order given; the last `loose` ones are dated only to a longer span."""
    return Screen(_disputes(found, loose, look))


def _disputes(found: Sequence[Dispute], loose: int, look: Look) -> Iterator[Line]:
    shown = []
    for number, one in enumerate(found):
        if number:
            yield []
        is_loose = number >= len(found) - loose
        entry = one.entry._replace(in_order=one.entry.in_order or is_loose)
        shown.append(entry)
        yield from _head(one._replace(entry=entry), is_loose, look)
        if all(account.is_alike for account in one.accounts):
            yield [Span("  told alike", "quiet")]
        elif look.width is None:
            yield from (one_line(account, look) for account in one.accounts)
        else:
            yield from side_by_side(one.accounts, look, look.width)
    if look.width and shown:
        yield []
        yield from legend(shown, look, look.width)


def _head(one: Dispute, is_loose: bool, look: Look) -> Iterator[Line]:
    entry = one.entry
    yield from in_a_row(head(entry, look, loose=is_loose), look.width)
    title = look.text(entry.title)
    for line in wrap(title, look.width):
        yield [Span(line, "title")]
