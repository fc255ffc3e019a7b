"""Convert tables of events to one timeline, in the shape of its file."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypedDict
from zoneinfo import ZoneInfo

from oai_timeline.dates.edtf import DateError
from oai_timeline.importing.cells import EMPTY, Cell, as_list, split_lists
from oai_timeline.importing.columns import DATE_KEYS, Columns, find_key
from oai_timeline.importing.date_columns import (
    drop_midnights,
    place_in_zone,
    settle_all_day,
    suggest_column,
)
from oai_timeline.importing.date_order import ORDER_NAMES, decide_orders, has_day_in_digits
from oai_timeline.importing.date_text import normalise_date
from oai_timeline.importing.html_text import read_html_columns
from oai_timeline.importing.merging import list_conflicts, merge_entries, refers_to, rename
from oai_timeline.importing.reader import TableReader, TableRow
from oai_timeline.importing.registry import FileEntry, Ids, is_id, slug
from oai_timeline.importing.row_reader import REQUIRED, RowReader
from oai_timeline.load.file_schema import FORMAT
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone

UTC = ZoneInfo("UTC")
_LINKS = ("after", "because")
_KEYS_OF_ACTORS = ("actors", "about", "by")
_KEYS_OF_SOURCES = ("sources", "source", "rests_on")
_MOST_ROWS, _MOST_COLUMNS, _LONGEST_SAMPLE, _MOST_SUGGESTED = 50, 40, 40, 5
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WORD = re.compile(r"(?<!\S)[^\W\d_]+(?:['’-][^\W\d_]+)*[.,:;!?]?(?!\S)")
"""What titles have; names of files, numbers, addresses and codes are none."""


class TimelineFile(TypedDict):
    """What a timeline file holds."""

    timeline: dict[str, str]
    actors: dict[str, FileEntry]
    sources: dict[str, FileEntry]
    events: list[FileEntry]


class Row(NamedTuple):
    """The place of an event: its table, and the offset of its row."""

    table: TableReader
    start: int


class _Part(NamedTuple):
    """What is read from one table; an event's id is what the table has as one."""

    table: TableReader
    reader: RowReader
    events: list[FileEntry]
    starts: list[int]


class ImportedTimeline(NamedTuple):
    """A timeline in the shape of its file, the row of each event, and notes on both."""

    timeline: TimelineFile
    rows: list[Row]
    notes: list[str]
    unused: list[str]
    """Why choices have no effect."""


def import_tables(
    tables: Sequence[TableReader], title: str, zone: ZoneInfo = UTC
) -> ImportedTimeline:
    """Return tables as one timeline; what can't be read is among the mistakes of each table.

    Its title, and the zone of times without an offset, are those chosen, or those that the first
    file gives, or else `title` and `zone`.
    """
    first = tables[0]
    rows = [list(table.rows()) for table in tables]  # which names the zones of some
    zone = first.choices.zone or (first.zone and find_zone(first.zone)) or zone
    row_by_id: dict[str, Row] = {}
    parts = [_read_table(*pair, zone, row_by_id) for pair in zip(tables, rows, strict=True)]
    _report_conflicts(parts)
    if not any(table.file.mistakes for table in tables):
        new_events = _finish_ids(parts)
        for part in parts:
            _finish_links(part, new_events)
            _finish_origins(part.reader)
    actors, new_actors = merge_entries([part.reader.actors for part in parts])
    sources, new_sources = merge_entries([part.reader.sources for part in parts])
    for part, of_actors, of_sources in zip(parts, new_actors, new_sources, strict=True):
        new_ids = dict.fromkeys(_KEYS_OF_ACTORS, of_actors)
        new_ids |= dict.fromkeys(_KEYS_OF_SOURCES, of_sources)
        for entry in (*part.events, *part.reader.sources.entries.values()):
            rename(entry, new_ids)
    timeline: TimelineFile = {
        "timeline": {
            "format": FORMAT,
            "title": first.choices.title or first.title or title,
            "zone": zone.key,
        },
        "actors": actors,
        "sources": sources,
        "events": [event for part in parts for event in part.events],
    }
    unused = [_list_unused(part) for part in parts]
    return ImportedTimeline(
        timeline,
        [Row(part.table, start) for part in parts for start in part.starts],
        [note for part in parts for note in _name_file(part, len(parts))],
        [reason for reason in unused[0] if all(reason in others for others in unused)],
    )


