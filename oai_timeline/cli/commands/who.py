"""`timeline who`: all actors, the details of one, or the events that several share."""

from functools import partial
from typing import Annotated

from oai_timeline.cli import messages
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, actor_names, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Listing, Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.cli.suggestions import find_actors
from oai_timeline.model.plural import format_count
from oai_timeline.query import actors
from oai_timeline.query.filters import involves


@shared_options
def who(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    words: Annotated[list[str] | None, actor_names(help="Actors. Omit to list everyone.")] = None,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """List actors, or show one actor's details and events.

    Example: timeline who sutskever
    """
    chosen = choose_text_or_json(settings, output_format)
    with Session(settings, perspective) as session:
        ids = find_actors(session, words or [], "who", selection.phrases)
        if not ids:
            _write_everybody(session, selection, chosen)
            return
        conditions = [involves(actor_id) for actor_id in ids]
        listing = session.run_query(selection, conditions, for_people=chosen == "text")
        details = [actors.fetch_actor_details(session.index, actor_id) for actor_id in ids]
        if chosen == "json":
            session.write_value(_details_as_json(session, listing, details))
        else:
            _write_details(session, listing, details)


def _write_everybody(session: Session, selection: Selection, output_format: str) -> None:
    everything = selection._replace(limit=None, reverse=False)
    listing = session.run_query(everything)
    everybody = actors.fetch_actors(session.index, listing.query)
    shown = (everybody[::-1] if selection.reverse else everybody)[: selection.limit]
    if everybody or not listing.result.total:
        messages.report_omitted(
            len(shown), len(everybody), "actors", listing.nearest, listing.advice
        )
    elif actors.has_actors(session.index):
        events = format_count(listing.result.total, "matching event")
        messages.warn_once(f"no actor is named in {events}")
    else:
        messages.warn_once(messages.explain_missing("actors", "under actors: in its file"))
    if output_format == "json":
        session.write_value([actor._asdict() for actor in shown])
    else:
        from oai_timeline.views.actors import plain_actors, render_actors

        head = partial(session.make_head, listing.query, len(everybody))
        session.write_list(render_actors, plain_actors, shown, make_head=head)


def _write_details(session: Session, listing: Listing, details: list[actors.ActorDetails]) -> None:
    from oai_timeline.views.actors import (
        CommonEvents,
        plain_actor_details,
        render_actor_details,
    )

    names = " and ".join(actor.actor.name for actor in details)
    head = partial(session.make_head, listing.query, listing.result.total, [f"with {names}"])
    is_one = len(details) == 1
    roles = actors.fetch_roles(session.index, details[0].actor.id) if is_one else {}
    common = CommonEvents(session.fetch_events(listing), listing.result.coarse, roles)
    session.write_list(render_actor_details, plain_actor_details, details, common, make_head=head)


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
