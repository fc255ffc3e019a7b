"""`timeline show`: events, filtered."""

from functools import partial
from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_choices
from oai_timeline.cli.options import FORMAT, OUTPUT, RAW, shared_options
from oai_timeline.cli.output_format import SHOW_FORMATS, choose_format
from oai_timeline.cli.session import Listing, Session
from oai_timeline.cli.settings import Perspective, Selection, Settings

_VIEWS = ("table", "tree", "list")


@shared_options
def show(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    view: Annotated[
        str | None,
        typer.Option(
            "--view",
            metavar="VIEW",
            help="table, tree or list.",
            autocompletion=complete_choices(*_VIEWS),
        ),
    ] = None,
    output_format: Annotated[str | None, FORMAT] = None,
    path: Annotated[str | None, OUTPUT] = None,
    raw: Annotated[bool, RAW] = False,
    with_ids: Annotated[
        bool, typer.Option("--ids", help="Show the ids of events, also where they take more lines.")
    ] = False,
) -> None:
    """List events in chronological order.

    Example: timeline show --day 2023-11-17 --by sutskever
    """
    if view is not None and view not in _VIEWS:
        raise messages.UsageError(f'unknown view "{view}" (choose from: {", ".join(_VIEWS)})')
    chosen = choose_format(output_format, path, SHOW_FORMATS)
    if chosen == "text":
        if raw:
            raise messages.UsageError("--raw is for csv and tsv")
        with Session(settings, perspective, path) as session:
            _write_view(session, view, session.run_query(selection, for_people=True), with_ids)
        return
    if view is not None:
        raise messages.UsageError(f"--view applies to text, not to {chosen}")
    from oai_timeline.cli.exporting import Export, export_events

    export_events(settings, perspective, path, Export(selection, chosen, raw))


def _write_view(session: Session, view: str | None, listing: Listing, with_ids: bool) -> None:
    coarse = listing.result.coarse
    head = partial(session.make_head, listing.query, listing.result.total, with_ids=with_ids)
    if view == "list":
        from oai_timeline.views.event_list import plain_event_list, render_event_list

        records = session.fetch_with_records(listing)
        session.write_list(render_event_list, plain_event_list, records, coarse, make_head=head)
    elif view == "tree":
        from oai_timeline.query.disputes import fetch_disputes
        from oai_timeline.views.tree import plain_tree, render_tree

        listing.report_omitted()
        disputes = fetch_disputes(session.index, listing.result)
        session.write_list(render_tree, plain_tree, disputes, coarse, make_head=head)
    else:
        from oai_timeline.views.table import plain_rows, render_table

        events = session.fetch_events(listing)
        session.write_list(render_table, plain_rows, events, coarse, make_head=head)
