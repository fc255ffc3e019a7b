"""Read timelines of TimelineJS (Knight Lab): its sheet as CSV, and its JSON, versions 2 and 3.

Texts are HTML. A negative year is one BCE. Times are in the zone of whoever looks at the timeline,
so they are read like all times without an offset.
"""

import re
from collections.abc import Iterator, Mapping

from oai_timeline.importing import json_values
from oai_timeline.importing.choices import NO_CHOICES, Choices
from oai_timeline.importing.columns import Table
from oai_timeline.importing.csv_reader import CsvReader
from oai_timeline.importing.html_text import read_html
from oai_timeline.importing.json_reader import JsonReader
from oai_timeline.importing.json_values import LocatedValue
from oai_timeline.importing.reader import TableReader, TableRow, TextFile

_SHEET: Table = (
    ("Year", "year"), ("Month", "month"), ("Day", "day"), ("Time", "time"),
    ("End Year", "end year"), ("End Month", "end month"), ("End Day", "end day"),
    ("End Time", "end time"), ("Start Date", "when"), ("End Date", "end"),
    ("Display Date", "words"), ("Headline", "title"), ("Text", "summary"), ("Group", "kind"),
    ("Tag", "kind"),
)  # fmt: skip
_JSON: Table = (
    ("date", "edtf"), ("startDate", "when"), ("endDate", "end"),
    ("start_date.year", "year"), ("start_date.month", "month"), ("start_date.day", "day"),
    ("start_date.time", "time"),
    ("end_date.year", "end year"), ("end_date.month", "end month"), ("end_date.day", "end day"),
    ("end_date.time", "end time"),
    ("display_date", "words"), ("start_date.display_date", "words"),
    ("text.headline", "title"), ("text.text", "summary"), ("headline", "title"),
    ("text", "summary"), ("group", "kind"), ("tag", "kind"), ("unique_id", "id"),
    ("certainty", "certainty"), ("place", "place"), ("stated", "stated"),
)  # fmt: skip
_HTML = ("text.headline", "text.text", "headline", "text", "Headline", "Text")
_DATES = {"start_date": "start_date", "end_date": "end_date", "startDate": "start_date",
          "endDate": "end_date"}  # fmt: skip
"""The members with dates, by the names that their parts have in a row."""
_CLOCK = ("hour", "minute", "second")
_PARTS = ("year", "month", "day", *_CLOCK)
_VERSION_2_DATE = re.compile(r"-?\d+(?:\s*,\s*\d+){0,5}", re.ASCII)
_VERSION_3 = re.compile(r'"start_date"\s*:\s*\{')
_VERSION_2 = re.compile(r'"timeline"\s*:\s*\{')
_VERSION_2_SLIDES = re.compile(r'"date"\s*:\s*\[')

_OUR_ZONE = re.compile(r"Times are in (\S+)\.")
_OUR_LINES = {"Certainty": "certainty", "Place": "place", "Time as stated": "stated"}
"""What our own export writes on lines of the text, by the key that it is of."""


class TimelineJsReader(TableReader):
    """Reads a sheet, or JSON; the first sheet row or slide of the type "title" names it."""

    def __init__(self, file: TextFile, choices: Choices = NO_CHOICES) -> None:
        """Begin to read, in the form that the file has."""
        super().__init__(file, choices)
        is_json = file.text.lstrip()[:1] in {"{", "["}
        self._reader = _JsonSlides(file, choices) if is_json else _Sheet(file, choices)
        self.table = self._reader.table
        self.headings, self.headings_start = self._reader.headings, self._reader.headings_start

    @staticmethod
    def recognises(text: str) -> bool:
        """Return whether a text is a sheet with the columns of TimelineJS, or its JSON."""
        start = text.lstrip()
        if start[:1] in {"{", "["}:
            is_version_2 = _VERSION_2.search(text) and _VERSION_2_SLIDES.search(text)
            return _VERSION_3.search(text) is not None or bool(is_version_2)
        first = start.partition("\n")[0].partition("\r")[0]
        names = {name.strip('" ') for name in re.split(r"[,;\t]", first)}
        return {"Headline", "Media"} <= names and bool(names & {"Year", "Start Date"})

    def rows(self) -> Iterator[TableRow]:
        """Yield the slides; set title and zone, if the file gives them."""
        yield from self._reader.rows()
        self.title, self.zone = self._reader.title, self._reader.zone

    def locate_cell(self, start: int, column: str) -> int:
        """Return the offset of a cell, or that of its row."""
        return self._reader.locate_cell(start, column)


