"""`timeline disputes`: events whose sources differ, or that two sources report."""

from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_fields
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.cli.suggestions import suggest_command, suggestions_for
from oai_timeline.model.plural import plural
from oai_timeline.query.filters import HAS_SEVERAL_ACCOUNTS, cites


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
        suggest_command(settings, names[0], wrong, suggestions_for("disputes"))
    if names and len(names) != 2:
        raise messages.UsageError(f"disputes takes two sources or none, not {len(names)}")
    chosen = choose_text_or_json(settings, output_format)
    with Session(settings, perspective) as session:
        if names:
            _compare(session, selection, names, chosen)
        else:
            _show(session, selection, chosen)


def _show(session: Session, selection: Selection, output_format: str) -> None:
    conditions = [HAS_SEVERAL_ACCOUNTS]
    listing = session.run_query(selection, conditions, for_people=output_format == "text")
    if output_format == "json":
        from oai_timeline.formats import json_text

        session.write_json(json_text.write_array(session.fetch_json(listing)))
    else:
        from oai_timeline.query import disputes as query
        from oai_timeline.views.disputes import plain_disputes, render_disputes

        listing.report_omitted()
        accounts = query.fetch_disputes(session.index, listing.result)
        session.write_view(render_disputes, plain_disputes, accounts, listing.result.coarse)


def _compare(session: Session, selection: Selection, names: list[str], output_format: str) -> None:
    from oai_timeline.query import comparison

    by = comparison.find_sources(session.index, names)
    conditions = [cites(ids) for ids in by.values()]
    listing = session.run_query(selection, conditions, for_people=output_format == "text")
    compared = comparison.compare(session.index, listing.result, by.values())
    listing.report_omitted()
    if output_format == "json":
        session.write_value(
            [
                {"id": event.event.id, "differ": event.differ, "tellings": event.versions}
                for event in compared
            ]
        )
    else:
        from oai_timeline.views.disputes import plain_disputes, render_disputes

        if compared:
            events = f"{len(compared)} {plural('event', len(compared))}"
            differ = sum(bool(event.differ) for event in compared)
            messages.warn_once(f"{events} reported by both, {differ} of them differently")
        accounts = comparison.as_disputes(session.index, compared, list(by))
        session.write_view(render_disputes, plain_disputes, accounts, listing.result.coarse)
