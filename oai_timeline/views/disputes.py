"""Events whose sources differ, each with its accounts side by side."""

from collections.abc import Iterator, Sequence

from oai_timeline.model.record import ListedEvent
from oai_timeline.query.disputes import Dispute
from oai_timeline.query.event_details import AccountView
from oai_timeline.views.accounts import plain_accounts, side_by_side
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import plain_head, render_head, render_legend, split_coarse
from oai_timeline.views.text import Line, Span, join_sections, paragraph

_ALIKE = Span("  told alike", "quiet")


def render_disputes(disputes: Sequence[Dispute], coarse: int, layout: Layout) -> Iterator[Line]:
    """Render events in the given order; the last `coarse` are dated only to a longer span."""
    dated, late = split_coarse([dispute.event for dispute in disputes], coarse)
    accounts = iter(dispute.accounts for dispute in disputes)
    return join_sections(
        *(_render_block(event, next(accounts), layout) for event in dated),
        *(_render_block(event, next(accounts), layout, coarse=True) for event in late),
        render_legend([*dated, *late], layout),
    )


def plain_disputes(disputes: Sequence[Dispute], coarse: int, layout: Layout) -> Iterator[Line]:
    """Write events in the given order; the last `coarse` are dated only to a longer span."""
    dated, late = split_coarse([dispute.event for dispute in disputes], coarse)
    accounts = iter(dispute.accounts for dispute in disputes)
    return join_sections(
        *(_plain_block(event, next(accounts), layout) for event in dated),
        *(_plain_block(event, next(accounts), layout, coarse=True) for event in late),
    )


def _render_block(
    event: ListedEvent, accounts: Sequence[AccountView], layout: Layout, *, coarse: bool = False
) -> Iterator[Line]:
    yield from render_head(event, layout, layout.width, coarse=coarse)
    yield from paragraph(Span(layout.text(event.title), "title"), layout.width)
    if _are_alike(accounts):
        yield [_ALIKE]
    else:
        yield from side_by_side(accounts, layout)


def _plain_block(
    event: ListedEvent, accounts: Sequence[AccountView], layout: Layout, *, coarse: bool = False
) -> Iterator[Line]:
    yield plain_head(event, layout, coarse=coarse)
    yield [Span(layout.text(event.title), "title")]
    if _are_alike(accounts):
        yield [_ALIKE]
    else:
        yield from plain_accounts(accounts, layout)


def _are_alike(accounts: Sequence[AccountView]) -> bool:
    return all(account.is_alike for account in accounts)
