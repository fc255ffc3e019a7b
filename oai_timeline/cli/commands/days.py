"""`timeline days`: the number of events by day, hour, actor or kind."""

from functools import partial
from typing import Annotated, TypeVar

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_choices
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Listing, Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.query.counts import (
    PER,
    fetch_day_counts,
    fetch_hour_counts,
    fetch_name_counts,
    format_hour_edtf,
)

Count = TypeVar("Count")


@shared_options
def days(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    per: Annotated[
        str,
        typer.Option(
            "--per",
            metavar="WHAT",
            help="day, hour, actor or kind.",
            autocompletion=complete_choices(*PER),
        ),
    ] = "day",
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Count events by day, hour, actor or kind, as bars.

    Example: timeline days --since 2023-11-16 --until 2023-11-22

    An event is certain on a day, or in an hour, if its date leaves no other open. Otherwise it is
    possible on each one that its date touches, of those asked for. Events dated to more than a week
    have rows of their own. --per hour counts events with a time of day, dated to a day at most.
    """
    if per not in PER:
        raise messages.UsageError(f'--per takes {", ".join(PER)}, not "{per}"')
    chosen = choose_text_or_json(settings, output_format)
    if settings.tz is not None and per != "hour":
        raise messages.UsageError("--tz is for --per hour: other bars have no times")

    with Session(settings, perspective) as session:
        everything = selection._replace(limit=None, reverse=False)
        listing = session.run_query(everything, for_people=chosen == "text" and per == "day")
        if per == "day":
            _write_days(session, selection, listing, chosen)
        elif per == "hour":
            _write_hours(session, selection, listing, chosen)
        else:
            _write_names(session, selection, listing, chosen, per)


def _write_days(session: Session, selection: Selection, listing: Listing, chosen: str) -> None:
    counts = fetch_day_counts(session.index, listing.query, listing.result)
    if chosen == "json":
        shown = _choose(counts, selection, listing, "days")
        session.write_value([{"value": one.value, **one.tally._asdict()} for one in shown])
        return
    from oai_timeline.views.bars import plain_days, render_days

    in_order = counts[::-1] if selection.reverse else counts
    coarse_last = sorted(in_order, key=lambda count: count.coarse)
    shown = _choose(coarse_last, selection._replace(reverse=False), listing, "days")
    head = partial(session.make_head, listing.query, listing.result.total)
    session.write_list(render_days, plain_days, shown, make_head=head)


def _write_hours(session: Session, selection: Selection, listing: Listing, chosen: str) -> None:
    counts, others = fetch_hour_counts(session.index, listing.query, session.layout.zone)
    shown = _choose(counts, selection, listing, "hours")
    _report_others(
        others, listing, "not counted: dated without a time of day, or to more than a day"
    )
    if chosen == "json":
        from zoneinfo import ZoneInfo

        zone = ZoneInfo(session.layout.zone)
        session.write_value(
            [{"value": format_hour_edtf(one.hour, zone), **one.tally._asdict()} for one in shown]
        )
    else:
        from oai_timeline.views.bars import plain_hours, render_hours

        head = partial(session.make_head, listing.query, listing.result.total)
        session.write_list(render_hours, plain_hours, shown, make_head=head)


def _write_names(
    session: Session, selection: Selection, listing: Listing, chosen: str, per: str
) -> None:
    counts, others = fetch_name_counts(session.index, listing.query, per)
    shown = _choose(counts, selection, listing, f"{per}s")
    _report_others(others, listing, f"{'has' if others == 1 else 'have'} no {per}")
    if chosen == "json":
        session.write_value([{"value": one.value, "events": one.events} for one in shown])
    else:
        from oai_timeline.views.bars import plain_names, render_names

        session.write_view(render_names, plain_names, shown)


def _choose(counts: list[Count], selection: Selection, listing: Listing, what: str) -> list[Count]:
    """Return the counts to show; report on stderr how many there are in total."""
    shown = (counts[::-1] if selection.reverse else counts)[: selection.limit]
    events = listing.result.total
    if events or listing.nearest:
        messages.report_omitted(len(shown) or events, len(counts), what, listing.nearest)
    else:
        listing.report_omitted()
    return shown


def _report_others(others: int, listing: Listing, why: str) -> None:
    if others:
        messages.warn_once(f"{others} of {listing.result.total} events {why}")