class _Sheet(CsvReader):
    table = _SHEET

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows that are events; the type of a row says whether it is one."""
        for start, values in super().rows():
            kind = str(values.pop("Type", "") or "").strip().lower()
            read = _read_texts(values)
            if kind in {"title", "era"}:
                self.file.left_out[f"Type {kind}"] += 1
                if kind == "title":
                    self.title = self.title or str(read.get("Headline", "")) or None
            else:
                yield TableRow(start, read)


class _JsonSlides(JsonReader):
    table = _JSON

    def rows(self) -> Iterator[TableRow]:
        """Yield the slides, with the names of nested members joined by points."""
        for start, value in self._values():
            if isinstance(value, dict):
                yield TableRow(start, self._read_slide(value))
            else:
                self.file.report(start, "wrong-type", "each event must be an object")

    def locate_cell(self, start: int, column: str) -> int:
        """Return the offset of the member that a column was made of, or that of its row."""
        return super().locate_cell(start, column.partition(".")[0])

    def _list_events(self, document: LocatedValue) -> Iterator[LocatedValue]:
        start, value = document
        key = "events"
        if isinstance(value, dict) and isinstance(value.get("timeline"), dict):
            start = json_values.locate_member(self.file.text, start, "timeline")
            value, key = value["timeline"], "date"
        if isinstance(value, dict) and isinstance(value.get(key), list):
            self._read_head(value, key)
            start = json_values.locate_member(self.file.text, start, key)
            value = value[key]
        if isinstance(value, list):
            yield from json_values.locate_items(self.file.text, start)
        else:
            self.file.report(start, "not-a-table", f'there is no list "{key}" of slides')

    def _read_head(self, members: Mapping[str, object], slides: str) -> None:
        """Read what the file says about the timeline as a whole; count the rest."""
        title = members.get("title")
        head = _flatten("title", title) if isinstance(title, dict) else {}
        headline = head.pop("title.text.headline", members.get("headline"))
        self.title = read_html(headline) if isinstance(headline, str) else None
        if head.pop("title.unique_id", "") == "_title":
            zone = _OUR_ZONE.search(str(head.pop("title.text.text", "")))
            self.zone = zone[1] if zone else None
        self.file.left_out.update(name for name, value in head.items() if value not in ("", None))
        for name, value in members.items():
            if name not in {slides, "title", "headline"} and value not in ("", None, [], {}):
                self.file.left_out[name] += len(value) if isinstance(value, list) else 1

    def _read_slide(self, slide: dict[str, object]) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, value in slide.items():
            if name in _DATES and isinstance(value, (dict, str)):
                values |= _read_date(name, value)
            elif isinstance(value, dict):
                values |= _flatten(name, value)
            else:
                values[name] = value
        read = _read_texts(values)
        return _read_ours(read) if "date" in read else read


def _read_texts(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a row, with the text of those that are HTML."""
    return {
        name: read_html(value) if name in _HTML and isinstance(value, str) else value
        for name, value in values.items()
    }


def _flatten(name: str, members: Mapping[str, object]) -> dict[str, object]:
    """Return members by their names behind that of their object; deeper ones, too."""
    values: dict[str, object] = {}
    for member, value in members.items():
        if isinstance(value, dict):
            values |= {f"{name}.{member}.{key}": inner for key, inner in value.items()}
        else:
            values[f"{name}.{member}"] = value
    return values


def _read_date(name: str, value: dict[str, object] | str) -> dict[str, object]:
    """Return the parts of a date: an object in version 3, numbers with commas in version 2."""
    if isinstance(value, str):
        if not _VERSION_2_DATE.fullmatch(value.strip()):
            return {name: value}
        value = dict(zip(_PARTS, (part.strip() for part in value.split(",")), strict=False))
    parts = {part: number for part, number in value.items() if number not in ("", None)}
    if re.fullmatch(r"\d{1,4}", str(parts.get("year", ""))):
        parts["year"] = str(parts["year"]).zfill(4)
    clock = [str(parts.pop(part)).zfill(2) for part in _CLOCK if part in parts]
    if clock:
        parts["time"] = ":".join(clock if len(clock) > 1 else [*clock, "00"])
    return {f"{_DATES[name]}.{part}": number for part, number in parts.items()}


def _read_ours(values: dict[str, object]) -> dict[str, object]:
    """Return the values of a slide of our own export: its date is exact, and its text has more."""
    kept = {name: value for name, value in values.items() if name.partition(".")[0] not in _DATES}
    words, date, _ = str(kept.pop("display_date", "")).rpartition(" (")
    if date:
        kept["display_date"] = read_html(read_html(words))  # TimelineJS reads it as HTML twice
    kept.pop("autolink", None)
    lines = str(kept.pop("text.text", "")).split("\n")
    for line in list(lines):
        label, _, rest = line.partition(": ")
        if rest and label in _OUR_LINES:
            kept[_OUR_LINES[label]] = rest
            lines.remove(line)
    return kept | {"text.text": "\n".join(lines)}
