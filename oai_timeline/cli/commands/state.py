"""`timeline state`: who held which office at a moment."""

from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_fields
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.query.state import Handover, HeldOffice, State
from oai_timeline.query.state import fetch_state as fetch

_EXAMPLE = (
    "  ann:",
    "    name: Ann Lee",
    "    offices: [{office: Chair, of: acme, from: 2020, until: ..}]",
)
"""An actor of a timeline file, with an office in another one, which has the id `acme`."""


@shared_options
def state(
    settings: Settings,
    perspective: Perspective,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="MOMENT",
            help="A day (any part of it) or a time. Default: the end of the last event.",
            autocompletion=complete_fields("days"),
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="ORG",
            help="Only offices of ORG.",
            autocompletion=complete_fields("actors", "aliases"),
        ),
    ] = None,
    office: Annotated[
        str | None,
        typer.Option(
            "--office",
            metavar="TEXT",
            help="Only offices with TEXT in their name, or in its initials (ceo).",
            autocompletion=complete_fields("offices"),
        ),
    ] = None,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show who held which office at a moment.

    Example: timeline state --at "2023-11-19 20:00" --of openai --office chief

    A ~ marks an office if the moment is within the bounds of its start or end: who held it then is
    not established.
    """
    chosen = choose_text_or_json(settings, output_format)
    with Session(settings, perspective) as session:
        moment = fetch(session.index, at, organisation, office)
        if moment.note:
            messages.warn_once(moment.note)
        if not moment.offices:
            for line in _suggest_moment(moment):
                messages.warn_once(line)
        if chosen == "json":
            session.write_value(_state_as_json(moment))
        else:
            from oai_timeline.views.state import plain_state, render_state

            session.write_view(render_state, plain_state, moment)


def _suggest_moment(state: State) -> list[str]:
    """Return when to ask instead if nobody held an office then, or how to add offices."""
    nobody = "nobody is known to have held such an office then" if state.asked else ""
    nobody = nobody or "nobody is known to have held an office then"
    if state.nearest:
        return [f"{nobody}; try --at {state.nearest}"]
    missing = "the timeline has no offices; give them to its actors, for example:"
    return [f"{nobody}: {missing}", *_EXAMPLE]


def _state_as_json(state: State) -> dict[str, object]:
    return {
        "at": state.moment,
        "earliest": state.earliest,
        "latest": state.latest,
        "offices": [_office_as_json(office) for office in state.offices],
        "handovers": [_handover_as_json(handover) for handover in state.handovers],
        "last_event": state.last_event_record,
    }


def _handover_as_json(handover: Handover) -> dict[str, object]:
    return {
        "leaving": [_office_as_json(office) for office in handover.leaving],
        "entering": [_office_as_json(office) for office in handover.entering],
    }


def _office_as_json(office: HeldOffice) -> dict[str, object]:
    return {
        "office": office.office,
        "organisation": {"id": office.organisation, "name": office.organisation_name},
        "holder": {"id": office.holder, "name": office.holder_name},
        "since": office.since,
        "until": office.until,
        "held": "certainly" if office.is_certain else "possibly",
        "undecided": office.is_undecided,
    }
