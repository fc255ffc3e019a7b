"""`timeline why`: the causes and consequences of an event."""

from collections.abc import Iterator
from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.options import EVENT, FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Settings, limit_option, whole_number
from oai_timeline.cli.suggestions import find_event, repeat_command
from oai_timeline.query import causes as query
from oai_timeline.query.causes import Reach, Why

_DEPTH = 2
_LIMIT = 10


@shared_options
def why(
    settings: Settings,
    perspective: Perspective,
    words: Annotated[list[str], EVENT],
    causes: Annotated[bool, typer.Option("--causes", help="Show only the causes.")] = False,
    consequences: Annotated[
        bool, typer.Option("--consequences", help="Show only the consequences.")
    ] = False,
    depth: Annotated[
        int,
        typer.Option(
            "--depth",
            metavar="N",
            parser=whole_number("--depth", 1),
            help=f"How many steps to follow (default: {_DEPTH}).",
            show_default=False,
        ),
    ] = _DEPTH,
    limit: Annotated[
        int | None,
        limit_option(help=f"At most N branches of each event (default in text: {_LIMIT})."),
    ] = None,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show the causes and consequences of an event.

    Example: timeline why brockman-resigns --consequences

    The tree follows the reasons that the timeline gives (`because`), not mere order (`after`). Each
    event is shown once, where it is nearest. Of more than ten branches, the nearest in time are
    shown, and the others counted; "see also" names those that are elsewhere in the tree. +2 means
    that two more lie beyond the depth. JSON has all events within the depth. In a pipe, an arrow
    to the left marks a cause, one to the right a consequence; steps after the 32nd are numbered
    instead of indented.
    """
    chosen = choose_text_or_json(settings, output_format)
    if causes and consequences:
        raise messages.UsageError(
            "--causes and --consequences can't be combined: leave both out to see both"
        )
    reach = Reach(depth, causes=not consequences, consequences=not causes)
    if limit or chosen == "text":
        reach = reach._replace(limit=limit or _LIMIT)
    with Session(settings, perspective) as session:
        event_id = find_event(session, words)
        if chosen == "json":
            records = query.fetch_why_records(session.index, event_id, reach)
            _report_if_unlinked(reach, is_linked=bool(records["causes"] or records["consequences"]))
            session.write_value(records)
        else:
            from oai_timeline.views.causes import plain_causes, render_causes

            links = query.fetch_why(session.index, event_id, reach)
            _report_if_unlinked(reach, is_linked=any(tree.total for tree in links.trees))
            command = repeat_command(settings, perspective, _repeat_words(event_id, reach))
            hints = list(_list_hints(links, reach, command))
            session.write_view(render_causes, plain_causes, links, hints)


def _repeat_words(event_id: str, reach: Reach) -> str:
    words = ["why", event_id]
    if not reach.causes:
        words.append("--consequences")
    if not reach.consequences:
        words.append("--causes")
    return " ".join(words)


def _list_hints(why: Why, reach: Reach, command: str) -> Iterator[tuple[str, str]]:
    """Yield the commands that show more branches, or another step, if there is more."""
    depth = f" --depth {reach.depth}" if reach.depth != _DEPTH else ""
    limit = f" --limit {reach.limit}" if reach.limit != _LIMIT else ""
    branches = max((tree.most_branches for tree in why.trees), default=0)
    if branches > reach.limit:
        yield "all branches", f"{command}{depth} --limit {branches}"
    if any(node.beyond for tree in why.trees for node in tree.nodes):
        yield "one step further", f"{command} --depth {reach.depth + 1}{limit}"


def _report_if_unlinked(reach: Reach, *, is_linked: bool) -> None:
    if is_linked:
        return
    links = [
        name
        for name, is_wanted in (("cause", reach.causes), ("consequence", reach.consequences))
        if is_wanted
    ]
    messages.warn_once(f"the timeline records no {' or '.join(links)} of this event")
