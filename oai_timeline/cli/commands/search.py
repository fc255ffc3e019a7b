"""`timeline search`: the events that contain some words, best match first."""

from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.query.events import fetch_json
from oai_timeline.query.filters import PERIODS, matches
from oai_timeline.query.search import build_expression, fetch_best, fetch_hits, fetch_ranked
from oai_timeline.query.select import Query, Result, fetch_nearest_days
from oai_timeline.query.words import Word, parse_words

_SHOWN = 20


@shared_options
def search(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS",
            help="Words, '\"a phrase\"' or prefix*. Put -- before a word with a leading -.",
        ),
    ],
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Find events that contain all WORDS, best match first.

    Example: timeline search sutskever '"deeply regret"'

    It searches titles (which count most), summaries, quotes, accounts, places, names, tags and
    kinds, and ignores case and accents. Put a phrase in double quotes, and quote it once more for
    the shell. A final * matches any ending; everything else is literal. Matches are underlined or,
    without colour, put in [brackets]. Text shows the best 20, or as many as --limit says; JSON has
    all. --reverse puts the best match last.
    """
    chosen = choose_text_or_json(settings, output_format)
    wanted, ignored = parse_words(" ".join(texts))
    if ignored:
        messages.warn_once(f"ignored, as it has no letter or digit: {' '.join(ignored)}")
    with Session(settings, perspective) as session:
        query = session.read_query(selection)
        if chosen == "text":
            query = query._replace(limit=query.limit or _SHOWN)
        result = _find(session, query, wanted, in_order=chosen == "json")
        nearest = _nearest_days(session, query, wanted) if not result.matches else []
        messages.report_omitted(len(result.matches), result.total, "events", nearest)
        if chosen == "json":
            from oai_timeline.formats import json_text

            session.write_json(json_text.write_array(fetch_json(session.index, result)))
        else:
            from oai_timeline.views import search_results as views

            hits = fetch_hits(session.index, result, wanted)
            markers = views.STYLED if session.target.colour else views.PLAIN
            session.write_view(
                views.render_search_results, views.plain_search_results, hits, markers
            )


def _find(session: Session, query: Query, wanted: list[Word], *, in_order: bool) -> Result:
    """Return the events that have all words: the best ones, or all with their order in time."""
    if not wanted:
        return Result([], 0)
    return (fetch_ranked if in_order else fetch_best)(session.index, query, wanted)


def _nearest_days(session: Session, query: Query, wanted: list[Word]) -> list[str]:
    """Return the days nearest to those asked for with events that have all words."""
    if not wanted or not any(name in query.wanted for name in PERIODS):
        return []
    conditions = [matches(build_expression(wanted))]
    return fetch_nearest_days(session.index, query._replace(conditions=conditions))
