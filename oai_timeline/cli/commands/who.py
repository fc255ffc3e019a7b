"""`timeline who`: everybody, or one actor's part, or what two have in common."""

from itertools import chain
from typing import Annotated, NamedTuple

import typer

from oai_timeline.cli import output
from oai_timeline.cli.completion import completion
from oai_timeline.cli.listing import layout_for, listed, say_what_is_missing, told
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import Opening, ask, opened
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.index import Index
from oai_timeline.model.entry import Entry
from oai_timeline.model.signs import Glyphs
from oai_timeline.query import actors, names
from oai_timeline.query.errors import QueryError
from oai_timeline.query.select import Query, Result, entries, json


class _Parts(NamedTuple):
    """The part of some actors: the events, and of each actor the card and the roles in them."""

    events: list[Entry]
    cards: list[actors.ActorDetails]
    roles: list[dict[int, set[str]]]


@shared_options
def who(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="Nobody: all actors.",
            autocompletion=completion("actors", "aliases"),
        ),
    ] = None,
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show who is in it, or one actor's part.

    Example: timeline who sutskever
    """
    chosen = text_or_json(settings, form)
    opening = opened(settings, perspective)
    found = ask(opening, lambda index: _actors(index, words or []))
    if not found:
        _everybody(settings, selection, opening, chosen)
    elif chosen == "json":
        _write_parts(settings, selection, opening, found)
    else:
        _show_parts(settings, selection, opening, found)


def _actors(index: Index, words: list[str]) -> list[str]:
    """Find who is named: several words are tried as one name first."""
    if len(words) > 1:
        try:
            return [names.actor(index, " ".join(words))]
        except QueryError:
            pass
    return list(dict.fromkeys(names.actor(index, word) for word in words))


def _everybody(settings: Settings, selection: Selection, opening: Opening, form: str) -> None:
    def fetch(index: Index, query: Query, _: Result) -> list[actors.ActorCount]:
        return actors.everybody(index, query)

    everything = selection._replace(limit=None, reverse=False)
    asked = listed(opening, everything, fetch)
    counted = asked.found[::-1] if selection.reverse else asked.found
    shown = counted[: selection.limit]
    say_what_is_missing(len(shown), len(counted), "actors", asked.nearest)
    if form == "json":
        output.write_value([actor._asdict() for actor in shown], settings, output.target(settings))
        return
    from oai_timeline.views.actors import everybody

    to = output.target(settings)
    output.write_screen(everybody(shown, layout_for(settings, to.width, asked.zone)), to)


def _write_parts(
    settings: Settings, selection: Selection, opening: Opening, found: list[str]
) -> None:
    from json import loads

    def fetch(
        index: Index, _: Query, answer: Result
    ) -> tuple[list[str], list[actors.ActorDetails]]:
        return list(json(index, answer)), [actors.card(index, key) for key in found]

    events, cards = told(listed(opening, _of(selection, found), fetch)).found
    parts = {
        "actors": [
            {
                **card.actor._asdict(),
                "note": card.note,
                "offices": [held.in_full() for held in card.offices],
                "with": [other._asdict() for other in card.companions],
            }
            for card in cards
        ],
        "events": [loads(text) for text in events],
    }
    output.write_value(parts, settings, output.target(settings))


def _show_parts(
    settings: Settings, selection: Selection, opening: Opening, found: list[str]
) -> None:
    from oai_timeline.views.actors import card
    from oai_timeline.views.text import Line, StyledText
    from oai_timeline.views.tree import tree

    def fetch(index: Index, _: Query, answer: Result) -> _Parts:
        return _Parts(
            entries(index, answer),
            [actors.card(index, key) for key in found],
            [actors.roles(index, key) for key in found],
        )

    asked = told(listed(opening, _of(selection, found), fetch, loose_last=True))
    parts = asked.found
    to = output.target(settings)
    layout = layout_for(settings, to.width, asked.zone)
    one = parts.roles[0] if len(found) == 1 else None
    marks = (
        None
        if one is None
        else (lambda entry: _marks(one.get(entry.number, set()), layout.symbols))
    )
    lines: list[Line] = []
    for summed in parts.cards:
        lines += [*card(summed, layout), []]
    tree_lines = tree(parts.events, asked.answer.loose, layout, marks).lines
    output.write_screen(StyledText(chain(lines if parts.events else lines[:-1], tree_lines)), to)


def _of(selection: Selection, found: list[str]) -> Selection:
    return selection._replace(texts={**selection.texts, "party": found})


def _marks(roles: set[str], symbols: Glyphs) -> str:
    return "".join(
        glyph for role, glyph in (("by", symbols.by), ("about", symbols.about)) if role in roles
    )
