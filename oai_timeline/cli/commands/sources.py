"""`timeline sources`: the bibliography, or the details of one source."""

from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_fields
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.cli.suggestions import find_source_details
from oai_timeline.query import bibliography
from oai_timeline.query.bibliography import SourceDetails


@shared_options
def sources(
    settings: Settings,
    perspective: Perspective,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="Source id, a unique prefix of one, or a publisher. Omit to list all.",
            autocompletion=complete_fields("sources", "publishers"),
        ),
    ] = None,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """List sources and how often they are cited, or what cites one.

    Example: timeline sources Reuters
    """
    chosen = choose_text_or_json(settings, output_format)
    with Session(settings, perspective) as session:
        if name is None:
            _write_all(session, chosen)
        else:
            _write_details(session, name, chosen)


def _write_all(session: Session, output_format: str) -> None:
    sources = bibliography.fetch_sources(session.index)
    if not sources:
        perspective = session.index.perspective_description
        messages.warn_once(
            f"no source counts here ({perspective}); try without that"
            if perspective
            else "the timeline has no sources (timeline init writes an example of some)"
        )
    if output_format == "json":
        session.write_value([source.as_dict() for source in sources])
    else:
        from oai_timeline.views.bibliography import plain_sources, render_sources

        session.write_view(render_sources, plain_sources, sources)


def _write_details(session: Session, name: str, output_format: str) -> None:
    for_screen = output_format == "text" and session.target.width is not None
    order = "by_day" if for_screen else "canonical"
    details = find_source_details(session, name, order)
    if output_format == "json":
        session.write_value(_details_as_json(details))
    else:
        from oai_timeline.views.bibliography import plain_source_details, render_source_details

        session.write_view(render_source_details, plain_source_details, details)


def _details_as_json(details: SourceDetails) -> dict[str, object]:
    return {
        "sources": [source.as_dict() for source in details.sources],
        "resting": [source.as_dict() for source in details.dependents],
        "events": details.records,
    }
