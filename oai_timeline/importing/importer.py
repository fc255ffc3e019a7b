"""Convert a table of events to a timeline, in the shape of its file."""

from collections.abc import Iterator
from typing import NamedTuple, TypedDict
from zoneinfo import ZoneInfo

from oai_timeline.dates.edtf import DateError
from oai_timeline.importing.cells import as_list
from oai_timeline.importing.columns import choose_columns
from oai_timeline.importing.date_columns import drop_midnights
from oai_timeline.importing.date_text import normalise_date
from oai_timeline.importing.reader import TableReader
from oai_timeline.importing.registry import FileEntry, Ids, is_id, slug
from oai_timeline.importing.row_reader import REQUIRED, RowReader
from oai_timeline.load.file_schema import FORMAT
from oai_timeline.model.visible import quoted

_LINKS = ("after", "because")


class TimelineFile(TypedDict):
    """What a timeline file holds."""

    timeline: dict[str, str]
    actors: dict[str, FileEntry]
    sources: dict[str, FileEntry]
    events: list[FileEntry]


class ImportedTimeline(NamedTuple):
    """A timeline in the shape of its file, the offset of each event's row, and notes on both."""

    timeline: TimelineFile
    starts: list[int]
    notes: list[str]


def import_table(table: TableReader, title: str, zone: ZoneInfo) -> ImportedTimeline:
    """Return a table as a timeline; what can't be read is among the table's mistakes.

    Times without an offset are read in `zone`.
    """
    reader = RowReader(zone)
    events: list[FileEntry] = []
    starts: list[int] = []
    midnights: list[str] = []
    if _has_columns(table, zone):
        events, starts, midnights = _read_events(table, reader)
    if not events and not table.file.mistakes:
        where = "below the headings" if table.headings else "in this file"
        table.report(table.headings_start, "empty-file", f"there are no events {where}")
    if not table.file.mistakes:
        _finish_links(events, _finish_ids(events, reader), reader)
        _finish_origins(reader)
    timeline: TimelineFile = {
        "timeline": {"format": FORMAT, "title": title, "zone": zone.key},
        "actors": reader.actors.entries,
        "sources": reader.sources.entries,
        "events": events,
    }
    return ImportedTimeline(timeline, starts, [*_notes(table, reader, midnights)])


def _has_columns(table: TableReader, zone: ZoneInfo) -> bool:
    """Return whether the headings have what each event needs; report once if they don't."""
    headings, start = table.headings, table.headings_start
    if headings is None:
        return True
    chosen = choose_columns(tuple(headings))
    missing = [what for what, keys in REQUIRED.items() if keys.isdisjoint(chosen)]
    date = next((name for name in headings if _is_date(name, zone)), None) if missing else None
    if date is not None:
        message = (
            f"the first line must name the columns, for example date,title; {quoted(date)} is "
            "a date, so this line seems to be an event"
        )
        table.report(start, "missing-key", message)
    elif headings:
        for what in missing:
            message = f"no column is a {what}; the columns are {', '.join(map(quoted, headings))}"
            table.report(start, "missing-key", message)
    return not missing


def _is_date(heading: str, zone: ZoneInfo) -> bool:
    try:
        normalise_date(heading, zone)
    except DateError:
        return False
    return True


def _read_events(
    table: TableReader, reader: RowReader
) -> tuple[list[FileEntry], list[int], list[str]]:
    """Return the events, the offsets of their rows, and the columns where midnights were cut."""
    rows = [(row.start, reader.columns.read_row(row.values)) for row in table.rows()]
    midnights = drop_midnights([cells for _, cells in rows])
    events = []
    start_by_id: dict[str, int] = {}
    for start, cells in rows:
        event, errors = reader.read(cells)
        for error in errors:
            table.report(start, error.code, str(error), error.column)
        key = str(event["id"])
        if key and start_by_id.setdefault(key, start) != start:
            line = table.file.line_of(start_by_id[key])
            message = f"the event on line {line} already has the id {quoted(key)}"
            table.report(start, "duplicate-id", message)
        events.append(event)
    return events, [start for start, _ in rows], midnights


def _finish_ids(events: list[FileEntry], reader: RowReader) -> dict[str, str]:
    """Set the id of each event: its own, or one made from it, from its title, or from its date.

    Returns the ids by what they were in the table.
    """
    new_ids = {key: key for event in events if is_id(key := str(event["id"]))}
    ids = Ids(new_ids)
    for event in events:
        given = str(event["id"])
        if given in new_ids:
            continue
        day = slug(str(event["when"]).partition("T")[0])
        base = slug(given) or slug(str(event["title"]))
        key = ids.make(base, day) if base else ids.make(day or "event")
        event["id"] = key
        if given:
            new_ids[given] = key
            reader.counts["ids that are none, made anew"] += 1
    return new_ids


def _finish_links(events: list[FileEntry], new_ids: dict[str, str], reader: RowReader) -> None:
    """Change links to the ids that events have now; leave out those to other events."""
    for event in events:
        for key in _LINKS:
            links = [str(link) for link in as_list(event.get(key, []))]
            kept = [new_ids[link] for link in links if link in new_ids]
            missing = f"{key}: links to events that are not here, left out"
            reader.counts[missing] += len(links) - len(kept)
            if kept:
                event[key] = kept
            else:
                event.pop(key, None)


def _finish_origins(reader: RowReader) -> None:
    for source in list(reader.sources.entries.values()):
        if "rests_on" in source:
            origins = [str(origin) for origin in as_list(source["rests_on"])]
            source["rests_on"] = [reader.sources.resolve(origin) for origin in origins]


def _notes(table: TableReader, reader: RowReader, midnights: list[str]) -> Iterator[str]:
    """Yield what was left out, and what the user has to add."""
    if midnights:
        names = " and ".join(map(quoted, midnights))
        yield f"all times of {names} are midnight: read as days"
    for name, count in (reader.columns.unknown + table.file.left_out).items():
        values = "value" if count == 1 else "values"
        yield f"unknown column {quoted(name)}: {count} {values} left out"
    for what, count in reader.counts.items():
        if count:
            yield f"{what} ({count})"
    for what, registry in (("actors", reader.actors), ("sources", reader.sources)):
        if registry.bare:
            yield f"{what} named by their ids alone, to be filled in: {', '.join(registry.bare)}"
        if registry.differing:
            yield (
                f"{what} described in more than one way, the first one kept: "
                f"{', '.join(registry.differing)}"
            )
