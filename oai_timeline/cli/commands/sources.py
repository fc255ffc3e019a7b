"""`timeline sources`: the bibliography, or what there is to know of one source."""

from json import loads
from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.completion import completion
from oai_timeline.cli.listing import layout_for
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import Opening, ask, opened
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.index import Index
from oai_timeline.query import bibliography
from oai_timeline.query.bibliography import Part, SourceUse


@shared_options
def sources(
    settings: Settings,
    perspective: Perspective,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A source's id, what it begins with, or a publisher; none: all sources.",
            autocompletion=completion("sources", "publishers"),
        ),
    ] = None,
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """List the sources with their use; of one, what cites it.

    Example: timeline sources Reuters
    """
    chosen = text_or_json(settings, form)
    opening = opened(settings, perspective)
    if name is None:
        _everything(settings, opening, chosen)
        return
    wanted = name
    found = ask(opening, lambda index: bibliography.part(index, wanted))
    if chosen == "json":
        output.write_value(_as_json(found), settings, output.target(settings))
        return
    from oai_timeline.views.bibliography import part

    to = output.target(settings)
    output.write_screen(part(found, layout_for(settings, to.width, found.zone)), to)


def _everything(settings: Settings, opening: Opening, form: str) -> None:
    found, zone = ask(opening, _all)
    if not found:
        messages.say("the timeline has no sources")
    if form == "json":
        output.write_value([used.in_full() for used in found], settings, output.target(settings))
        return
    from oai_timeline.views.bibliography import bibliography as laid_out

    to = output.target(settings)
    output.write_screen(laid_out(found, layout_for(settings, to.width, zone)), to)


def _all(index: Index) -> tuple[list[SourceUse], str]:
    return bibliography.bibliography(index), index.zone


def _as_json(found: Part) -> dict[str, object]:
    return {
        "sources": [used.in_full() for used in found.sources],
        "resting": [used.in_full() for used in found.resting],
        "events": [loads(text) for text in found.events_json],
    }
