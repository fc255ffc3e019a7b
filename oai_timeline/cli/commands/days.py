"""`timeline days`: how much happened when, by whom, of which kind."""

from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.completion import choices
from oai_timeline.cli.listing import (
    layout_for,
    listed,
    say_what_is_missing,
)
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import opened
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.index import Index
from oai_timeline.query.counts import PER, Count, Counts, count_by_hour, counts, hour_as_edtf
from oai_timeline.query.select import Query, Result
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import StyledText

_WITHOUT = {
    "day": "no start known",
    "hour": "no clock",
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
            autocompletion=choices(*PER),
        ),
    ] = "day",
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Count events by day, hour, actor or kind, as bars.

    Example: timeline days --since 2023-11-16 --until 2023-11-22

    An event counts for the day, and the hour, in which its date begins.
    """
    if per not in PER:
        raise messages.UsageError(f'--per takes {", ".join(PER)}, not "{per}"')
    chosen = text_or_json(settings, form)
    if settings.tz is not None and per != "hour":
        raise messages.UsageError("--tz is for --per hour: other bars have no times")

    def fetch(index: Index, query: Query, answer: Result) -> Counts:
        if per == "hour":
            return count_by_hour(index, query, layout_for(settings, None, index.zone).zone)
        return counts(index, query, answer, per)

    everything = selection._replace(limit=None, reverse=False)
    apart = chosen == "text" and per == "day"
    asked = listed(opened(settings, perspective), everything, fetch, loose_last=apart)
    counted = asked.found.counts[::-1] if selection.reverse else asked.found.counts
    counted = sorted(counted, key=lambda count: count.loose)[: selection.limit]
    _say(counted, asked.found, asked.answer.total, per, asked.nearest)
    to = output.target(settings)
    if chosen == "json":
        _write(settings, counted, asked.zone, to)
    else:
        output.write_screen(_screen(counted, per, layout_for(settings, to.width, asked.zone)), to)


def _say(shown: list[Count], found: Counts, events: int, per: str, nearest: list[str]) -> None:
    """Say what is not counted, and what is not shown."""
    if events or nearest:
        say_what_is_missing(len(shown) or events, len(found.counts), f"{per}s", nearest)
    else:
        messages.say("no event there")
    if found.without:
        have = "has" if found.without == 1 else "have"
        messages.say(f"{found.without} of {events} events {have} {_WITHOUT[per]}")


def _screen(shown: list[Count], per: str, layout: Layout) -> StyledText:
    from oai_timeline.views import bars

    if per == "day":
        return bars.days(shown, layout)
    return bars.hours(shown, layout) if per == "hour" else bars.names(shown, layout)


def _write(settings: Settings, shown: list[Count], zone: str, to: output.Target) -> None:
    value = [{"value": _value(count, zone), "events": count.events} for count in shown]
    output.write_value(value, settings, to)


def _value(count: Count, zone: str) -> str:
    if count.hour is None:
        return count.value
    from zoneinfo import ZoneInfo

    return hour_as_edtf(count.hour, ZoneInfo(zone))
