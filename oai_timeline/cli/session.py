"""A command's session: the timeline that its options name, its questions, and where answers go."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, Self

from oai_timeline import index
from oai_timeline.cli import messages, output
from oai_timeline.cli.files import name_errors
from oai_timeline.cli.progress import open_with_progress
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.model.date import Printed
from oai_timeline.model.record import EventRecord, ListedEvent
from oai_timeline.model.visible import quoted
from oai_timeline.query import events, select
from oai_timeline.query.filters import PERIODS
from oai_timeline.query.select import Query, Result
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import StyledText

_opened_files: set[str] = set()
"""Timeline files whose index this run has opened."""


class Listing(NamedTuple):
    """The events that match a query; `nearest` lists the days to try instead if none is close."""

    query: Query
    result: Result
    nearest: list[str]

    def report_omitted(self) -> None:
        """Write to stderr how many of the matching events are left out by --limit."""
        shown, total = len(self.result.matches), self.result.total
        messages.report_omitted(shown, total, "events", self.nearest)


class Session:
    """An open timeline, and the settings and the target of the answers.

    It is a context manager, and closes the timeline's index.
    """

    def __init__(
        self,
        settings: Settings,
        perspective: Perspective | None = None,
        path: str | None = None,
    ) -> None:
        """Open the timeline as seen from a perspective; answers go to `path`, None for stdout.

        Raises OSError, TimelineFileError, UsageError, QueryError.
        """
        self.settings = settings
        self.target = output.target(settings, path, timeline_file(settings))
        self.index = _open_index(settings)
        if perspective and perspective != Perspective():
            from oai_timeline.query.perspective import apply_perspective

            for note in apply_perspective(self.index, *perspective):
                messages.warn_once(note)

    def __enter__(self) -> Self:
        """Return the session."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the index."""
        self.index.close()

    @cached_property
    def layout(self) -> Layout:
        """The layout of answers on the target. Raises UsageError if --tz is unknown."""
        return layout_for(self.settings, self.target.width, self.index.zone)

    def run_query(self, selection: Selection, *, coarse_last: bool = False) -> Listing:
        """Find the selected events, and report on stderr how dates were read. Raises QueryError.

        `coarse_last` puts those dated only to a longer period than the one asked for at the end.
        """
        query = self.read_query(selection)._replace(coarse_last=coarse_last)
        result = select.select(self.index, query)
        is_empty = result.is_vague and any(name in query.wanted for name in PERIODS)
        nearest = select.nearest_days(self.index, query) if is_empty else []
        return Listing(query, result, nearest)

    def read_query(self, selection: Selection) -> Query:
        """Parse the selection, and report on stderr how dates were read. Raises QueryError."""
        wanted = select.read(self.index, selection.texts)
        query = Query(wanted, selection.together, selection.reverse, selection.limit)
        report_readings(query)
        return query

    def fetch_events(self, listing: Listing) -> list[ListedEvent]:
        """Return the events of a listing as views show them; report on stderr what is omitted."""
        listing.report_omitted()
        return events.fetch_events(self.index, listing.result)

    def fetch_records(self, listing: Listing) -> Iterable[EventRecord]:
        """Return the events of a listing as records; report on stderr what is omitted."""
        listing.report_omitted()
        return events.Records(self.index, listing.result)

    def fetch_json(self, listing: Listing) -> Iterator[str]:
        """Fetch the events of a listing as JSON; report on stderr what is omitted."""
        listing.report_omitted()
        return events.fetch_json(self.index, listing.result)

    def write_view(self, view: StyledText) -> None:
        """Write text for people to the target. Raises OSError."""
        output.write_screen(view, self.target)

    def write_json(self, texts: Iterable[str]) -> None:
        """Write texts that are JSON to the target. Raises OSError."""
        output.write_json(texts, self.settings, self.target)

    def write_value(self, value: object) -> None:
        """Encode a value as JSON and write it to the target. Raises OSError."""
        output.write_value(value, self.settings, self.target)


def timeline_file(settings: Settings) -> str:
    """Return the timeline file's path: --file, or TIMELINE_FILE, or the one that comes with us."""
    return settings.file or os.environ.get("TIMELINE_FILE") or _shipped()


def discard_indexes() -> bool:
    """Discard the cached indexes that this run has opened; return whether there are any."""
    files = [path for path in _opened_files if os.path.isfile(path)]  # a pipe is read but once
    for path in files:
        index.discard(path)
    _opened_files.clear()
    return bool(files)


def read_standard_input() -> bytes:
    """Read all of standard input. Raises OSError."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard input")
    if sys.stdin.isatty():
        messages.warn("reading the timeline from the terminal; press Ctrl-D to end it")
    from oai_timeline.index.whole import read_limited

    with name_errors("standard input"):
        return read_limited(sys.stdin.buffer, "standard input")


def report_readings(query: Query) -> None:
    """Write to stderr how the dates of a query were read, and why they may match nothing."""
    for values in query.wanted.values():
        for value in values:
            if value.note:
                messages.warn_once(value.note)
    if hint := select.contradiction(query):
        messages.warn_once(hint)


def layout_for(settings: Settings, width: int | None, zone: str) -> Layout:
    """Return the layout that the settings ask for; `zone` is the timeline's. Raises UsageError."""
    if settings.tz is None or settings.tz == zone:
        return Layout(width, zone, settings.ascii)
    return Layout(width, settings.tz, settings.ascii, _date_printer(zone, settings.tz))


def _date_printer(home: str, name: str) -> Callable[[ListedEvent], Printed]:
    """Return a function that prints an event's date in another time zone than the timeline's."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from oai_timeline.dates.display import format_date

    ours = ZoneInfo(home)
    try:
        theirs = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, RecursionError):  # the last of many a "/"
        from oai_timeline.model.zones import suggest_zone

        hint = suggest_zone(name, home)
        raise messages.UsageError(f"unknown time zone {quoted(name)}{hint}") from None
    return lambda event: format_date(event.date, ours, theirs)


def _open_index(settings: Settings) -> index.Index:
    path = timeline_file(settings)
    if path == "-":
        return index.open_bytes(read_standard_input(), "<stdin>")
    compiled = _compiled() if path == _shipped() else None
    _opened_files.add(path)
    with name_errors(path):
        return index.open_file(path, compiled, open_with_progress)


def _shipped() -> str:
    """Find events.yaml: inside the package where that was installed, else beside it."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "events.yaml")
    return (
        inside if os.path.exists(inside) else os.path.join(os.path.dirname(package), "events.yaml")
    )


def _compiled() -> str:
    """Name the index that comes with the shipped timeline; a checkout has none."""
    return f"{_shipped().removesuffix('.yaml')}.sqlite"
