"""`timeline disputes`: events whose sources differ."""

from typing import Annotated

from oai_timeline.cli import output
from oai_timeline.cli.forms import text_or_json
from oai_timeline.cli.listing import (
    as_json,
    listed,
    look_of,
    say_what_is_missing,
)
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, expanded
from oai_timeline.cli.session import Opening, opened
from oai_timeline.cli.settings import Lens, Selection, Settings
from oai_timeline.index import Index
from oai_timeline.query.select import Answer, Query


@expanded
def disputes(
    settings: Settings,
    selection: Selection,
    lens: Lens,
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show events whose sources differ, accounts side by side.

    Example: timeline disputes --day 2023-11-17
    """
    selection = selection._replace(texts={**selection.texts, "told_twice": [""]})
    opening = opened(settings, lens)
    if text_or_json(settings, form) == "json":
        _write_json(settings, opening, selection)
    else:
        _show_text(settings, opening, selection)


def _write_json(settings: Settings, opening: Opening, selection: Selection) -> None:
    from oai_timeline.formats import json_text

    texts = json_text.array(as_json(opening, selection).found)
    output.write_json(texts, settings, output.target(settings))


def _show_text(settings: Settings, opening: Opening, selection: Selection) -> None:
    from oai_timeline.query import disputes as query
    from oai_timeline.views.disputes import disputes as laid_out

    def fetch(index: Index, _: Query, answer: Answer) -> list[query.Dispute]:
        return query.disputes(index, answer)

    told = listed(opening, selection, fetch, loose_last=True)
    say_what_is_missing(len(told.found), told.answer.total, "events", told.nearest)
    to = output.target(settings)
    look = look_of(settings, to.width, told.zone)
    output.write_screen(laid_out(told.found, told.answer.loose, look), to)
