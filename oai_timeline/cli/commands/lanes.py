"""`timeline lanes`: a chart of who acted when."""

from typing import Annotated

from oai_timeline.cli import messages
from oai_timeline.cli.options import actor_names, shared_options
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.cli.suggestions import find_actors
from oai_timeline.query.filters import involves
from oai_timeline.query.lanes import fetch_lanes as fetch

_HEIGHT = 24
_PROMPT = 1
"""Lines of a terminal that are the shell's."""


@shared_options
def lanes(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    words: Annotated[
        list[str] | None, actor_names(help="Actors. Omit to chart those with the most events.")
    ] = None,
) -> None:
    """Chart who was involved when.

    Example: timeline lanes altman sutskever --day 2023-11-17

    The chart covers the period of the filters, or else the timeline's focus, or else all of it,
    from the first to the last event whose time is closely known. Events without actors share a
    row, "no actor named". In a pipe it is 80 columns wide, unless --width is given; --limit is the
    number of actors.
    """
    everything = selection._replace(limit=None, reverse=False)
    with Session(settings, perspective) as session:
        actors = find_actors(session, words or [], "lanes", selection.phrases)
        conditions = [involves(*actors)] if actors else []
        listing = session.run_query(everything, conditions)
        chart = fetch(session.index, listing.query, actors)
        if not listing.result.total or listing.nearest:
            listing.report_omitted()
        if not chart.lanes:
            if listing.result.total:
                messages.warn_once("nothing to draw: all matching events are dated less precisely")
            return
        from oai_timeline.views.lanes import render_lanes

        if selection.reverse:
            chart = chart._replace(lanes=chart.lanes[::-1])
        lines = (session.target.height or _HEIGHT) - _PROMPT
        session.write_view(
            render_lanes,
            render_lanes,
            chart,
            session.describe(listing.query),
            lines,
            selection.limit,
        )
