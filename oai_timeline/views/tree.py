"""Events as a tree: days, their events, and of each who had which role, and what sources say."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from oai_timeline.dates.prose import write_times
from oai_timeline.model.listed import ListedEvent
from oai_timeline.query.disputes import Dispute
from oai_timeline.query.event_details import AccountView
from oai_timeline.views.blocks import join_sections
from oai_timeline.views.cells import COARSE, format_iso_date, join_cells
from oai_timeline.views.dates import NO_START, format_for_people
from oai_timeline.views.day_list import Entry, render_entries
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import (
    Head,
    explain_roles,
    format_people,
    render_list_head,
)
from oai_timeline.views.rows import Piece, flow_pieces, list_title, split_names
from oai_timeline.views.text import MEASURE, Line, Span, join


def render_tree(
    events: Sequence[Dispute], coarse: int, head: Head, layout: Layout
) -> Iterator[Line]:
    """Render events by day, with branches; the last `coarse` are dated only to a longer span."""
    listed = [event for event, _ in events]
    entries = [
        Entry(
            event,
            list_title(event, layout),
            below=_render_branches(_list_branches(event, accounts, layout), layout),
        )
        for event, accounts in events
    ]
    return join_sections(
        render_list_head(listed, head, layout, explain_roles(listed, layout)),
        render_entries(entries, coarse, layout, with_ids=head.with_ids),
    )


def plain_tree(events: Sequence[Dispute], coarse: int, layout: Layout) -> Iterator[Line]:
    """Write days, their events as cells, and the branches of each, indented by two spaces."""
    last_dated = len(events) - coarse
    for day, group in groupby(events[:last_dated], key=lambda one: one.event.printed.day):
        yield [Span(layout.text(day) or NO_START, "day")]
        for dispute in group:
            yield from _plain_event(dispute, layout, is_coarse=False)
    if coarse:
        yield [Span(COARSE, "quiet")]
        for dispute in events[last_dated:]:
            yield from _plain_event(dispute, layout, is_coarse=True)


def _plain_event(dispute: Dispute, layout: Layout, *, is_coarse: bool) -> Iterator[Line]:
    event, accounts = dispute
    yield [Span("  "), *join_cells(event, layout, is_coarse=is_coarse)]
    yield from ([Span("    "), people] for people in format_people(event, layout))
    for account in accounts:
        dated = _find_own_date(event, account)
        date = Span(format_iso_date(dated, layout) if dated else "", "quiet")
        source, says = _format_account(account, layout)
        yield [Span("    "), source, Span(" "), *join([says, date])]


def _list_branches(
    event: ListedEvent, accounts: Sequence[AccountView], layout: Layout
) -> list[list[Piece]]:
    """Return who did it, whom it was about, and what sources say that differ."""
    people = [split_names(span) for span in format_people(event, layout)]
    return [*people, *(_list_account(event, account, layout) for account in accounts)]


def _list_account(event: ListedEvent, account: AccountView, layout: Layout) -> list[Piece]:
    source, says = _format_account(account, layout)
    pieces = [Piece([source], is_whole=True), Piece([says])]
    if dated := _find_own_date(event, account):
        date = Span(_format_own_date(event, dated, layout), "quiet")
        pieces.append(Piece([date], 2, is_whole=True))
    return pieces


def _format_account(account: AccountView, layout: Layout) -> list[Span]:
    """Return the publishers of an account, and what it says."""
    publishers = dict.fromkeys(source["publisher"] for source in account.sources)
    return [Span(f"{layout.names(list(publishers))}:", "source"), Span(layout.text(account.says))]


def _find_own_date(event: ListedEvent, account: AccountView) -> ListedEvent | None:
    """Return an event as an account dates it, None if that is no other date."""
    return account.dated if account.dated and account.dated.date != event.date else None


def _format_own_date(event: ListedEvent, dated: ListedEvent, layout: Layout) -> str:
    """Return how an account dates an event: on the event's own day the time alone."""
    day, clock, _ = printed = layout.print_date(dated)
    is_same_day = printed.has_clock and day == layout.print_date(event).day
    shown = write_times(clock) if is_same_day else format_for_people(dated.date, printed)
    return layout.text(shown)


def _render_branches(
    branches: Sequence[Sequence[Piece]], layout: Layout
) -> Callable[[int], Iterator[Line]]:
    symbols = layout.symbols

    def render(width: int) -> Iterator[Line]:
        room = min(width - len(symbols.branch), MEASURE)
        for number, pieces in enumerate(branches, 1):
            is_last = number == len(branches)
            guide = symbols.last if is_last else symbols.branch
            for line in flow_pieces(pieces, room):
                yield [Span(guide, "quiet"), *line]
                guide = "   " if is_last else symbols.trunk

    return render
