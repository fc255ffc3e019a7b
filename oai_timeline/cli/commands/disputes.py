"""`timeline disputes`: events whose sources differ, or as two sources tell them."""

from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.completion import completion
from oai_timeline.cli.listing import as_json, layout_for, listed, say_what_is_missing
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import Opening, opened
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.cli.suggestions import suggest_command, ways_of
from oai_timeline.index import Index
from oai_timeline.query.select import Query, Result


@shared_options
def disputes(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE SOURCE]",
            help="Ids of two sources, or publishers: the events that both tell.",
            autocompletion=completion("sources", "publishers"),
        ),
    ] = None,
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show events whose sources differ, accounts side by side.

    Example: timeline disputes --day 2023-11-17

    Of two sources, the events that both cite are shown as each of them tells them; what differs is
    marked with the sign of the disputed.
    """
    if names and len(names) == 1:
        wrong = f'disputes takes two sources, or none, not "{names[0]}" alone'
        suggest_command(settings, names[0], wrong, ways_of("disputes"))
    if names and len(names) != 2:
        raise messages.UsageError(f"disputes takes two sources, or none, not {len(names)}")
    chosen = text_or_json(settings, form)
    opening = opened(settings, perspective)
    if names:
        _compare(settings, opening, selection, names, chosen)
    elif chosen == "json":
        _write_json(settings, opening, _told_twice(selection))
    else:
        _show_text(settings, opening, _told_twice(selection))


def _told_twice(selection: Selection) -> Selection:
    return selection._replace(texts={**selection.texts, "told_twice": [""]})


def _write_json(settings: Settings, opening: Opening, selection: Selection) -> None:
    from oai_timeline.formats import json_text

    texts = json_text.array(as_json(opening, selection).found)
    output.write_json(texts, settings, output.target(settings))


def _show_text(settings: Settings, opening: Opening, selection: Selection) -> None:
    from oai_timeline.query import disputes as query
    from oai_timeline.views.disputes import disputes as laid_out

    def fetch(index: Index, _: Query, answer: Result) -> list[query.Dispute]:
        return query.disputes(index, answer)

    told = listed(opening, selection, fetch, loose_last=True)
    say_what_is_missing(len(told.found), told.answer.total, "events", told.nearest)
    to = output.target(settings)
    layout = layout_for(settings, to.width, told.zone)
    output.write_screen(laid_out(told.found, told.answer.loose, layout), to)


def _compare(
    settings: Settings, opening: Opening, selection: Selection, names: list[str], form: str
) -> None:
    from oai_timeline.query import comparison
    from oai_timeline.query.disputes import Dispute
    from oai_timeline.views.disputes import disputes as laid_out

    def fetch(
        index: Index, _: Query, answer: Result
    ) -> tuple[list[comparison.Comparison], list[Dispute]]:
        by = comparison.tellers(index, names)
        compared = comparison.compare(index, answer, by)
        return compared, comparison.side_by_side(index, compared, list(by))

    both = selection._replace(texts={**selection.texts, "told_by": names})
    told = listed(opening, both, fetch, loose_last=form == "text")
    compared, disputes = told.found
    say_what_is_missing(len(compared), told.answer.total, "events", told.nearest)
    to = output.target(settings)
    if form == "json":
        value = [
            {"id": one.entry.id, "differ": one.differ, "tellings": one.tellings} for one in compared
        ]
        output.write_value(value, settings, to)
        return
    differ = sum(bool(one.differ) for one in compared)
    if compared:
        messages.say(f"{len(compared)} told by both, {differ} of them differently")
    layout = layout_for(settings, to.width, told.zone)
    output.write_screen(laid_out(disputes, told.answer.loose, layout), to)
