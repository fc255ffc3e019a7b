"""A table of somebody's events as a timeline, in the shape of its file."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple, get_args
from zoneinfo import ZoneInfo

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.display import format_iso
from oai_timeline.importing.cells import (
    EMPTY,
    Cell,
    CellError,
    Wrong,
    address,
    each,
    figures,
    is_address,
    text,
    whole,
)
from oai_timeline.importing.columns import Columns, choose_columns
from oai_timeline.importing.dated import normalise_date
from oai_timeline.importing.reader import Table
from oai_timeline.importing.registry import Registry, host, is_id, slug, unique
from oai_timeline.importing.when import DateReader, drop_midnights
from oai_timeline.load.document import FORMAT
from oai_timeline.model.event import Certainty
from oai_timeline.model.spreadsheet import PARTED_ADDRESSES
from oai_timeline.model.timeline import SourceKind
from oai_timeline.model.visible import quoted

_CERTAINTIES = get_args(Certainty)
_KINDS = get_args(SourceKind)
_Cells = dict[str, Cell]
_LINKS = {"because", "after"}
_A_DATE = {"when", "year"}
_OF_BOUNDS = ("earliest", "latest", "precision")
_REQUIRED = {
    "date (date, when, day or year)": _A_DATE,
    "title (title, headline, event or name)": {"title"},
}
"""What each event needs, and the keys of which one gives it."""
_NO_EVENTS = "{}: links to events that are not here, left out"
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_OF_A_DATE = (
    "date", "words", "stated", "edtf", "earliest", "latest", "precision", "approximate",
    "uncertain", "order",
)  # fmt: skip
_OF_A_SOURCE = (
    "publisher", "via", "title", "url", "published", "language", "kind", "rests_on", "archived",
)  # fmt: skip


class ImportedTimeline(NamedTuple):
    """A timeline in the shape of its file, where the row of each event begins, and notes on it."""

    timeline: dict[str, Any]
    starts: list[int]
    notes: list[str]


def import_table(table: Table, title: str, zone: ZoneInfo) -> ImportedTimeline:
    """Make a timeline of a table; what can't be read is among the table's mistakes.

    Times without an offset are read in `zone`.
    """
    return _Import(table, zone).timeline(title)


class _Import:
    """A timeline in the making."""

    def __init__(self, table: Table, zone: ZoneInfo) -> None:
        self._table = table
        self._zone = zone
        self._columns = Columns()
        self._actors = Registry("actor", "name")
        self._sources = Registry("source", "publisher")
        self._events: list[dict[str, Any]] = []
        self._starts: list[int] = []
        self._ids: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._dates = DateReader(zone, self._counts)
        self._days: list[str] = []
        readers: dict[str, Callable[[Any], Any]] = {
            "id": text,
            "words": text,
            "stated": text,
            "title": text,
            "summary": text,
            "actors": lambda names: [self._actor(name) for name in each(names)],
            "about": lambda names: [self._actor(name) for name in each(names)],
            "kind": text,
            "place": text,
            "tags": lambda tags: [text(tag) for tag in each(tags)],
            "certainty": lambda word: self._choose_word("certainty", word, _CERTAINTIES),
            "quotes": lambda quotes: [self._quote(one) for one in whole(quotes)],
            "because": lambda links: [text(link) for link in each(links)],
            "after": lambda links: [text(link) for link in each(links)],
            "accounts": lambda accounts: [self._account(one) for one in whole(accounts)],
            "figures": figures,
        }
        self._steps: list[Callable[[_Cells], dict[str, Any]]] = [
            self._read_when,
            *(partial(self._read_cell, key, read) for key, read in readers.items()),
            self._read_sources,
        ]

    def timeline(self, title: str) -> ImportedTimeline:
        """Read all rows, then settle what needs all of them: ids, and what refers to them."""
        if self._table.form != "csv" or self._has_columns():
            self._read_rows()
        if not self._starts and not self._table.mistakes:
            where = "below the headings" if self._table.headings else "in this file"
            message = f"there are no events {where}"
            self._table.report(self._table.headings_start, "empty-file", message)
        if not self._table.mistakes:
            self._settle_ids()
            self._settle_references()
        header = {"format": FORMAT, "title": title, "zone": self._zone.key}
        whole = {
            "timeline": header,
            "actors": self._actors.entries,
            "sources": self._sources.entries,
            "events": self._events,
        }
        return ImportedTimeline(whole, self._starts, list(self._notes()))

    def _has_columns(self) -> bool:
        """Report once, and not of each row, that a table has no headings, no dates or no titles."""
        headings, start = self._table.headings, self._table.headings_start
        chosen = choose_columns(tuple(headings))
        missing = [what for what, keys in _REQUIRED.items() if keys.isdisjoint(chosen)]
        date = next(filter(self._is_date, headings), None) if missing else None
        if date is not None:
            message = (
                f"the first line must name the columns, for example date,title; {quoted(date)} is "
                "a date, so this line seems to be an event"
            )
            self._table.report(start, "missing-key", message)
        elif headings:
            for what in missing:
                message = f"no column has a {what}, among {', '.join(map(quoted, headings))}"
                self._table.report(start, "missing-key", message)
        return not missing

    def _is_date(self, heading: str) -> bool:
        try:
            normalise_date(heading, self._zone)
        except edtf.DateError:
            return False
        return True

    def _read_rows(self) -> None:
        """Read each row as an event, once it is known whether all times are midnight."""
        rows = [(row.start, self._columns.read_row(row.values)) for row in self._table.rows()]
        self._days = drop_midnights([cells for _, cells in rows])
        given: dict[str, int] = {}
        for start, cells in rows:
            event = self._event(start, cells)
            key = event["id"]
            if key and given.setdefault(key, start) != start:
                line = self._table.line_of(given[key])
                message = f"{quoted(key)} is the id of the event on line {line} already"
                self._table.report(start, "duplicate-id", message)
            self._events.append(event)
            self._starts.append(start)

    def _settle_ids(self) -> None:
        """Give each event an id: its own, else one made from that, from its title, or its date."""
        taken = {event["id"] for event in self._events if is_id(event.get("id", ""))}
        for event in self._events:
            given = event.get("id", "")
            if is_id(given):
                self._ids[given] = given
                continue
            day = slug(event["when"].partition("T")[0])
            base = slug(given) or slug(event["title"])
            key = unique(base, taken, day) if base else unique(day or "event", taken)
            taken.add(key)
            event["id"] = key
            if given:
                self._ids[given] = key
                self._counts["ids that are none, made anew"] += 1

    def _settle_references(self) -> None:
        for event in self._events:
            for key in sorted(_LINKS & event.keys()):
                kept = [self._ids[link] for link in event[key] if link in self._ids]
                self._counts[_NO_EVENTS.format(key)] += len(event[key]) - len(kept)
                event[key] = kept
                if not kept:
                    del event[key]
        for source in list(self._sources.entries.values()):
            if "rests_on" in source:
                source["rests_on"] = [self._sources.resolve(key) for key in source["rests_on"]]

    def _notes(self) -> Iterator[str]:
        """Say what was left out, and what others have to add."""
        if self._days:
            names = " and ".join(map(quoted, self._days))
            yield f"all times of {names} are midnight: read as days"
        for name, count in (self._columns.unknown + self._table.left_out).items():
            values = "value" if count == 1 else "values"
            yield f"no place for the column {quoted(name)}: {count} {values} left out"
        for what, count in self._counts.items():
            if count:
                yield f"{what} ({count})"
        for what, parties in (("actors", self._actors), ("sources", self._sources)):
            if parties.bare:
                yield f"{what} named by their ids alone, to be filled in: {', '.join(parties.bare)}"
            if parties.differing:
                yield (
                    f"{what} described in more than one way, the first one kept: "
                    f"{', '.join(parties.differing)}"
                )

    def _event(self, start: int, cells: dict[str, Cell]) -> dict[str, Any]:
        """Read the cells of a row, step by step; count those that no step has taken."""
        for what, keys in _REQUIRED.items():
            if keys.isdisjoint(cells):
                self._table.report(start, "missing-key", f"this event has no {what}")
        event: dict[str, Any] = {"id": ""}
        for read in self._steps:
            try:
                said = read(cells)
            except CellError as error:
                self._table.report(start, error.code, str(error), error.column)
            else:
                event |= {key: value for key, value in said.items() if value not in EMPTY}
        self._columns.count(*(cell.column for cell in cells.values()))
        return event

    def _read_cell(self, key: str, read: Callable[[Any], Any], cells: _Cells) -> dict[str, Any]:
        cell = cells.pop(key, None)
        if cell is None:
            return {}
        with _blame(cell.column):
            return {key: read(cell.value)}

    def _read_when(self, cells: _Cells) -> dict[str, Any]:
        if _A_DATE.isdisjoint(cells):
            return {}
        if "when" in cells and isinstance(cells["when"].value, dict):
            cell = cells.pop("when")
            with _blame(cell.column):
                when = self._own_when(cell.value)
            for key in sorted(when.keys() & cells.keys()):  # said twice
                self._columns.count(cells.pop(key).column)
            return when
        date = self._dates.read_row(cells)
        given = {key: cells[key].value for key in _OF_BOUNDS if key in cells}
        for key in self._settle_bounds(date, given):
            del cells[key]
        return {"when": date}

    def _own_when(self, value: dict[str, Any]) -> dict[str, Any]:
        """Read a date as `show --format json` writes it."""
        when = self._columns.select_keys("when", value, *_OF_A_DATE)
        date = self._dates.read_text(text(when.get("date", "")))
        self._settle_bounds(date, when)
        return {"when": date} | {key: text(when[key]) for key in ("words", "stated") if key in when}

    def _settle_bounds(self, date: str, given: Mapping[str, Any]) -> list[str]:
        """List what of bounds and precision says no more than the date; count other zones."""
        read = parse_date(date, self._zone)
        settled = ["precision"] if given.get("precision") == read.precision else []
        of_another_zone = False
        for key, moment in (("earliest", read.earliest), ("latest", read.latest)):
            shown = str(given.get(key, ""))
            if moment is not None and "T" in shown and _OFFSET.search(shown):
                of_another_zone |= shown != format_iso(moment, self._zone)
                settled.append(key)
        if of_another_zone:
            what = f"bounds given are not those of the zone {self._zone.key}"
            self._counts[f"{what}: name theirs with --zone"] += 1
        return settled

    def _choose_word(self, what: str, value: Any, words: tuple[str, ...]) -> str:
        """Give one of the words that a timeline file has; leave any other out."""
        word = text(value).strip().lower()
        if word in words:
            return word
        self._counts[f"{what}: words that are none of {', '.join(words)}, left out"] += 1
        return ""

    def _actor(self, value: Any) -> str:
        if not isinstance(value, dict):
            return self._actors.add_by_name({"name": text(value)})
        actor = self._columns.select_keys("actors", value, "id", "name")
        name = text(actor.get("name", actor.get("id", "")))
        if not name:
            raise Wrong("must have names")
        return self._actors.add(text(actor.get("id", "")), {"name": name})

    def _read_sources(self, cells: _Cells) -> dict[str, Any]:
        """Cite what two columns name: a publisher in the one, its address in the other."""
        cited_names, linked = cells.pop("sources", None), cells.pop("links", None)
        names, links = [], []
        if cited_names:
            names = each(cited_names.value, PARTED_ADDRESSES)
        if linked:
            with _blame(linked.column):
                links = [address(text(link)) for link in each(linked.value, PARTED_ADDRESSES)]
        if len(names) == len(links) and all(map(_is_name, names)):
            pairs = zip(names, links, strict=True)
            return {"sources": [self._add_link(name, link) for name, link in pairs]}
        with _blame(cited_names.column if cited_names else ""):
            cited = [self._source(name) for name in names]
        return {"sources": cited + [self._add_link(host(link), link) for link in links]}

    def _add_link(self, name: str, link: str) -> str:
        return self._sources.add_by_name({"publisher": name, "url": link})

    def _source(self, value: Any) -> str:
        if not isinstance(value, dict):
            named = text(value)
            if is_address(named):
                return self._add_link(host(named), address(named))
            return self._sources.add_by_name({"publisher": named})
        source = self._columns.select_keys("sources", value, "id", *_OF_A_SOURCE)
        key, url = text(source.pop("id", "")), text(source.get("url", ""))
        source = {"publisher": host(url) or key, **source}
        if not source["publisher"]:
            raise Wrong("must have publishers or addresses")
        readers: dict[str, Callable[[Any], Any]] = dict.fromkeys(source, text) | {
            "url": lambda url: address(text(url)),
            "archived": lambda url: address(text(url)),
            "published": lambda date: normalise_date(text(date), self._zone),
            "kind": lambda kind: self._choose_word("kind of source", kind, _KINDS),
            "rests_on": lambda others: [text(one) for one in each(others)],
        }
        made = {name: readers[name](said) for name, said in source.items()}
        return self._sources.add(key, {n: said for n, said in made.items() if said})

    def _quote(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            return {"text": text(value)}
        quote = self._columns.select_keys(
            "quotes", value, "by", "text", "language", "translation", "source"
        )
        quote = {key: text(said) for key, said in quote.items()}
        if "text" not in quote:
            raise Wrong("must have texts")
        if "by" in quote:
            quote["by"] = self._actors.resolve(quote["by"])
        if "source" in quote:
            quote["source"] = self._sources.resolve(quote["source"])
        return quote

    def _account(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Wrong("must be a list of objects")
        account = self._columns.select_keys(
            "accounts", value, "says", "when", "actors", "about", "figures", "sources"
        )
        if "says" not in account:
            raise Wrong("must say what they say")
        account["says"] = text(account["says"])
        if "when" in account:
            account["when"] = self._account_date(account["when"])
        for key in ("actors", "about"):
            if key in account:
                account[key] = [self._actor(name) for name in each(account[key])]
        if "figures" in account:
            account["figures"] = figures(account["figures"])
        if account.get("sources"):
            sources = map(text, each(account["sources"]))
            account["sources"] = [self._sources.resolve(one) for one in sources]
        else:
            account.pop("sources", None)
        return account

    def _account_date(self, value: Any) -> str:
        if isinstance(value, dict):
            return str(self._own_when(value)["when"])
        return self._dates.read_text(text(value))


@contextmanager
def _blame(column: str) -> Iterator[None]:
    """Say in which column a value is that can't be read."""
    try:
        yield
    except edtf.DateError as error:
        raise CellError(column, "bad-date", str(error)) from None
    except Wrong as error:
        raise CellError(column, "wrong-type", f"{quoted(column)} {error}") from None


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and not is_address(value)
