"""`timeline import`: somebody's table of events as a timeline file to begin with."""

import os
from bisect import bisect_right
from io import BytesIO
from itertools import accumulate
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.forms import refuse_text_options
from oai_timeline.cli.options import expanded
from oai_timeline.cli.session import standard_input
from oai_timeline.cli.settings import Settings
from oai_timeline.formats import findings, timeline_yaml
from oai_timeline.load import load
from oai_timeline.load.decode import zone_of
from oai_timeline.load.whole import read_whole
from oai_timeline.tables.imported import imported
from oai_timeline.tables.rows import Table

_FORMS = ("csv", "jsonl")


@expanded
def import_(
    settings: Settings,
    path: Annotated[str, typer.Argument(metavar="FILE", help="- is standard input.")],
    form: Annotated[
        str | None,
        typer.Option("--from", metavar="FORMAT", help="csv or jsonl; else what FILE looks like."),
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
    """Make a timeline file of a table: CSV or JSON Lines.

    Example: timeline import events.csv --zone Europe/Paris --output mine.yaml

    CSV needs a first row with names of columns. Known are names like date, time, title, summary,
    actors, place, tags, source, url, and those that exports have. Several names in a cell are
    parted by semicolons.
    """
    _refuse(settings, form)
    home = zone_of(zone or "UTC")
    if not isinstance(home, ZoneInfo):
        raise messages.UsageError(f'"{zone}" is no time zone known here')
    table = Table(*_content(path), form)
    made = imported(table, _title(title, path), home)
    pieces = list(timeline_yaml.document(made.timeline))
    if not table.mistakes:
        _prove(pieces, made.lines, table)
    if table.mistakes:
        for finding in findings.text(sorted(table.mistakes)):
            for line in finding.splitlines():
                messages.say(line)
        count = len(table.mistakes)
        messages.say(f"{count} {'error' if count == 1 else 'errors'}: nothing was written")
        raise typer.Exit(1)
    if zone is None:
        messages.say("times without an offset are taken for UTC; --zone names another zone")
    for note in made.notes:
        messages.say(note)
    output.write(pieces, output.target(settings, to))


def _refuse(settings: Settings, form: str | None) -> None:
    """Refuse what an import can't honour."""
    refuse_text_options(settings, "import")
    if settings.ascii:
        raise messages.UsageError("--ascii is for text and JSON: import can't honour it")
    if settings.file is not None:
        raise messages.UsageError("import reads no timeline: name the table without --file")
    if form is not None and form not in _FORMS:
        raise messages.UsageError(f'no format is called "{form}" here: {", ".join(_FORMS)}')


def _content(path: str) -> tuple[bytes, str]:
    """Read a file, and say what messages call it. Raises OSError."""
    if path == "-":
        return standard_input(), "<stdin>"
    with open(path, "rb") as file:
        return read_whole(file, path), path


def _title(given: str | None, path: str) -> str:
    """Choose the timeline's title; bytes of a file's name that are no text are seen in it."""
    name = os.path.splitext(os.path.basename(path))[0] if path != "-" else "Imported timeline"
    return (given or name).encode("utf-8", "backslashreplace").decode()


def _prove(pieces: list[str], lines: list[int], table: Table) -> None:
    """Read what is to be written as a timeline, and report what is wrong by the table's lines."""
    loading = load(BytesIO("".join(pieces).encode()), "")
    for _ in loading.events():
        pass
    starts = list(accumulate(piece.count("\n") for piece in pieces))
    for found in loading.diagnostics():
        if found.severity == "error":
            number = bisect_right(starts, found.location.line - 1) - 1
            table.report(lines[number] if number >= 0 else 1, found.code, found.message)
