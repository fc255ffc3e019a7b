"""What the commands that list events have in common: from their options to what they print."""

from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from oai_timeline.cli import messages
from oai_timeline.cli.session import Opening, ask, stream
from oai_timeline.cli.settings import Selection, Settings
from oai_timeline.index import Index
from oai_timeline.model.entry import Entry, Printed
from oai_timeline.model.visible import quoted
from oai_timeline.query.filters import PERIODS
from oai_timeline.query.select import (
    Query,
    Result,
    contradiction,
    entries,
    json,
    nearest_days,
    read,
    select,
)
from oai_timeline.views.layout import Layout

T = TypeVar("T")


class Listed(NamedTuple, Generic[T]):
    """What was asked for: the question as it was understood, its answer, and what that holds."""

    query: Query
    answer: Result
    found: T
    nearest: list[str]
    zone: str


def listed(
    opening: Opening,
    selection: Selection,
    fetch: Callable[[Index, Query, Result], T],
    *,
    loose_last: bool = False,
) -> Listed[T]:
    """Ask for events, and `fetch` what is wanted of them; say on stderr how dates were read."""
    question = _question(selection, fetch, loose_last=loose_last)
    return _noted(ask(opening, question))


def as_entries(opening: Opening, selection: Selection, *, loose_last: bool) -> Listed[list[Entry]]:
    """Ask for events as lists show them; say on stderr what is not shown."""

    def fetch(index: Index, _: Query, answer: Result) -> list[Entry]:
        return entries(index, answer)

    return told(listed(opening, selection, fetch, loose_last=loose_last))


def as_json(opening: Opening, selection: Selection) -> Listed[Iterator[str]]:
    """Ask for events as JSON, fetched as they are taken; say on stderr what is not shown."""

    def fetch(index: Index, _: Query, answer: Result) -> tuple[None, Iterator[str]]:
        return None, json(index, answer)

    query, answer, (_, texts), nearest, zone = as_texts(opening, selection, fetch)
    return Listed(query, answer, texts, nearest, zone)


def as_texts(
    opening: Opening,
    selection: Selection,
    fetch: Callable[[Index, Query, Result], tuple[T, Iterator[str]]],
) -> Listed[tuple[T, Iterator[str]]]:
    """Ask for events, and `fetch` something, and texts that are made as they are taken.

    Say on stderr what is not shown.
    """
    ask_for_all = _question(selection, fetch)

    def question(index: Index) -> tuple[Listed[tuple[T, Iterator[str]]], Iterator[str]]:
        listed = ask_for_all(index)
        return listed, listed.found[1]

    listed, texts = stream(opening, question)
    return told(_noted(listed._replace(found=(listed.found[0], texts))))


def told(listed: Listed[T]) -> Listed[T]:
    """Say on stderr what of the events asked for is not shown."""
    answer = listed.answer
    say_what_is_missing(len(answer.rows), answer.total, "events", listed.nearest)
    return listed


def _question(
    selection: Selection,
    fetch: Callable[[Index, Query, Result], T],
    *,
    loose_last: bool = False,
) -> Callable[[Index], Listed[T]]:
    def question(index: Index) -> Listed[T]:
        wanted = read(index, selection.texts)
        query = Query(wanted, selection.together, selection.reverse, selection.limit, loose_last)
        answer = select(index, query)
        empty = answer.is_vague and any(name in wanted for name in PERIODS)
        nearest = nearest_days(index, query) if empty else []
        return Listed(query, answer, fetch(index, query, answer), nearest, index.zone)

    return question


def _noted(listed: Listed[T]) -> Listed[T]:
    """Say on stderr how dates were read."""
    for values in listed.query.wanted.values():
        for value in values:
            if value.note:
                messages.note(value.note)
    if hint := contradiction(listed.query):
        messages.note(hint)
    return listed


def say_what_is_missing(shown: int, total: int, what: str, nearest: list[str]) -> None:
    """Say how many of how many are shown; where it is none, near which days there are some."""
    if shown < total:
        messages.say(f"{shown} of {total} {what}")
    if nearest:
        none = "no event dated closely" if shown else "no event"
        messages.say(f"{none} there; nearest days with events: {', '.join(nearest)}")
    elif not shown:
        messages.say("no event there")


def layout_for(settings: Settings, width: int | None, zone: str) -> Layout:
    """Make the layout that was asked for; `zone` is the timeline's."""
    if settings.tz is None or settings.tz == zone:
        return Layout(width, zone, settings.ascii)
    return Layout(width, settings.tz, settings.ascii, _printer(zone, settings.tz))


def _printer(home: str, name: str) -> Callable[[Entry], Printed]:
    """Print dates in another zone than the timeline's."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from oai_timeline.dates import edtf

    ours = ZoneInfo(home)
    try:
        theirs = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, RecursionError):  # the last of many a "/"
        from oai_timeline.model.zones import suggest_zone

        hint = suggest_zone(name, home)
        raise messages.UsageError(f"{quoted(name)} is no time zone known here{hint}") from None

    def printed(entry: Entry) -> Printed:
        return edtf.printed(entry.date, ours, theirs)

    return printed
