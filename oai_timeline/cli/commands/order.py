"""`timeline order`: which of some events came first, and how that is known."""

from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_fields
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.cli.suggestions import find_event
from oai_timeline.query import pairs

_EVENTS = typer.Argument(
    metavar="EVENT EVENT...",
    help="Two events or more, each an id or its beginning, words of a title in quotes, or a day "
    "and time in quotes.",
    autocompletion=complete_fields("ids"),
    show_default=False,
)


@shared_options
def order(
    settings: Settings,
    perspective: Perspective,
    names: Annotated[list[str], _EVENTS],
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show which of two events came first, and how that is known.

    Example: timeline order brockman-gets-text "nov 17 12:23"

    One event was before another if their dates do not overlap, or if it follows from the other
    (`because`, `after`), directly or through other events. Events are in the same second if both
    are dated to it exactly; otherwise the order is not established. Of more than two events, each
    pair is shown. Accounts that give another order are listed after "But".
    """
    chosen = choose_text_or_json(settings, output_format)
    if len(names) < 2:
        raise messages.UsageError(f'order takes two events or more, not only "{names[0]}"')
    with Session(settings, perspective) as session:
        ids: dict[str, str] = {}
        for name in names:
            event_id = find_event(session, [name])
            if event_id in ids:
                raise messages.UsageError(
                    f'"{ids[event_id]}" and "{name}" are the same event: {event_id}'
                )
            ids[event_id] = name
        if chosen == "json":
            session.write_value(pairs.fetch_pairs_record(session.index, list(ids)))
        else:
            from oai_timeline.views.order import plain_order, render_order

            answer = pairs.fetch_pairs(session.index, list(ids))
            session.write_view(render_order, plain_order, answer)
