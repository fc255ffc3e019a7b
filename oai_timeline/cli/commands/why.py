"""`timeline why`: the causes and consequences of an event."""

from collections.abc import Sequence
from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.options import EVENT_ID, FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Settings, whole_number
from oai_timeline.cli.suggestions import find_event
from oai_timeline.query import causes

_DEPTH = 3


@shared_options
def why(
    settings: Settings,
    perspective: Perspective,
    text: Annotated[str, EVENT_ID],
    depth: Annotated[
        int,
        typer.Option(
            "--depth",
            metavar="N",
            parser=whole_number("--depth", 1),
            help="How many steps to follow.",
        ),
    ] = _DEPTH,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show the causes and consequences of an event.

    Example: timeline why brockman-resigns --depth 2

    The tree follows the reasons that the timeline gives (`because`), not mere order (`after`). An
    event that is reached in several ways is shown once, where it is nearest; elsewhere "see ID"
    refers to it. (+2) means that two more lie beyond the depth. In a pipe, an arrow to the left
    marks a cause, one to the right a consequence; steps after the 32nd are numbered instead of
    indented.
    """
    chosen = choose_text_or_json(settings, output_format)
    with Session(settings, perspective) as session:
        event_id = find_event(session, text)
        if chosen == "json":
            records = causes.fetch_why_records(session.index, event_id, depth)
            _report_if_unlinked(records["causes"] or records["consequences"])
            session.write_value(records)
        else:
            from oai_timeline.views.causes import plain_causes, render_causes

            links = causes.fetch_why(session.index, event_id, depth)
            _report_if_unlinked(links.causes or links.consequences)
            session.write_view(render_causes, plain_causes, links)


def _report_if_unlinked(links: Sequence[object]) -> None:
    if not links:
        messages.warn_once("the timeline records no cause or consequence of this event")
