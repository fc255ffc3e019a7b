"""`timeline who`: all actors, the details of one, or the events that several share."""

from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_fields
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Listing, Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.index import Index
from oai_timeline.query import actors, names
from oai_timeline.query.errors import QueryError
from oai_timeline.query.filters import involves


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
        conditions = [involves(actor_id) for actor_id in ids]
        listing = session.run_query(selection, conditions, for_people=chosen == "text")
        details = [actors.fetch_actor_details(session.index, actor_id) for actor_id in ids]
        if chosen == "json":
            session.write_value(_details_as_json(session, listing, details))
        else:
            from oai_timeline.views.actors import plain_actor_details, render_actor_details

            events = session.fetch_events(listing)
            is_one = len(details) == 1
            roles = actors.fetch_roles(session.index, details[0].actor.id) if is_one else None
            session.write_view(
                render_actor_details,
                plain_actor_details,
                details,
                events,
                listing.result.coarse,
                roles,
            )


def _find_actors(index: Index, words: list[str]) -> list[str]:
    """Return the ids of the named actors; several words are tried as one name first."""
    if len(words) > 1:
        try:
            return [names.find_actor(index, " ".join(words))]
        except QueryError:
            pass
    return list(dict.fromkeys(names.find_actor(index, word) for word in words))


def _write_everybody(session: Session, selection: Selection, output_format: str) -> None:
    everything = selection._replace(limit=None, reverse=False)
    listing = session.run_query(everything)
    everybody = actors.fetch_actors(session.index, listing.query)
    shown = (everybody[::-1] if selection.reverse else everybody)[: selection.limit]
    messages.report_omitted(len(shown), len(everybody), "actors", listing.nearest)
    if output_format == "json":
        session.write_value([actor._asdict() for actor in shown])
    else:
        from oai_timeline.views.actors import plain_actors, render_actors

        session.write_view(render_actors, plain_actors, shown)


def _details_as_json(
    session: Session, listing: Listing, details: list[actors.ActorDetails]
) -> dict[str, object]:
    return {
        "actors": [
            {
                **actor.actor._asdict(),
                "note": actor.note,
                "offices": [held.as_dict() for held in actor.offices],
                "with": [other._asdict() for other in actor.companions],
            }
            for actor in details
        ],
        "events": list(session.fetch_records(listing)),
    }
