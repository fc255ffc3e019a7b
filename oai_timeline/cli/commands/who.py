"""`timeline who`: all actors, the details of one, or the events that several share."""

from collections.abc import Callable
from itertools import chain
from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_fields
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Listing, Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.index import Index
from oai_timeline.model.record import ListedEvent
from oai_timeline.query import actors, names
from oai_timeline.query.errors import QueryError
from oai_timeline.views.text import StyledText


@shared_options
def who(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="Actors. Omit to list everyone.",
            autocompletion=complete_fields("actors", "aliases"),
        ),
    ] = None,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """List actors, or show one actor's details and events.

    Example: timeline who sutskever
    """
    chosen = choose_text_or_json(settings, output_format)
    with Session(settings, perspective) as session:
        ids = _find_actors(session.index, words or [])
        if not ids:
            _write_everybody(session, selection, chosen)
            return
        involved = selection._replace(texts={**selection.texts, "party": ids})
        listing = session.run_query(involved, coarse_last=chosen == "text")
        details = [actors.card(session.index, actor_id) for actor_id in ids]
        if chosen == "json":
            session.write_value(_details_as_json(session, listing, details))
        else:
            session.write_view(_render_details(session, listing, details))


def _find_actors(index: Index, words: list[str]) -> list[str]:
    """Return the ids of the named actors; several words are tried as one name first."""
    if len(words) > 1:
        try:
            return [names.actor(index, " ".join(words))]
        except QueryError:
            pass
    return list(dict.fromkeys(names.actor(index, word) for word in words))


def _write_everybody(session: Session, selection: Selection, output_format: str) -> None:
    everything = selection._replace(limit=None, reverse=False)
    listing = session.run_query(everything)
    everybody = actors.everybody(session.index, listing.query)
    shown = (everybody[::-1] if selection.reverse else everybody)[: selection.limit]
    messages.report_omitted(len(shown), len(everybody), "actors", listing.nearest)
    if output_format == "json":
        session.write_value([actor._asdict() for actor in shown])
    else:
        from oai_timeline.views.actors import everybody as render

        session.write_view(render(shown, session.layout))


def _details_as_json(
    session: Session, listing: Listing, details: list[actors.ActorDetails]
) -> dict[str, object]:
    return {
        "actors": [
            {
                **actor.actor._asdict(),
                "note": actor.note,
                "offices": [held.in_full() for held in actor.offices],
                "with": [other._asdict() for other in actor.companions],
            }
            for actor in details
        ],
        "events": list(session.fetch_records(listing)),
    }


def _render_details(
    session: Session, listing: Listing, details: list[actors.ActorDetails]
) -> StyledText:
    from oai_timeline.views.actors import card
    from oai_timeline.views.tree import tree

    events = session.fetch_events(listing)
    marks = _role_marks(session, details[0].actor.id) if len(details) == 1 else None
    cards = [[*card(actor, session.layout), []] for actor in details]
    lines = list(chain.from_iterable(cards))
    events_lines = tree(events, listing.result.coarse, session.layout, marks).lines
    return StyledText(chain(lines if events else lines[:-1], events_lines))


def _role_marks(session: Session, actor: str) -> Callable[[ListedEvent], str]:
    """Return a function that marks an event with an actor's roles in it."""
    roles = actors.fetch_roles(session.index, actor)
    symbols = session.layout.symbols
    signs = {"by": symbols.by, "about": symbols.about}

    def mark(event: ListedEvent) -> str:
        held = roles.get(event.id, set())
        return "".join(sign for role, sign in signs.items() if role in held)

    return mark
