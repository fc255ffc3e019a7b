"""A command's session: an open timeline, queries of it, and writing the answers."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar, TypeVarTuple

from oai_timeline import index
from oai_timeline.cli import messages, output
from oai_timeline.cli.files import (
    default_path,
    name_errors,
    open_with_progress,
    read_file,
    report_left_out,
    timeline_paths,
)
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.model.plural import format_count
from oai_timeline.model.timeline_file import describe_paths
from oai_timeline.query import events, select
from oai_timeline.query.errors import QueryError
from oai_timeline.query.filters import PERIODS, Condition
from oai_timeline.query.select import Query, Result

if TYPE_CHECKING:
    from oai_timeline.model.listed import ListedEvent
    from oai_timeline.model.record import EventRecord
    from oai_timeline.views.layout import Layout
    from oai_timeline.views.parts import Head
    from oai_timeline.views.text import Line

Data = TypeVarTuple("Data")
ListHead = TypeVar("ListHead")
if TYPE_CHECKING:
    View = Callable[[*Data, Layout], Iterable[Line]]
    """A function that lays out data."""
    Rendered = Callable[[*Data, ListHead, Layout], Iterable[Line]]
    """A function that lays out data under a head."""
_CHART_WIDTH = 80
"""The width of charts in plain text."""
_opened_files: set[tuple[str, ...]] = set()
"""The files of timelines whose index this run has opened."""


class Listing(NamedTuple):
    """The events that match a query; `nearest` lists the days to try instead if none is close.

    `advice` says what to try if none matches, and no day is near.
    """

    query: Query
    result: Result
    nearest: list[str]
    advice: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether no event is left out."""
        return not (self.query.wanted or self.query.conditions or self.query.limit)

    def report_omitted(self) -> None:
        """Write to stderr how many matching events --limit leaves out, or that there are none."""
        shown, total = len(self.result.matches), self.result.total
        messages.report_omitted(shown, total, "events", self.nearest, self.advice)


