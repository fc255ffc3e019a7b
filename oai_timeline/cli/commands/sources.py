"""`timeline sources`: the bibliography, or the details of one source."""

from collections.abc import Sequence
from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_choices, complete_fields
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.cli.suggestions import find_source_details
from oai_timeline.model.plural import format_count
from oai_timeline.query import bibliography
from oai_timeline.query.bibliography import SourceDetails, SourceUse


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
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="FIELD",
            help="Only sources that lack url, archived, published or title (repeated: any).",
            autocompletion=complete_choices(*bibliography.FIELDS),
        ),
    ] = None,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """List sources and how often they are cited, or what cites one.

    Example: timeline sources Reuters

    --without archived lists the sources of which no copy is saved yet.
    """
    chosen = choose_text_or_json(settings, output_format)
    for field in without or ():
        if field not in bibliography.FIELDS:
            fields = ", ".join(bibliography.FIELDS)
            raise messages.UsageError(f'unknown field "{field}" (choose from: {fields})')
    with Session(settings, perspective) as session:
        if without:
            _write_sources(session, _find_lacking(session, without, name), chosen)
        elif name is None:
            _write_sources(session, _fetch_all(session), chosen)
        else:
            _write_details(session, name, chosen)


def _fetch_all(session: Session) -> list[SourceUse]:
    sources = bibliography.fetch_sources(session.index)
    if not sources:
        perspective = session.index.perspective_description
        messages.warn_once(
            f"no source counts here ({perspective}); try without that"
            if perspective
            else messages.explain_missing("sources", "under sources: in its file")
        )
    return sources


def _find_lacking(session: Session, fields: Sequence[str], name: str | None) -> list[SourceUse]:
    """Return the sources that lack one of some fields; report on stderr how many these are."""
    lacking, total = bibliography.find_lacking(session.index, _fetch_all(session), fields, name)
    nouns = " or ".join(f"no {bibliography.FIELDS[field]}" for field in dict.fromkeys(fields))
    if total:
        verb = "has" if len(lacking) == 1 else "have"
        messages.warn_once(f"{len(lacking):,} of {format_count(total, 'source')} {verb} {nouns}")
    return lacking


def _write_sources(session: Session, sources: Sequence[SourceUse], output_format: str) -> None:
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