def _read_table(
    table: TableReader, rows: Sequence[TableRow], zone: ZoneInfo, row_by_id: dict[str, Row]
) -> _Part:
    """Read a table for a timeline of a zone; `row_by_id` has the events of the tables before."""
    choices = table.choices
    own_zone = choices.zone or (table.zone and find_zone(table.zone)) or zone
    names = _list_columns(table, rows)
    order = choices.date_order or table.date_order
    columns = {**_find_moments(table, names, rows), **choices.columns}
    choices = choices._replace(date_order=order, columns=columns)
    reader = RowReader(own_zone, choices, table.table)
    part = _Part(table, reader, [], [])
    if _has_columns(table, names, rows, reader.columns):
        _read_events(part, rows, row_by_id)
        _suggest_title(part, names, rows)
    if own_zone != zone:
        _add_offsets(part, own_zone)
    if not part.events and not table.file.mistakes:
        where = "below the headings" if table.headings else "in this file"
        table.report(table.headings_start, "empty-file", f"there are no events {where}")
        table.file.hints = [*table.file.notes, *_notes(part)]
    return part


def _add_offsets(part: _Part, zone: ZoneInfo) -> None:
    """Append the offsets of a table's own zone, which is not that of the timeline."""
    part.table.file.notes.append(f"times without an offset are read as {zone.key}, as it says")
    for event, start in zip(part.events, part.starts, strict=True):
        try:
            event["when"] = place_in_zone(str(event.get("when", "")), zone)
        except DateError as error:
            part.table.report(start, "bad-date", str(error))


def _report_conflicts(parts: Sequence[_Part]) -> None:
    """Report the actors and the sources that two tables describe under one id."""
    for keys, registries in (
        (_KEYS_OF_ACTORS, [part.reader.actors for part in parts]),
        (_KEYS_OF_SOURCES, [part.reader.sources for part in parts]),
    ):
        for number, key, first in list_conflicts(registries):
            place = _find_user(parts[first], keys, key)
            where = f"{place.table.file.path}:{place.table.file.line_of(place.start)}"
            message = f"{quoted(key)} is not the same in {where}: give it another id"
            row = _find_user(parts[number], keys, key)
            row.table.report(row.start, "duplicate-id", message)


def _find_user(part: _Part, keys: Sequence[str], name: str) -> Row:
    """Return the first row that refers to an actor or a source."""
    found = (
        start
        for event, start in zip(part.events, part.starts, strict=True)
        if refers_to(event, keys, name)
    )
    return Row(part.table, next(found, part.table.headings_start))


def _name_file(part: _Part, parts: int) -> Iterator[str]:
    """Yield the notes on a table, with the name of its file if it is one of several."""
    name = f"{part.table.file.path}: " if parts > 1 else ""
    for note in (*part.table.file.notes, *_notes(part)):
        yield f"{name}{note}"


def _list_unused(part: _Part) -> list[str]:
    table, reader = part.table, part.reader
    choices = table.choices
    unused = []
    if choices.names and table.headings is None:
        unused.append("--columns has no effect: this file has no rows of cells")
    if choices.date_order and not reader.dates.uses_order:
        unused.append("--dates has no effect: no day is written like 3/4/2023")
    if choices.century is not None and not reader.dates.uses_century:
        unused.append("--century has no effect: no year has two digits")
    return unused


def _list_columns(table: TableReader, rows: Sequence[TableRow]) -> Sequence[str]:
    if table.headings is not None:
        return table.headings
    return list(dict.fromkeys(name for row in rows for name in row.values))


def _find_moments(
    table: TableReader, names: Sequence[str], rows: Sequence[TableRow]
) -> Mapping[str, str]:
    """Return the column of times as that of dates, if there is none, and the times have days."""
    chosen = Columns(table.choices.columns, table.table).choose(names)
    if "time" not in chosen or not DATE_KEYS.isdisjoint(chosen):
        return {}
    given = [row.values.get(chosen["time"]) for row in rows]
    times = [value for value in given if value not in EMPTY][:_MOST_ROWS]
    if not times or not all(isinstance(time, str) and _has_day(time) for time in times):
        return {}
    table.file.notes.append(f"date taken from {quoted(chosen['time'])}")
    return {"when": chosen["time"]}


def _has_day(text: str) -> bool:
    try:
        return _DAY.match(normalise_date(text, UTC)) is not None
    except DateError:
        return False


def _has_columns(
    table: TableReader, names: Sequence[str], rows: Sequence[TableRow], columns: Columns
) -> bool:
    """Return whether there are the columns that each event needs; report once if there are not."""
    if table.headings is None and not rows:
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
        table.file.hints = describe_columns(names, rows, _suggest_columns(names, rows, missing))
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


def _suggest_title(part: _Part, names: Sequence[str], rows: Sequence[TableRow]) -> None:
    """Name the columns that may have the title, if none is known to, and the summary is taken.

    List all columns if some events have no summary, either.
    """
    table, chosen = part.table, part.reader.columns.choose(names)
    if table.table is not None or "title" in chosen:
        return
    used = set(chosen.values())
    unused = [name for name in names[:_MOST_COLUMNS] if name not in used]
    found = [name for name in unused if _may_be_title(_first_value(name, rows))]
    if not found:
        return
    options = " or ".join(suggest_column("title", name) for name in found[:_MOST_SUGGESTED])
    more = f", ... ({len(found) - _MOST_SUGGESTED} more)" if len(found) > _MOST_SUGGESTED else ""
    table.file.notes.append(f"no column is known as a title; to name one: {options}{more}")
    if any("title" not in event for event in part.events):
        table.file.hints = describe_columns(names, rows, {"title": found[0]})


