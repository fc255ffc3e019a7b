"""Events whose sources differ, each with its accounts side by side."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from oai_timeline.query.disputes import Dispute
from oai_timeline.query.event_details import AccountView
from oai_timeline.views.accounts import plain_accounts, side_by_side
from oai_timeline.views.blocks import join_sections
from oai_timeline.views.cells import mark_coarse
from oai_timeline.views.day_list import Entry, list_blocks
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import Head, render_list_head
from oai_timeline.views.rows import list_pieces
from oai_timeline.views.table import plain_rows
from oai_timeline.views.text import Line, Span

_ALIKE = [Span("  the same in both", "quiet")]


def render_disputes(
    disputes: Sequence[Dispute], coarse: int, head: Head, layout: Layout
) -> Iterator[Line]:
    """Render events in the given order; the last `coarse` are dated only to a longer span."""
    events = [dispute.event for dispute in disputes]
    entries = [Entry(event, list_pieces(event, layout)) for event in events]
    blocks = list_blocks(entries, coarse, layout)
    return join_sections(
        render_list_head(events, head, layout),
        *(
            chain(block, _render_accounts(accounts, layout))
            for block, (_, accounts) in zip(blocks, disputes, strict=True)
        ),
    )


def plain_disputes(disputes: Sequence[Dispute], coarse: int, layout: Layout) -> Iterator[Line]:
    """Write events in the given order, one per line, and their accounts, one per indented line."""
    events = mark_coarse([dispute.event for dispute in disputes], coarse)
    blocks = (
        chain(
            plain_rows([event], int(is_coarse), layout),
            [_ALIKE] if _are_alike(accounts) else plain_accounts(accounts, layout),
        )
        for (event, is_coarse), (_, accounts) in zip(events, disputes, strict=True)
    )
    return join_sections(*blocks)


def _render_accounts(accounts: Sequence[AccountView], layout: Layout) -> Iterable[Line]:
    return [_ALIKE] if _are_alike(accounts) else side_by_side(accounts, layout)


def _are_alike(accounts: Sequence[AccountView]) -> bool:
    return all(account.is_alike for account in accounts)
