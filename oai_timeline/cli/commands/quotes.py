"""`timeline quotes`: who said what, and where that can be read."""

from collections.abc import Sequence
from itertools import islice
from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_choices
from oai_timeline.cli.options import OUTPUT, RAW, shared_options
from oai_timeline.cli.output_format import choose_format, refuse_text_options
from oai_timeline.cli.session import Listing, Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.cli.suggestions import program
from oai_timeline.model.plural import format_count
from oai_timeline.query import quotes as query
from oai_timeline.query.quotes import Quotation, Speakers

_FORMATS = ("text", "json", "csv")


@shared_options
def quotes(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, json or csv.",
            autocompletion=complete_choices(*_FORMATS),
        ),
    ] = None,
    path: Annotated[str | None, OUTPUT] = None,
    raw: Annotated[bool, RAW] = False,
) -> None:
    """List quotations: who said what, when, and where it can be read.

    Example: timeline quotes --by altman --output altman.csv

    Filters choose events, as everywhere, except for --by, which asks for the speaker. --limit
    counts quotations.
    """
    chosen = choose_format(output_format, path, _FORMATS)
    _check_options(settings, chosen, raw=raw)
    with Session(settings, perspective, path) as session:
        spoken = selection.texts["by"]
        speakers = query.find_speakers(session.index, spoken, together=selection.together)
        events = selection._replace(texts={**selection.texts, "by": []}, limit=None)
        listing = session.run_query(events, speakers.conditions, for_people=chosen == "text")
        found = list(query.fetch_quotes(session.index, listing.result, speakers))
        shown = list(islice(found, selection.limit))
        _report_omitted(session, listing, speakers, len(shown), len(found))
        session.contents = format_count(len(shown), "quote")
        if chosen == "text":
            _write_view(session, listing, speakers, shown, len(found))
        else:
            from oai_timeline.formats.quotes import write_csv, write_json

            session.write_json(write_json(shown) if chosen == "json" else write_csv(shown, raw=raw))


def _check_options(settings: Settings, output_format: str, *, raw: bool) -> None:
    """Raise UsageError for options that don't apply to a format."""
    if raw and output_format != "csv":
        raise messages.UsageError("--raw is for csv")
    if output_format != "text":
        refuse_text_options(settings, output_format)
    if settings.ascii and output_format == "csv":
        raise messages.UsageError("--ascii applies to text and JSON, not to csv")


def _write_view(
    session: Session,
    listing: Listing,
    speakers: Speakers,
    quotations: Sequence[Quotation],
    total: int,
) -> None:
    from oai_timeline.views.quotes import QuotesHead, plain_quotes, render_quotes

    def make_head() -> QuotesHead:
        word = " and " if speakers.together else " or "
        by = [f"said by {word.join(speakers.names.values())}"] if speakers.names else []
        asked = [*session.describe(listing.query), *by]
        return QuotesHead(total, asked, session.index.perspective_description)

    session.write_list(render_quotes, plain_quotes, quotations, make_head=make_head)


def _report_omitted(
    session: Session, listing: Listing, speakers: Speakers, shown: int, total: int
) -> None:
    """Write to stderr how many quotes --limit leaves out, or what to try if there are none."""
    if shown < total:
        messages.warn_once(f"{shown} of {total} quotes")
    if listing.nearest:
        is_possible = bool(shown)
        messages.warn_once(
            messages.describe_nearest("quote", listing.nearest, is_possible=is_possible)
        )
    elif not shown:
        messages.warn_once(_explain_emptiness(session, listing, speakers))


def _explain_emptiness(session: Session, listing: Listing, speakers: Speakers) -> str:
    """Return why there are no quotes, and what to try instead."""
    is_filtered = bool(listing.query.wanted or speakers.names)
    if not (is_filtered or session.index.perspective_description):
        return messages.explain_missing("quotes", "to its events")
    events = query.count_events_without_quotes(session.index, listing.query)
    by = f" by {' or '.join(speakers.names.values())}" if speakers.names else ""
    among = f" in {format_count(events, 'matching event')}" if events else ": no event matches"
    advice = session.advise(listing.query, f"try {program(session.settings)} quotes")
    return "; ".join(filter(None, [f"no quotes{by}{among}", advice]))
