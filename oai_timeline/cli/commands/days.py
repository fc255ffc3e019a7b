"""`timeline days`: the number of events by day, hour, actor or kind."""

from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_choices
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Listing, Session, View
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.query.counts import (
    PER,
    Count,
    Counts,
    fetch_counts,
    fetch_hour_counts,
    format_hour_edtf,
)

_WITHOUT = {
    "day": "no start known",
    "hour": "no time of day",
    "actor": "no actor",
    "kind": "no kind",
}


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

    An event is counted on the day, and in the hour, in which its date begins.
    """
    if per not in PER:
        raise messages.UsageError(f'--per takes {", ".join(PER)}, not "{per}"')
    chosen = choose_text_or_json(settings, output_format)
    if settings.tz is not None and per != "hour":
        raise messages.UsageError("--tz is for --per hour: other bars have no times")

    everything = selection._replace(limit=None, reverse=False)
    with Session(settings, perspective) as session:
        listing = session.run_query(everything, for_people=chosen == "text" and per == "day")
        if per == "hour":
            result = fetch_hour_counts(session.index, listing.query, session.layout.zone)
        else:
            result = fetch_counts(session.index, listing.query, listing.result, per)
        ordered = result.counts[::-1] if selection.reverse else result.counts
        shown = sorted(ordered, key=lambda count: count.coarse)[: selection.limit]
        _report(shown, result, listing, per)
        if chosen == "json":
            zone = session.index.zone
            session.write_value(
                [{"value": _value(count, zone), "events": count.events} for count in shown]
            )
        else:
            session.write_view(*_views(per), shown)


def _report(shown: list[Count], result: Counts, listing: Listing, per: str) -> None:
    """Write to stderr what is not counted, and what is not shown."""
    events = listing.result.total
    if events or listing.nearest:
        count = len(shown) or events
        messages.report_omitted(count, len(result.counts), f"{per}s", listing.nearest)
    else:
        messages.report_omitted(0, 0, "events", [])
    if result.without:
        have = "has" if result.without == 1 else "have"
        messages.warn_once(f"{result.without} of {events} events {have} {_WITHOUT[per]}")


def _views(per: str) -> tuple[View[list[Count]], View[list[Count]]]:
    """Return the functions that lay out counts for a terminal, and as plain text."""
    from oai_timeline.views import bars

    if per == "day":
        return bars.render_days, bars.plain_days
    if per == "hour":
        return bars.render_hours, bars.plain_hours
    return bars.render_names, bars.plain_names


def _value(count: Count, zone: str) -> str:
    if count.hour is None:
        return count.value
    from zoneinfo import ZoneInfo

    return format_hour_edtf(count.hour, ZoneInfo(zone))