def _may_be_title(value: str) -> bool:
    return _WORD.search(value) is not None and not _is_date(value)


def describe_columns(
    names: Sequence[str], rows: Sequence[TableRow], suggested: Mapping[str, str]
) -> list[str]:
    """List columns with a value of each, and how to name the headings that are suggested by key."""
    values = _list_samples(names, rows)
    width = min(max(map(len, values), default=0), _LONGEST_SAMPLE)
    lines = [
        f"    {name:{width}}  {value[:_LONGEST_SAMPLE]}".rstrip() for name, value in values.items()
    ]
    more = [f"    and {len(names) - len(values)} more"] if len(names) > len(values) else []
    options = " ".join(suggest_column(key, name) for key, name in suggested.items())
    advice = [f"to try: {options}"] if options else []
    return ["columns, with a value of each:", *lines, *more, *advice]


def _suggest_columns(
    names: Sequence[str], rows: Sequence[TableRow], missing: Sequence[str]
) -> Mapping[str, str]:
    """Return the first heading that may have what is missing, by its key."""
    values = _list_samples(names, rows)
    may_have = {
        "date": [name for name, value in values.items() if _is_date(value)],
        "title": [  # one word may as well be a kind or a name
            name
            for name, value in values.items()
            if " " in value and find_key(name) is None and _may_be_title(value)
        ],
    }
    return {key: may_have[key][0] for key in missing if may_have[key]}


def _list_samples(names: Sequence[str], rows: Sequence[TableRow]) -> Mapping[str, str]:
    return {name: _first_value(name, rows) for name in names[:_MOST_COLUMNS]}


def _first_value(name: str, rows: Sequence[TableRow]) -> str:
    values = (row.values.get(name) for row in rows[:_MOST_ROWS])
    value = next((value for value in values if value not in EMPTY), "")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _read_events(part: _Part, rows: Sequence[TableRow], row_by_id: dict[str, Row]) -> None:
    """Add the events, and the offsets of their rows."""
    table, reader = part.table, part.reader
    if table.headings is not None:
        rows = [row for row in rows if not _is_bare_date(row, table, reader)]
    named = [(row.start, reader.columns.read_row(row.values)) for row in rows]
    kept = [(start, cells) for start, cells in named if not _is_slide(cells, reader)]
    _settle_columns(table, kept, reader)
    misfits = []
    for start, cells in kept:
        counted = reader.zones.misfits
        event, errors = reader.read(cells)
        if reader.zones.misfits > counted:
            misfits.append(start)
        for error in errors:
            table.report(start, error.code, str(error), error.column)
        key, row = str(event["id"]), Row(table, start)
        first = row_by_id.setdefault(key, row) if key else row
        if first != row:
            line = first.table.file.line_of(first.start)
            where = (
                f"on line {line}" if first.table is table else f"in {first.table.file.path}:{line}"
            )
            message = f"the event {where} already has the id {quoted(key)}"
            table.report(start, "duplicate-id", message)
        part.events.append(event)
        part.starts.append(start)
    if misfits:
        table.report(misfits[0], "bad-date", reader.zones.explain())


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
    split_lists(all_cells, table.file.notes)
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


def _finish_ids(parts: Sequence[_Part]) -> dict[str, str]:
    """Set the id of each event: its own, or one made from it, from its title, or from its date.

    Returns the ids by what they were in the tables.
    """
    events = [(event, part.reader) for part in parts for event in part.events]
    new_ids = {key: key for event, _ in events if is_id(key := str(event["id"]))}
    ids = Ids(new_ids)
    for event, reader in events:
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


def _finish_links(part: _Part, new_ids: dict[str, str]) -> None:
    """Change links to the ids that events have now; leave out those to other events."""
    for event in part.events:
        for key in _LINKS:
            links = [str(link) for link in as_list(event.get(key, []))]
            kept = [new_ids[link] for link in links if link in new_ids]
            missing = f"{key}: links to events that are not here, left out"
            part.reader.counts[missing] += len(links) - len(kept)
            if kept:
                event[key] = kept
            else:
                event.pop(key, None)


def _finish_origins(reader: RowReader) -> None:
    for source in list(reader.sources.entries.values()):
        if "rests_on" in source:
            origins = [str(origin) for origin in as_list(source["rests_on"])]
            source["rests_on"] = [reader.sources.resolve(origin) for origin in origins]


def _notes(part: _Part) -> Iterator[str]:
    """Yield what was left out, and what the user has to add."""
    table, reader = part.table, part.reader
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
