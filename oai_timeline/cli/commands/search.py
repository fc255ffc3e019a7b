"""`timeline search`: the events that contain some words, best match first."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.model.visible import quoted
from oai_timeline.query.filters import PERIODS, matches
from oai_timeline.query.search import (
    Search,
    build_expression,
    fetch_best,
    fetch_hits,
    fetch_json,
    fetch_ranked,
    plan_search,
)
from oai_timeline.query.select import Query, fetch_nearest_days
from oai_timeline.query.words import parse_words

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
    """Find events that contain WORDS, best match first.

    Example: timeline search sutskever '"deeply regret"'

    It searches titles (which count most), summaries, quotes, accounts, places, names, tags and
    kinds, and ignores case and accents. Titles that have several words as typed, in that order and
    with one other between at most, come first. Words match their other forms too ("fired" also
    "firing") if the timeline is in English, and the synonyms that it defines. If no event has all
    words, it shows those that have the most of them. Put a phrase in double quotes, to match it
    exactly, and quote it once more for the shell. A final * matches any ending. Matches are
    underlined or, without colour, put in [brackets]. Text shows the best 20, or as many as --limit
    says; JSON has all. --reverse puts the best match last.
    """
    chosen = choose_text_or_json(settings, output_format)
    wanted, ignored = parse_words(" ".join(texts))
    if ignored:
        messages.warn_once(f"ignored, as it has no letter or digit: {' '.join(ignored)}")
    with Session(settings, perspective) as session:
        query = session.read_query(selection)
        if chosen == "text":
            query = query._replace(limit=query.limit or _SHOWN)
        found = plan_search(session.index, query, wanted)
        result = (fetch_ranked if chosen == "json" else fetch_best)(session.index, found)
        if not result.matches or found.is_partial:
            _suggest_file(settings, texts)
        if result.matches and found.is_partial:
            messages.warn_once(_explain_partial(found))
        nearest = [] if result.matches else _nearest_days(session, query, found)
        advice = "" if result.matches or nearest else _advise(session, query, found)
        total = result.total
        if chosen == "text" and session.target.width is not None:  # the head says how many
            total = len(result.matches)
        messages.report_omitted(len(result.matches), total, "events", nearest, advice)
        if chosen == "json":
            from oai_timeline.formats import json_text

            session.write_json(json_text.write_array(fetch_json(session.index, found, result)))
        else:
            from oai_timeline.views import search_results as views

            hits = fetch_hits(session.index, result, found.terms)
            markers = views.STYLED if session.target.colour else views.PLAIN
            session.write_list(
                partial(views.render_search_results, markers),
                views.plain_search_results,
                hits,
                make_head=partial(session.make_head, query, result.total, [" ".join(texts)]),
            )


def _suggest_file(settings: Settings, texts: Sequence[str]) -> None:
    """Raise UsageError if one of the words is the path of a timeline file."""
    from oai_timeline.cli.suggestions import suggest_file
    from oai_timeline.model.quoting import quote_word

    for place, text in enumerate(texts):
        others = " ".join(map(quote_word, (*texts[:place], *texts[place + 1 :])))
        command = f"search {others} --file" if others else "show --file"
        if hint := suggest_file(settings, text, command):
            raise messages.UsageError(f"no event has the word {quoted(text)}{hint}")


def _explain_partial(found: Search) -> str:
    """Return how many of the words the events have, where none has all."""
    return f"no matching event has all words; these have {found.matched} of {len(found.terms)}"


def _nearest_days(session: Session, query: Query, found: Search) -> list[str]:
    """Return the days nearest to those asked for with events that have all words."""
    if not any(name in query.wanted for name in PERIODS):
        return []
    conditions = [matches(build_expression(found.terms))]
    return fetch_nearest_days(session.index, query._replace(conditions=conditions))


def _advise(session: Session, query: Query, found: Search) -> str:
    """Return what to try instead of a search that finds nothing."""
    conditions = [matches(build_expression(found.terms))] if found.terms else []
    return session.advise(
        query._replace(conditions=conditions),
        "try fewer or other words, or the beginning of one with a *",
    )
