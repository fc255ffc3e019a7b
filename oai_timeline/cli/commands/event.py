"""`timeline event`: all details of one event."""

from typing import Annotated

from oai_timeline.cli import messages
from oai_timeline.cli.options import EVENT, FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Settings, limit_option
from oai_timeline.cli.suggestions import find_event, repeat_command
from oai_timeline.query import event_details

_LIMIT = 10


@shared_options
def event(
    settings: Settings,
    perspective: Perspective,
    words: Annotated[list[str], EVENT],
    limit: Annotated[
        int | None,
        limit_option(help=f"At most N of the events that followed (default: {_LIMIT})."),
    ] = None,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show everything about one event.

    Example: timeline event brockman-gets-text

    Its causes are below "Because of", and what it caused below "Led to". Events of which only the
    order is known are below "After" and "Before". Of the events that followed, the ten nearest are
    shown, those that it caused first, and the others counted.
    """
    chosen = choose_text_or_json(settings, output_format)
    if limit and chosen == "json":
        raise messages.UsageError("--limit has no effect on --format json: leave it out")
    with Session(settings, perspective) as session:
        event_id = find_event(session, words)
        if chosen == "json":
            from oai_timeline.formats import json_text

            text = event_details.fetch_event_json(session.index, event_id)
            session.write_json(json_text.write_lines([text]))
        else:
            from oai_timeline.views.event import plain_event, render_event

            details = event_details.fetch_event_details(session.index, event_id, limit or _LIMIT)
            more = f"event {event_id} --limit {details.all_following}"
            command = repeat_command(settings, perspective, more)
            session.write_view(render_event, plain_event, details, command)
