"""`timeline why`: what led to an event, and what came of it."""

from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.completion import completion
from oai_timeline.cli.listing import layout_for
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options, whole_number
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import Opening, ask, opened
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.cli.suggestions import find_event
from oai_timeline.index import Index
from oai_timeline.query.causes import Why, why_as_json
from oai_timeline.query.causes import why as asked

_DEPTH = 3


@shared_options
def why(
    settings: Settings,
    perspective: Perspective,
    key: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An event's id, or what alone begins so.",
            autocompletion=completion("ids"),
        ),
    ],
    depth: Annotated[
        int,
        typer.Option(
            "--depth",
            metavar="N",
            parser=whole_number("--depth", 1),
            help="How many links far.",
        ),
    ] = _DEPTH,
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show what led to an event, and what came of it.

    Example: timeline why brockman-resigns --depth 2

    The tree has what the timeline gives as reasons (`because`); an order without a cause (`after`)
    is no reason and left out. An event reached in several ways has its place but once, where it is
    nearest; elsewhere "see ID" stands for it. (+2) says that two more lie beyond the depth. In a
    pipe, an arrow to the left is a cause, one to the right a consequence; links after the 32nd are
    numbered and no longer indented.
    """
    opening = opened(settings, perspective)
    if text_or_json(settings, form) == "json":
        _write_json(settings, opening, key, depth)
        return
    from oai_timeline.views.causes import why as laid_out

    def question(index: Index) -> tuple[Why, str]:
        return asked(index, find_event(settings, index, key), depth), index.zone

    found, zone = ask(opening, question)
    _say_if_alone(bool(found.causes or found.consequences))
    to = output.target(settings)
    output.write_screen(laid_out(found, layout_for(settings, to.width, zone)), to)


def _write_json(settings: Settings, opening: Opening, key: str, depth: int) -> None:
    event, causes, consequences = ask(
        opening, lambda index: why_as_json(index, find_event(settings, index, key), depth)
    )
    _say_if_alone(bool(causes or consequences))
    lists = (", ".join(texts) for texts in (causes, consequences))
    above, below = lists
    text = f'{{"event": {event}, "causes": [{above}], "consequences": [{below}]}}\n'
    texts = iter((text,))
    output.write_json(texts, settings, output.target(settings))


def _say_if_alone(linked: bool) -> None:
    if not linked:
        messages.say("the timeline gives no cause for it, and nothing that came of it")
