"""Events whose sources differ, each with its accounts side by side."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from oai_timeline.query.disputes import Dispute
from oai_timeline.query.event_details import AccountView
from oai_timeline.views.accounts import plain_accounts, side_by_side
from oai_timeline.views.blocks import join_sections
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import Head, mark_coarse, render_list_head
from oai_timeline.views.table import plain_rows, render_rows
from oai_timeline.views.text import Line, Span

_ALIKE = [Span("  the same in both", "quiet")]


def render_disputes(
    disputes: Sequence[Dispute], coarse: int, head: Head, layout: Layout
) -> Iterator[Line]:
    """Render events in the given order; the last `coarse` are dated only to a longer span."""
    events = [dispute.event for dispute in disputes]
    below = {event.id: [*_render_accounts(accounts, layout), []] for event, accounts in disputes}
    return join_sections(
        render_list_head(events, head, layout),
        _without_repeated_gaps(
            render_rows(events, coarse, layout, with_ids=head.with_ids, below=below)
        ),
    )


def plain_disputes(
    disputes: Sequence[Dispute], coarse: int, _: Head, layout: Layout
) -> Iterator[Line]:
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


def _without_repeated_gaps(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines with one empty line where there are several, and none at the end."""
    has_gap = False
    for line in lines:
        if line and has_gap:
            yield []
        if line:
            yield line
        has_gap = not line