class Session:
    """An open timeline, the settings, and the target of the answers.

    It is a context manager, which closes the timeline's index.
    """

    def __init__(
        self,
        settings: Settings,
        perspective: Perspective | None = None,
        path: str | None = None,
    ) -> None:
        """Open the timeline from a perspective; answers go to the file `path`, None for stdout.

        Raises OSError, TimelineFileError, UsageError, QueryError.
        """
        self.settings = settings
        self.contents = ""  # of the file that is written: "12 events"
        self.target = output.choose_target(settings, path, timeline_paths(settings.file))
        report_left_out(settings.file)
        self.index = open_index(settings)
        if perspective and perspective != Perspective():
            self._apply(perspective)

    def __enter__(self) -> Self:
        """Return the session."""
        return self

    def __exit__(self, _: object, error: object, traceback: object) -> None:
        """Close the index. Raises QueryError in place of one, with the command that lists names."""
        self.index.close()
        if isinstance(error, QueryError):
            raise self._name_listing(error) from None

    def _apply(self, perspective: Perspective) -> None:
        """Look at the timeline from a perspective, and report notes on it. Raises QueryError."""
        from oai_timeline.query.perspective import apply_perspective

        try:
            notes = apply_perspective(self.index, *perspective)
        except QueryError as error:
            raise self._name_listing(error) from None
        for note in notes:
            messages.warn_once(note)

    def _name_listing(self, error: QueryError) -> QueryError:
        from oai_timeline.cli.suggestions import name_listing

        return name_listing(error, self.settings)

    @cached_property
    def layout(self) -> "Layout":
        """The layout of answers on the target. Raises UsageError if --tz is unknown."""
        from oai_timeline.cli.layout import choose_layout

        return choose_layout(self.settings, self.target.width or _CHART_WIDTH, self.index.zone)

    def run_query(
        self,
        selection: Selection,
        conditions: Sequence[Condition] = (),
        *,
        for_people: bool = False,
        order: str = "canonical",
    ) -> Listing:
        """Find the selected events, and report on stderr how dates were read. Raises QueryError.

        They also meet all `conditions`, and are in an order of `query.reading`. `for_people` lists
        coarse events last, and on a terminal those of each day as that module orders them.
        """
        if for_people:
            order = "coarse_last" if self.target.width is None else "by_day"
        query = self.read_query(selection, conditions)._replace(order=order)
        result = select.select(self.index, query)
        self.contents = format_count(len(result.matches), "event")
        needs_hint = result.is_vague and any(name in query.wanted for name in PERIODS)
        nearest = select.fetch_nearest_days(self.index, query) if needs_hint else []
        advice = "" if result.total or nearest else self.advise(query)
        return Listing(query, result, nearest, advice)

    def advise(self, query: Query, otherwise: str = "") -> str:
        """Return what to try instead of a query that matches nothing: other filters, if they help.

        `otherwise` says what to try if they don't.
        """
        from oai_timeline.cli.suggestions import program
        from oai_timeline.query.advice import explain_emptiness, suggest_queries

        command = "search, which finds words" if "grep" in query.wanted else "days"
        return (
            explain_emptiness(self.index)
            or suggest_queries(self.index, query)
            or otherwise
            or f"try {program(self.settings)} {command}"
        )

    def read_query(self, selection: Selection, conditions: Sequence[Condition] = ()) -> Query:
        """Parse the selection, and report on stderr how dates were read.

        Raises QueryError, also if no date can be in all of its periods.
        """
        wanted = select.read_filters(self.index, selection.texts)
        query = Query(wanted, conditions, selection.together, selection.reverse, selection.limit)
        report_readings(query)
        return query

    def make_head(
        self,
        query: Query,
        total: int,
        asked: Sequence[str] = (),
        *,
        remark: str = "",
        with_ids: bool = False,
    ) -> "Head":
        """Return the head of a list of events: how many match, and what was asked for."""
        from oai_timeline.views.parts import Head

        phrases = [*asked, *self.describe(query)]
        return Head(total, phrases, with_ids, remark, self.index.perspective_description)

    def describe(self, query: Query) -> list[str]:
        """Return what a query asks for, and from which point of view: a phrase each."""
        from oai_timeline.query.description import describe_list

        return describe_list(self.index, query)

    def fetch_events(self, listing: Listing) -> "list[ListedEvent]":
        """Return the events of a listing as views show them; report on stderr what is omitted."""
        listing.report_omitted()
        return events.fetch_events(self.index, listing.result)

    def fetch_with_records(self, listing: Listing) -> "list[tuple[ListedEvent, EventRecord]]":
        """Return the same, each with its record."""
        listing.report_omitted()
        return list(events.fetch_with_records(self.index, listing.result))

    def fetch_records(self, listing: Listing) -> Iterable["EventRecord"]:
        """Return the events of a listing as records; report on stderr what is omitted."""
        listing.report_omitted()
        return events.Records(self.index, listing.result)

    def fetch_json(self, listing: Listing) -> Iterator[str]:
        """Fetch the events of a listing as JSON; report on stderr what is omitted."""
        listing.report_omitted()
        return events.fetch_json(self.index, listing.result)

    def write_view(self, render: "View[*Data]", plain: "View[*Data]", *data: *Data) -> None:
        """Write data for people: rendered for a terminal, or as plain text. Raises OSError."""
        write = plain if self.target.width is None else render
        self._write_lines(write(*data, self.layout))

    def write_list(
        self,
        render: "Rendered[*Data, ListHead]",
        plain: "View[*Data]",
        *data: *Data,
        make_head: Callable[[], ListHead],
    ) -> None:
        """Write a list for people: under a head on a terminal, or as plain text without one.

        Raises OSError.
        """
        if self.target.width is None:
            self._write_lines(plain(*data, self.layout))
        else:
            self._write_lines(render(*data, make_head(), self.layout))

    def _write_lines(self, lines: "Iterable[Line]") -> None:
        from oai_timeline.views.text import StyledText

        output.write_view(StyledText(lines), self.target, self.contents)

    def write_json(self, texts: Iterable[str]) -> None:
        """Write JSON texts to the target, in ASCII if the settings say so. Raises OSError."""
        from oai_timeline.formats.json_text import escape_non_ascii

        texts = escape_non_ascii(texts) if self.settings.ascii else texts
        output.write(texts, self.target, self.contents)

    def write_value(self, value: object) -> None:
        """Encode a value as JSON and write it to the target. Raises OSError."""
        from oai_timeline.formats.json_text import encode_json

        self.write_json((f"{encode_json(value)}\n",))


def discard_indexes() -> bool:
    """Discard the cached indexes that this run has opened; return whether there are any."""
    # A pipe can be read only once.
    files = [paths for paths in _opened_files if all(map(os.path.isfile, paths))]
    for paths in files:
        index.discard(paths)
    _opened_files.clear()
    return bool(files)


def report_readings(query: Query) -> None:
    """Write to stderr how the dates of a query were read. Raises QueryError if none can match."""
    for values in query.wanted.values():
        for value in values:
            if value.note:
                messages.warn_once(value.note)
    if reason := select.explain_contradiction(query):
        raise QueryError(reason)


def open_index(settings: Settings, open_stream: index.OpenFile = open_with_progress) -> index.Index:
    """Open the index of the timeline; `open_stream` opens a file if it has to be built."""
    paths = timeline_paths(settings.file)
    if "-" in paths:
        return index.open_streams([read_file(path) for path in paths])
    bundled = default_path()
    compiled = f"{bundled.removesuffix('.yaml')}.sqlite" if paths == [bundled] else None
    _opened_files.add(tuple(paths))
    with name_errors(describe_paths(paths)):
        return index.open_files(paths, compiled, open_stream)
