"""`timeline import`: somebody's table of events as a timeline file to begin with."""

from typing import Annotated

import typer

from oai_timeline.cli.options import share_options
from oai_timeline.cli.settings import Settings


@share_options()
def import_(
    settings: Settings,
    path: Annotated[str, typer.Argument(metavar="FILE", help="- is standard input.")],
    form: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FORMAT", help="csv, json or jsonl; else what FILE looks like."
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The title; else FILE's name.")
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option("--zone", metavar="ZONE", help="Of times without an offset; else UTC."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all."),
    ] = None,
) -> None:
    """Make a timeline file of a table: CSV, JSON or JSON Lines.

    Example: timeline import events.csv --zone Europe/Paris --output mine.yaml

    CSV needs a first row with names of columns. Known are names like date, time, end date, end
    time, time zone, or year, month, day; title, summary, actors, place, tags, source, url; and
    those that exports have. Separate several names in a cell by semicolons. Values that could not
    be imported are counted by column.
    """
    from oai_timeline.cli.import_files import Asked, write_timeline

    write_timeline(settings, Asked(path, form, title, zone, to))
