"""`timeline state`: who held which office at a moment."""

from json import loads
from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.completion import completion
from oai_timeline.cli.listing import layout_for
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import ask, opened
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.query.state import Office, State
from oai_timeline.query.state import state as asked


@shared_options
def state(
    settings: Settings,
    perspective: Perspective,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="MOMENT",
            help="A day (on any part of it) or a clock; else the end of the last event.",
            autocompletion=completion("days"),
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="ORG",
            help="Offices of ORG alone.",
            autocompletion=completion("actors", "aliases"),
        ),
    ] = None,
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show who held which office at a moment.

    Example: timeline state --at 2023-11-20 --of openai

    A ~ marks who possibly did: it is not known closely enough when that began or ended.
    """
    chosen = text_or_json(settings, form)
    found = ask(opened(settings, perspective), lambda index: asked(index, at, organisation))
    if found.note:
        messages.note(found.note)
    if not found.offices:
        messages.say("nobody is known to have held an office then")
    if chosen == "json":
        _write_json(settings, found)
        return
    from oai_timeline.views.state import state as laid_out

    to = output.target(settings)
    output.write_screen(laid_out(found, layout_for(settings, to.width, found.zone)), to)


def _write_json(settings: Settings, found: State) -> None:
    value = {
        "at": found.moment,
        "earliest": found.earliest,
        "latest": found.latest,
        "offices": [_as_json(office) for office in found.offices],
        "last_event": found.last_event_json and loads(found.last_event_json),
    }
    output.write_value(value, settings, output.target(settings))


def _as_json(office: Office) -> dict[str, object]:
    return {
        "office": office.office,
        "organisation": {"id": office.organisation, "name": office.organisation_name},
        "holder": {"id": office.holder, "name": office.holder_name},
        "since": office.since,
        "until": office.until,
        "held": "certainly" if office.is_certain else "possibly",
    }
