"""Events whose sources differ, each with its accounts side by side."""

from collections.abc import Iterator, Sequence
from itertools import chain

from oai_timeline.query.disputes import Dispute
from oai_timeline.query.event_details import AccountView
from oai_timeline.views.accounts import plain_accounts, side_by_side
from oai_timeline.views.blocks import join_sections, paragraph
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import mark_coarse, plain_head, render_head, render_legend
from oai_timeline.views.text import Line, Span

_ALIKE = [Span("  the same in both", "quiet")]


def render_disputes(disputes: Sequence[Dispute], coarse: int, layout: Layout) -> Iterator[Line]:
    """Render events in the given order; the last `coarse` are dated only to a longer span."""
    events = mark_coarse([dispute.event for dispute in disputes], coarse)
    blocks = (
        chain(
            render_head(event, layout.width, layout, coarse=is_coarse),
            paragraph(Span(layout.text(event.title), "title"), layout.width),
            [_ALIKE] if _are_alike(accounts) else side_by_side(accounts, layout),
        )
        for (event, is_coarse), (_, accounts) in zip(events, disputes, strict=True)
    )
    return join_sections(*blocks, render_legend([event for event, _ in events], layout))


def plain_disputes(disputes: Sequence[Dispute], coarse: int, layout: Layout) -> Iterator[Line]:
    """Write events in the given order; the last `coarse` are dated only to a longer span."""
    events = mark_coarse([dispute.event for dispute in disputes], coarse)
    blocks = (
        chain(
            plain_head(event, layout, coarse=is_coarse),
            [[Span(layout.text(event.title), "title")]],
            [_ALIKE] if _are_alike(accounts) else plain_accounts(accounts, layout),
        )
        for (event, is_coarse), (_, accounts) in zip(events, disputes, strict=True)
    )
    return join_sections(*blocks)


def _are_alike(accounts: Sequence[AccountView]) -> bool:
    return all(account.is_alike for account in accounts)
