"""`timeline import`: convert a table of events to a timeline file."""

from typing import Annotated

import typer

from oai_timeline.cli.options import OUTPUT_FILE, share_options
from oai_timeline.cli.settings import Settings


@share_options()
def import_(
    settings: Settings,
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="Table to convert (- for standard input).")
    ],
    table_format: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FORMAT", help="csv, json or jsonl. Default: detected from FILE."
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            "--title", metavar="TEXT", help="Title of the timeline. Default: FILE's name."
        ),
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option(
            "--zone", metavar="ZONE", help="Zone of times without an offset. Default: UTC."
        ),
    ] = None,
    output_path: Annotated[str | None, OUTPUT_FILE] = None,
) -> None:
    """Convert a table (CSV, JSON or JSON Lines) to a timeline file.

    Example: timeline import events.csv --zone Europe/Paris --output mine.yaml

    CSV needs a header row. Recognised columns include date, time, end date, end time, time zone, or
    year, month, day; title, summary, actors, place, tags, source, url; and those of CSV exports.
    Separate several names in a cell with semicolons. Values that can't be imported are counted by
    column.
    """
    from oai_timeline.cli.import_files import ImportOptions, write_timeline

    write_timeline(settings, ImportOptions(path, table_format, title, zone, output_path))
