"""`timeline event`: all details of one event."""

from typing import Annotated

from oai_timeline.cli.options import EVENT_ID, FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.cli.suggestions import find_event
from oai_timeline.query import event_details


@shared_options
def event(
    settings: Settings,
    perspective: Perspective,
    text: Annotated[str, EVENT_ID],
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show everything about one event.

    Example: timeline event brockman-gets-text
    """
    chosen = choose_text_or_json(settings, output_format)
    with Session(settings, perspective) as session:
        event_id = find_event(session, text)
        if chosen == "json":
            from oai_timeline.formats import json_text

            text = event_details.fetch_event_json(session.index, event_id)
            session.write_json(json_text.write_lines([text]))
        else:
            from oai_timeline.views.event import plain_event, render_event

            details = event_details.fetch_event_details(session.index, event_id)
            session.write_view(render_event, plain_event, details)
