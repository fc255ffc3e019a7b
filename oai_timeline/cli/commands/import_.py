"""`timeline import`: convert a table of events to a timeline file."""

from typing import Annotated

import typer

from oai_timeline.cli.options import OUTPUT_FILE, share_options
from oai_timeline.cli.settings import Settings


@share_options()
def import_(
    settings: Settings,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Tables to convert (- for standard input)."),
    ],
    table_format: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FORMAT",
            help="csv, ics, json, jsonl, l2t, timelinejs or timesketch. Default: detected.",
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            "--title",
            metavar="TEXT",
            help="Title of the timeline. Default: the first FILE's own, or its name.",
        ),
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option(
            "--zone",
            metavar="ZONE",
            help="Zone of times without an offset. Default: the first FILE's own, or UTC.",
        ),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="KEY=NAME",
            help="What columns are, like date=hdate,title=label. Repeatable.",
        ),
    ] = None,
    no_header: Annotated[
        bool, typer.Option("--no-header", help="The first row is an event; needs --columns.")
    ] = False,
    names: Annotated[
        str | None,
        typer.Option(
            "--columns", metavar="NAMES", help="Names of the columns, like date,end,title,url."
        ),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option(
            "--dates",
            metavar="ORDER",
            help="mdy or dmy: how to read 3/4/2023. Default: by the rows with one reading only.",
        ),
    ] = None,
    century: Annotated[
        int | None,
        typer.Option(
            "--century", metavar="YEAR", help="Century of years with two digits, like 1900."
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding", metavar="NAME", help="Encoding of FILE, like cp1252. Default: UTF-8."
        ),
    ] = None,
    output_path: Annotated[str | None, OUTPUT_FILE] = None,
) -> None:
    """Convert tables, calendars or other tools' files to one timeline.

    Example: timeline import events.csv --zone Europe/Paris --output mine.yaml

    Reads CSV, JSON and JSON Lines, iCalendar, TimelineJS (sheet and JSON), Timesketch and
    log2timeline. Recognised columns include date, time, end date, end time, time zone, or year,
    month, day; title, summary, actors, place, tags, source, url. Separate several names in a cell
    with semicolons. stderr shows what was concluded, and counts by column what was left out.
    """
    from oai_timeline.cli.import_files import ImportOptions, write_timeline

    options = ImportOptions(
        paths,
        table_format,
        title,
        zone,
        output_path,
        columns or (),
        no_header,
        names,
        dates,
        century,
        encoding,
    )
    write_timeline(settings, options)
