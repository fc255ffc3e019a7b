"""`timeline disputes`: events whose sources differ, or that two sources report."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_fields
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Listing, Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.cli.suggestions import suggest_command, suggestions_for
from oai_timeline.model.plural import format_count
from oai_timeline.query.filters import HAS_SEVERAL_ACCOUNTS, cites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oai_timeline.query.disputes import Dispute


@shared_options
def disputes(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE SOURCE]",
            help="Two source ids or publishers: compare the events that both report.",
            autocompletion=complete_fields("sources", "publishers"),
        ),
    ] = None,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show events whose sources differ, accounts side by side.

    Example: timeline disputes --day 2023-11-17

    Given two sources, it shows the events that both report, side by side. What differs is marked
    with the sign for disputed.
    """
    if names and len(names) == 1:
        wrong = f'disputes takes two sources or none, not only "{names[0]}"'
        suggestions = suggestions_for("disputes")._replace(source="sources", source_first=True)
        suggest_command(settings, names, wrong, suggestions, selection.phrases)
    if names and len(names) != 2:
        raise messages.UsageError(f"disputes takes two sources or none, not {len(names)}")
    chosen = choose_text_or_json(settings, output_format)
    with Session(settings, perspective) as session:
        if names:
            _compare(session, selection, names, chosen)
        else:
            _show(session, selection, chosen)


def _show(session: Session, selection: Selection, output_format: str) -> None:
    from oai_timeline.query.disputes import fetch_disputes, has_accounts

    conditions = [HAS_SEVERAL_ACCOUNTS]
    listing = session.run_query(selection, conditions, for_people=output_format == "text")
    if listing.result.total or has_accounts(session.index):
        listing.report_omitted()
    else:
        where = "to events whose sources differ"
        messages.warn_once(messages.explain_missing("accounts", where))
    if output_format == "json":
        from oai_timeline.formats import json_text
        from oai_timeline.query.events import fetch_json

        session.write_json(json_text.write_array(fetch_json(session.index, listing.result)))
    else:
        disputes = fetch_disputes(session.index, listing.result)
        number = sum(dispute.event.certainty == "disputed" for dispute in disputes)
        remark = f" whose sources differ, {number} of {_those(listing)} disputed"
        _write_view(session, listing, disputes, remark)


def _compare(session: Session, selection: Selection, names: list[str], output_format: str) -> None:
    from oai_timeline.query import comparison
    from oai_timeline.query.source_names import find_cited_sources

    found = [find_cited_sources(session.index, name) for name in names]
    for note in filter(None, (sources.note for sources in found)):
        messages.warn_once(note)
    by = dict(found)
    conditions = [cites(ids) for ids in by.values()]
    listing = session.run_query(selection, conditions, for_people=output_format == "text")
    compared = comparison.compare(session.index, listing.result, by.values())
    both = " and ".join(by)
    listing.report_omitted()
    if output_format == "json":
        session.write_value(
            [
                {"id": event.event.id, "differ": event.differ, "tellings": event.versions}
                for event in compared
            ]
        )
    else:
        disputes = comparison.as_disputes(session.index, compared, list(by))
        number = sum(bool(event.differ) for event in compared)
        if compared and session.target.width is None:  # a terminal has a head
            events = format_count(len(compared), "event")
            messages.warn_once(f"{events} reported by both, {number} of them differently")
        remark = f" reported by {both}, {number} of {_those(listing)} differently"
        _write_view(session, listing, disputes, remark)


def _those(listing: Listing) -> str:
    """Return how to refer to the events that are shown."""
    shown = len(listing.result.matches)
    return "them" if shown == listing.result.total else f"these {shown}"


def _write_view(
    session: Session, listing: Listing, disputes: "Sequence[Dispute]", remark: str
) -> None:
    """Write events with their accounts; on a terminal under a head with a remark on the events."""
    from oai_timeline.views.disputes import plain_disputes, render_disputes

    query, result = listing.query, listing.result
    head = partial(session.make_head, query, result.total, remark=remark, with_ids=True)
    session.write_list(render_disputes, plain_disputes, disputes, result.coarse, make_head=head)
