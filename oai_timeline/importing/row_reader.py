"""Turn the cells of a row into an event in the shape of a timeline file."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import get_args
from zoneinfo import ZoneInfo

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.edtf import DateError
from oai_timeline.importing.cells import (
    EMPTY,
    Cell,
    CellError,
    address,
    as_list,
    figures,
    is_address,
    name_column,
    split,
    text,
    texts,
)
from oai_timeline.importing.choices import NO_CHOICES, Choices
from oai_timeline.importing.columns import DATE_KEYS, Columns, Table
from oai_timeline.importing.date_columns import DateReader
from oai_timeline.importing.date_text import normalise_date
from oai_timeline.importing.registry import FileEntry, Registry, host
from oai_timeline.importing.zone_check import ZoneCheck
from oai_timeline.model.certainty import Certainty
from oai_timeline.model.spreadsheet import URL_SEPARATOR
from oai_timeline.model.timeline import SourceKind
from oai_timeline.model.visible import quoted

_CERTAINTIES = get_args(Certainty)
_SOURCE_KINDS = get_args(SourceKind)
REQUIRED = {"date": DATE_KEYS, "title": {"title", "summary"}}
"""What each event needs, and the keys of which one is enough."""
_LONGEST_TITLE = 80
_BOUNDS = ("earliest", "latest", "precision")
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_DATE_MEMBERS = (
    "date", "words", "stated", "edtf", "earliest", "latest", "precision", "approximate",
    "uncertain", "order",
)  # fmt: skip
_SOURCE_MEMBERS = (
    "publisher", "via", "title", "url", "published", "language", "kind", "rests_on", "archived",
)  # fmt: skip

_Cells = dict[str, Cell]
_Parse = Callable[[object], object]


class RowReader:
    """Reads rows as events. Collects actors and sources, and counts what is left out."""

    def __init__(
        self, zone: ZoneInfo, choices: Choices = NO_CHOICES, table: Table | None = None
    ) -> None:
        """Read times without an offset in `zone`; `table` says what columns become."""
        self.columns = Columns(choices.columns, table)
        self.actors = Registry("actor", "name")
        self.sources = Registry("source", "publisher")
        self.counts: Counter[str] = Counter()
        self._zone = zone
        self.dates = DateReader(zone, self.counts, choices)
        self.zones = ZoneCheck(zone)
        parsers: dict[str, _Parse] = {
            "id": text,
            "words": text,
            "stated": text,
            "title": text,
            "summary": text,
            "actors": self._actors,
            "about": self._actors,
            "kind": text,
            "place": text,
            "tags": texts,
            "certainty": lambda word: self._choose_word("certainty", word, _CERTAINTIES),
            "quotes": lambda quotes: [self._quote(quote) for quote in as_list(quotes)],
            "because": texts,
            "after": texts,
            "accounts": lambda accounts: [self._account(account) for account in as_list(accounts)],
            "figures": figures,
        }
        self._steps: list[Callable[[_Cells], FileEntry]] = [
            self._take_when,
            *(partial(_take_cell, key, parse) for key, parse in parsers.items()),
            self._take_sources,
        ]

    def read(self, cells: _Cells) -> tuple[FileEntry, list[CellError]]:
        """Return an event and what is wrong with it; count the cells that it can't hold."""
        errors = [
            CellError(f"this event has no {what}", "missing-key")
            for what, keys in REQUIRED.items()
            if keys.isdisjoint(cells)
        ]
        self._find_title(cells)
        event: FileEntry = {"id": ""}
        for take in self._steps:
            try:
                members = take(cells)
            except CellError as error:
                errors.append(error)
            else:
                event |= {key: value for key, value in members.items() if value not in EMPTY}
        self.columns.count(*(cell.column for cell in cells.values()))
        return event, errors

    def _find_title(self, cells: _Cells) -> None:
        """Take the summary as the title where there is none; of a long one, its beginning."""
        summary = cells.get("summary")
        if "title" in cells or summary is None or not isinstance(summary.value, str):
            return
        title = shorten(summary.value)
        if title == summary.value:
            del cells["summary"]
            what = f"title taken from {quoted(summary.column)}, where there is none"
        else:
            what = f"title is the beginning of {quoted(summary.column)}, where there is none"
        cells["title"] = Cell(summary.column, title)
        self.counts[what] += 1

    def _take_when(self, cells: _Cells) -> FileEntry:
        if DATE_KEYS.isdisjoint(cells):
            return {}
        if "when" in cells and isinstance(cells["when"].value, dict):
            return self._take_exported_when(cells)
        is_exact = "edtf" in cells or "precision" in cells
        date = self.dates.take_date(cells)
        date = date if is_exact else self._settle_words(date, cells)
        bounds = {key: cells[key].value for key in _BOUNDS if key in cells}
        for key in self._list_redundant(date, bounds):
            del cells[key]
        return {"when": date}

    def _settle_words(self, date: str, cells: _Cells) -> str:
        """Return the date; if the words have the same bounds, and a qualifier, return theirs.

        Words that only repeat the date are left out.
        """
        words = cells.get("words")
        if words is None or not isinstance(words.value, str):
            return date
        try:
            read = self.dates.read_text(words.value)
        except DateError:
            return date
        bounds, theirs = parse_date(date, self._zone), parse_date(read, self._zone)
        if (bounds.earliest, bounds.latest) != (theirs.earliest, theirs.latest):
            return date
        del cells["words"]
        what = "which say the same" if read == date else "whose qualifiers were taken over"
        self.counts[f"words beside dates, {what}"] += 1
        return read

    def _take_exported_when(self, cells: _Cells) -> FileEntry:
        column, value = cells.pop("when")
        with name_column(column):
            when = self._parse_exported_when(value)
        for key in sorted(when.keys() & cells.keys()):  # given twice
            self.columns.count(cells.pop(key).column)
        return when

    def _parse_exported_when(self, value: object) -> FileEntry:
        """Return the date, its words and how it was stated, of what `--format json` writes."""
        assert isinstance(value, dict)
        when = self.columns.select_keys("when", value, *_DATE_MEMBERS)
        if "date" not in when:
            raise CellError("must be text, or an object with a date, as `export json` writes it")
        date = self.dates.read_text(text(when["date"]))
        self._list_redundant(date, when)
        words: FileEntry = {key: text(when[key]) for key in ("words", "stated") if key in when}
        return {"when": date} | words

    def _list_redundant(self, date: str, given: Mapping[str, object]) -> list[str]:
        """List which of bounds and precision the date implies.

        Bounds that are not the date's show that the import is in another zone than they are.
        """
        parsed = parse_date(date, self._zone)
        redundant = ["precision"] if given.get("precision") == parsed.precision else []
        bounds: dict[str, str] = {}
        for key, moment in (("earliest", parsed.earliest), ("latest", parsed.latest)):
            written = str(given.get(key, ""))
            if moment is not None and "T" in written and _OFFSET.search(written):
                bounds[key] = written
        if bounds:
            self.zones.check(date, (bounds.get("earliest"), bounds.get("latest")))
        return [*redundant, *bounds]

    def _choose_word(self, what: str, value: object, words: tuple[str, ...]) -> str:
        """Return one of the words that a timeline file has; count and leave out any other."""
        word = text(value).strip().lower()
        if word in words:
            return word
        self.counts[f"{what}: words that are none of {', '.join(words)}, left out"] += 1
        return ""

    def _actors(self, value: object) -> list[str]:
        return [self._actor(actor) for actor in split(value)]

    def _actor(self, value: object) -> str:
        if not isinstance(value, dict):
            return self.actors.add_by_name({"name": text(value)})
        actor = self.columns.select_keys("actors", value, "id", "name")
        name = text(actor.get("name", actor.get("id", "")))
        if not name:
            raise CellError("must have names")
        return self.actors.add(text(actor.get("id", "")), {"name": name})

    def _take_sources(self, cells: _Cells) -> FileEntry:
        """Return the sources that two columns name: one their publishers, one their addresses."""
        publishers, links = cells.pop("sources", None), cells.pop("links", None)
        names = split(publishers.value, URL_SEPARATOR) if publishers else []
        urls = []
        if links:
            with name_column(links.column):
                urls = [address(link) for link in split(links.value, URL_SEPARATOR)]
        if len(names) == len(urls) and all(map(_is_name, names)):
            pairs = zip(map(str, names), urls, strict=True)
            return {"sources": [self._add_link(name, url) for name, url in pairs]}
        with name_column(publishers.column if publishers else ""):
            cited = [self._source(name) for name in names]
        return {"sources": cited + [self._add_link(host(url), url) for url in urls]}

    def _add_link(self, name: str, url: str) -> str:
        return self.sources.add_by_name({"publisher": name, "url": url})

    def _source(self, value: object) -> str:
        if is_address(value):
            return self._add_link(host(text(value)), address(value))
        if not isinstance(value, dict):
            return self.sources.add_by_name({"publisher": text(value)})
        source = self.columns.select_keys("sources", value, "id", *_SOURCE_MEMBERS)
        key, url = text(source.pop("id", "")), text(source.get("url", ""))
        source = {"publisher": host(url) or key, **source}
        if not source["publisher"]:
            raise CellError("must have publishers or addresses")
        parsers: dict[str, _Parse] = dict.fromkeys(source, text) | {
            "url": address,
            "archived": address,
            "published": lambda date: normalise_date(text(date), self._zone),
            "kind": lambda kind: self._choose_word("kind of source", kind, _SOURCE_KINDS),
            "rests_on": texts,
        }
        members = {name: parsers[name](member) for name, member in source.items()}
        return self.sources.add(key, {name: member for name, member in members.items() if member})

    def _quote(self, value: object) -> dict[str, str]:
        if not isinstance(value, dict):
            return {"text": text(value)}
        members = self.columns.select_keys(
            "quotes", value, "by", "text", "language", "translation", "source"
        )
        quote = {key: text(member) for key, member in members.items()}
        if "text" not in quote:
            raise CellError("must have texts")
        if "by" in quote:
            quote["by"] = self.actors.resolve(quote["by"])
        if "source" in quote:
            quote["source"] = self.sources.resolve(quote["source"])
        return quote

    def _account(self, value: object) -> FileEntry:
        if not isinstance(value, dict):
            raise CellError("must be a list of objects")
        account = self.columns.select_keys(
            "accounts", value, "says", "when", "actors", "about", "figures", "sources"
        )
        if "says" not in account:
            raise CellError("must say what they say")
        if not account.get("sources"):
            account.pop("sources", None)
        parsers: dict[str, _Parse] = {
            "says": text,
            "when": self._account_date,
            "actors": self._actors,
            "about": self._actors,
            "figures": figures,
            "sources": lambda names: [self.sources.resolve(name) for name in texts(names)],
        }
        return {key: parsers[key](member) for key, member in account.items()}

    def _account_date(self, value: object) -> str:
        if isinstance(value, dict):
            return str(self._parse_exported_when(value)["when"])
        return self.dates.read_text(text(value))


def shorten(text: str) -> str:
    """Return a text as a title: up to the end of its first line, or of a word if it is long."""
    line = re.split(r"[\r\n]", text, maxsplit=1)[0].rstrip()
    if line == text and len(text) <= _LONGEST_TITLE:
        return text
    if len(line) < _LONGEST_TITLE:
        return f"{line}…"
    return f"{line[:_LONGEST_TITLE].rpartition(' ')[0] or line[: _LONGEST_TITLE - 1]}…"


def _take_cell(key: str, parse: _Parse, cells: _Cells) -> FileEntry:
    cell = cells.pop(key, None)
    if cell is None:
        return {}
    with name_column(cell.column):
        return {key: parse(cell.value)}


def _is_name(value: object) -> bool:
    return isinstance(value, str) and not is_address(value)
