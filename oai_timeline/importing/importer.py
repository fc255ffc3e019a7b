"""Convert a table of events to a timeline, in the shape of its file."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypedDict
from zoneinfo import ZoneInfo

from oai_timeline.dates.edtf import DateError
from oai_timeline.importing.cells import EMPTY, Cell, as_list, split_tags
from oai_timeline.importing.columns import DATE_KEYS, Columns
from oai_timeline.importing.date_columns import drop_midnights, settle_all_day, suggest_column
from oai_timeline.importing.date_order import ORDER_NAMES, decide_orders, has_day_in_digits
from oai_timeline.importing.date_text import normalise_date
from oai_timeline.importing.html_text import read_html_columns
from oai_timeline.importing.reader import TableReader, TableRow
from oai_timeline.importing.registry import FileEntry, Ids, is_id, slug
from oai_timeline.importing.row_reader import REQUIRED, RowReader
from oai_timeline.load.file_schema import FORMAT
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone

UTC = ZoneInfo("UTC")
_LINKS = ("after", "because")
_MOST_ROWS, _MOST_COLUMNS, _LONGEST_SAMPLE = 50, 40, 40


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
    unused: list[str]
    """Why choices have no effect."""


def import_table(table: TableReader, title: str, zone: ZoneInfo = UTC) -> ImportedTimeline:
    """Return a table as a timeline; what can't be read is among the table's mistakes.

    Its title, and the zone of times without an offset, are those chosen, or those that the file
    gives, or else `title` and `zone`.
    """
    choices = table.choices
    rows = list(table.rows())
    zone = choices.zone or (table.zone and find_zone(table.zone)) or zone
    order = choices.date_order or table.date_order
    reader = RowReader(zone, choices._replace(date_order=order), table.table)
    events: list[FileEntry] = []
    starts: list[int] = []
    if _has_columns(table, rows, reader.columns):
        events, starts = _read_events(table, rows, reader)
    if not events and not table.file.mistakes:
        where = "below the headings" if table.headings else "in this file"
        table.report(table.headings_start, "empty-file", f"there are no events {where}")
        table.file.hints = [*table.file.notes, *_notes(table, reader)]
    if not table.file.mistakes:
        _finish_links(events, _finish_ids(events, reader), reader)
        _finish_origins(reader)
    timeline: TimelineFile = {
        "timeline": {
            "format": FORMAT,
            "title": choices.title or table.title or title,
            "zone": zone.key,
        },
        "actors": reader.actors.entries,
        "sources": reader.sources.entries,
        "events": events,
    }
    return ImportedTimeline(
        timeline, starts, [*table.file.notes, *_notes(table, reader)], _list_unused(table, reader)
    )


def _list_unused(table: TableReader, reader: RowReader) -> list[str]:
    choices = table.choices
    unused = []
    if choices.names and table.headings is None:
        unused.append("--columns has no effect: this file has no rows of cells")
    if choices.date_order and not reader.dates.uses_order:
        unused.append("--dates has no effect: no day is written like 3/4/2023")
    if choices.century is not None and not reader.dates.uses_century:
        unused.append("--century has no effect: no year has two digits")
    return unused


def _has_columns(table: TableReader, rows: Sequence[TableRow], columns: Columns) -> bool:
    """Return whether there are the columns that each event needs; report once if there are not."""
    names = table.headings
    if names is None:
        names = list(dict.fromkeys(name for row in rows for name in row.values))
        if not rows:
            return True
    chosen = columns.choose(names)
    start = table.headings_start if table.headings is not None or not rows else rows[0].start
    absent = [name for name in table.choices.columns.values() if name not in names]
    missing = [what for what, keys in REQUIRED.items() if keys.isdisjoint(chosen)]
    date = next((name for name in names[:_MOST_COLUMNS] if missing and _is_date(name)), None)
    if absent or missing:  # rows of another width follow from that
        table.file.mistakes[:] = [one for one in table.file.mistakes if one.code != "wrong-type"]
    if absent:
        table.report(start, "missing-key", f"there is no column {quoted(absent[0])}")
    elif date is not None and table.headings is not None:
        message = (
            f"the first line must name the columns, for example date,title; {quoted(date)} is a "
            "date: if this line is an event, use --no-header --columns date,title"
        )
        table.report(start, "missing-key", message)
    elif missing:
        options = " and ".join(f"--column {what}=NAME" for what in missing)
        message = f"no column is known as a {' or as a '.join(missing)}: name it with {options}"
        table.report(start, "missing-key", message)
    if absent or (missing and not (date and table.headings)):
        table.file.hints = describe_columns(names, rows, missing)
    for name in columns.list_guessed(names):
        table.file.notes.append(f"date taken from {quoted(name)}")
    for name in columns.list_utc(names):
        table.file.notes.append(f"times of {quoted(name)} read as UTC, as its name says")
    return not missing and not absent


def _is_date(text: str) -> bool:
    try:
        normalise_date(text, UTC)
    except DateError:
        return has_day_in_digits(text)  # in whatever order
    return True


def describe_columns(
    names: Sequence[str], rows: Sequence[TableRow], missing: Sequence[str]
) -> list[str]:
    """List columns with a value of each; if one of them seems to have dates, how to name it."""
    values = {name: _first_value(name, rows) for name in names[:_MOST_COLUMNS]}
    width = min(max(map(len, values), default=0), _LONGEST_SAMPLE)
    lines = [
        f"    {name:{width}}  {value[:_LONGEST_SAMPLE]}".rstrip() for name, value in values.items()
    ]
    more = [f"    and {len(names) - len(values)} more"] if len(names) > len(values) else []
    found = next((name for name, value in values.items() if _is_date(value)), None)
    advice = [f"to try: {suggest_column('date', found)}"] if found and "date" in missing else []
    return ["columns, with a value of each:", *lines, *more, *advice]


def _first_value(name: str, rows: Sequence[TableRow]) -> str:
    values = (row.values.get(name) for row in rows[:_MOST_ROWS])
    value = next((value for value in values if value not in EMPTY), "")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _read_events(
    table: TableReader, rows: Sequence[TableRow], reader: RowReader
) -> tuple[list[FileEntry], list[int]]:
    """Return the events, and the offsets of their rows."""
    if table.headings is not None:
        rows = [row for row in rows if not _is_bare_date(row, table, reader)]
    named = [(row.start, reader.columns.read_row(row.values)) for row in rows]
    kept = [(start, cells) for start, cells in named if not _is_slide(cells, reader)]
    _settle_columns(table, kept, reader)
    events = []
    start_by_id: dict[str, int] = {}
    for start, cells in kept:
        event, errors = reader.read(cells)
        for error in errors:
            table.report(start, error.code, str(error), error.column)
        key = str(event["id"])
        if key and start_by_id.setdefault(key, start) != start:
            line = table.file.line_of(start_by_id[key])
            message = f"the event on line {line} already has the id {quoted(key)}"
            table.report(start, "duplicate-id", message)
        events.append(event)
    return events, [start for start, _ in kept]


def _is_bare_date(row: TableRow, table: TableReader, reader: RowReader) -> bool:
    """Return whether a row has a date, and nothing else; count it."""
    given = [name for name, value in row.values.items() if value not in EMPTY]
    is_bare = given == [reader.columns.choose(table.headings or []).get("when")]
    reader.counts["rows with nothing but a date, left out"] += is_bare
    return is_bare


def _is_slide(cells: Mapping[str, Cell], reader: RowReader) -> bool:
    """Return whether a row is the title of a sheet for TimelineJS, without a date; count it."""
    kind = cells.get("kind")
    is_slide = kind is not None and kind.value == "title" and DATE_KEYS.isdisjoint(cells)
    reader.counts['rows of the type "title", left out'] += is_slide
    return is_slide


def _settle_columns(
    table: TableReader, rows: Sequence[tuple[int, dict[str, Cell]]], reader: RowReader
) -> None:
    """Find out what all cells of a column say about each of them."""
    for _, cells in rows:
        settle_all_day(cells, reader.counts)
    all_cells = [cells for _, cells in rows]
    split_tags(all_cells, table.file.notes)
    if table.table is None:  # the readers of other formats know what is HTML
        read_html_columns(all_cells, table.file.notes)
    midnights = drop_midnights(all_cells)
    if midnights:
        names = " and ".join(map(quoted, midnights))
        table.file.notes.append(f"all times of {names} are midnight: read as days")
    if table.choices.date_order or table.date_order:
        return
    reader.dates.orders = decide_orders(rows, table.choices.century)
    for order, column, text, start in dict.fromkeys(reader.dates.orders.values()):
        line = table.file.line_of(start)
        table.file.notes.append(
            f"days of {quoted(column)} read as {ORDER_NAMES[order]}, as {quoted(text)} "
            f"on line {line} has no other reading"
        )


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
            reader.counts["invalid ids, replaced"] += 1
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


def _notes(table: TableReader, reader: RowReader) -> Iterator[str]:
    """Yield what was left out, and what the user has to add."""
    counts = reader.columns.unknown + table.file.left_out
    if counts:
        columns = ", ".join(f"{quoted(name)} {count:,}" for name, count in counts.items())
        yield f"left out, with the number of values: {columns}"
    undated = Counter({"rows without a date, left out": table.file.undated})
    for what, count in (undated + reader.counts).items():
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
