"""`timeline search`: the events that have some words, the best first."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.listing import (
    layout_for,
    say_what_is_missing,
)
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import Opening, ask, opened
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.index import Index
from oai_timeline.query.filters import PERIODS, Value
from oai_timeline.query.search import Hit, all_of_them, best, expression, render_hits
from oai_timeline.query.select import Query, Result, contradiction, json, nearest_days, read
from oai_timeline.query.words import Word, words

T = TypeVar("T")

_SHOWN = 20


@shared_options
def search(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help="Words, '\"a phrase\"', begin*; after -- such as begin with a -."
        ),
    ],
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Find the events that have all WORDS, the best first.

    Example: timeline search sutskever '"deeply regret"'

    Words are looked for in titles, which weigh most, summaries, quotes, accounts, places, names,
    tags and kinds; case and accents do not matter. In double quotes they are a phrase, which a
    shell needs quoted once more; a final * stands for any ending; all else is text. What was found
    is underlined, or without colour put in [brackets]. Text shows the best 20, --limit another
    number of them; JSON has all. --reverse puts the best last.
    """
    chosen = text_or_json(settings, form)
    wanted, left_out = words(" ".join(texts))
    if left_out:
        messages.say(f"not looked for, without letter or digit: {' '.join(left_out)}")
    opening = opened(settings, perspective)
    if chosen == "json":
        _write_json(settings, opening, selection, wanted)
    else:
        _show_text(settings, opening, selection, wanted)


def _show_text(
    settings: Settings, opening: Opening, selection: Selection, wanted: list[Word]
) -> None:
    from oai_timeline.views.search_results import PLAIN, STYLED
    from oai_timeline.views.search_results import render_hits as laid_out

    def fetch(index: Index, query: Query) -> tuple[Result, list[Hit]]:
        answer = best(index, query._replace(limit=query.limit or _SHOWN), wanted)
        return answer, render_hits(index, answer, wanted)

    found, zone = _found(opening, selection, wanted, fetch)
    to = output.target(settings)
    layout = layout_for(settings, to.width, zone)
    output.write_screen(laid_out(found, layout, STYLED if to.colour else PLAIN), to)


def _write_json(
    settings: Settings, opening: Opening, selection: Selection, wanted: list[Word]
) -> None:
    from oai_timeline.formats import json_text

    def fetch(index: Index, query: Query) -> tuple[Result, list[str]]:
        answer = all_of_them(index, query, wanted)
        return answer, list(json(index, answer))

    found, _ = _found(opening, selection, wanted, fetch)
    texts = json_text.array(found)
    output.write_json(texts, settings, output.target(settings))


def _found(
    opening: Opening,
    selection: Selection,
    wanted: list[Word],
    fetch: Callable[[Index, Query], tuple[Result, list[T]]],
) -> tuple[list[T], str]:
    """Search; give what was found and the timeline's zone, and say what there is to say."""

    def question(index: Index) -> tuple[list[T], Result, list[str], list[str], str]:
        filters = read(index, selection.texts)
        query = Query(filters, selection.together, selection.reverse, selection.limit)
        answer, found = fetch(index, query) if wanted else (Result([], 0), [])
        nearest: list[str] = []
        if wanted and not found and any(name in filters for name in PERIODS):
            matched = {**filters, "words": [Value((expression(wanted),))]}
            nearest = nearest_days(index, query._replace(wanted=matched))
        notes = [value.note for values in filters.values() for value in values if value.note]
        notes += filter(None, [contradiction(query)])
        return found, answer, nearest, notes, index.zone

    found, answer, nearest, notes, zone = ask(opening, question)
    for note in notes:
        messages.note(note)
    say_what_is_missing(len(found), answer.total, "events", nearest)
    return found, zone
