"""A table of somebody's events as a timeline, in the shape of its file."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, get_args
from zoneinfo import ZoneInfo

from oai_timeline import edtf
from oai_timeline.load.document import FORMAT
from oai_timeline.model.event import Certainty
from oai_timeline.model.timeline import SourceKind
from oai_timeline.model.visible import quoted
from oai_timeline.tables.cells import (
    PARTED_ADDRESSES,
    Wrong,
    address,
    each,
    figures,
    is_address,
    text,
    whole,
)
from oai_timeline.tables.columns import EMPTY, Columns
from oai_timeline.tables.dated import dated
from oai_timeline.tables.parties import Parties, host, is_id, slug, unique
from oai_timeline.tables.rows import Row, Table

_CERTAINTIES = get_args(Certainty)
_KINDS = get_args(SourceKind)
_REQUIRED = {"when": "date (date, when or day)", "title": "title (title, headline, event or name)"}
_LINKS = {"because", "after"}
_NO_EVENTS = "{}: links to events that are not here, left out"
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_OF_A_DATE = (
    "date", "words", "stated", "edtf", "earliest", "latest", "precision", "approximate",
    "uncertain", "order",
)  # fmt: skip
_OF_A_SOURCE = (
    "publisher", "via", "title", "url", "published", "language", "kind", "rests_on", "archived",
)  # fmt: skip


class Imported(NamedTuple):
    """A timeline in the shape of its file; the line of each event; what is to be said of it."""

    timeline: dict[str, Any]
    lines: list[int]
    notes: list[str]


def imported(table: Table, title: str, zone: ZoneInfo) -> Imported:
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
        self._actors = Parties("actor", "name")
        self._sources = Parties("source", "publisher")
        self._events: list[dict[str, Any]] = []
        self._lines: list[int] = []
        self._ids: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def timeline(self, title: str) -> Imported:
        """Read all rows, then settle what needs all of them: ids, and what refers to them."""
        given: dict[str, int] = {}
        for row in self._table.rows():
            if self._table.form == "csv" and not self._lines and self._lacks_columns(row):
                break
            event = self._event(row)
            key = event.get("id", "")
            if key and given.setdefault(key, row.line) != row.line:
                message = f"{quoted(key)} is the id of the event on line {given[key]} already"
                self._table.report(row.line, "duplicate-id", message)
            self._events.append(event)
            self._lines.append(row.line)
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
        return Imported(whole, self._lines, list(self._notes()))

    def _lacks_columns(self, row: Row) -> bool:
        """Report once, and not of each row, that a table has no dates, or no titles."""
        lacking = self._columns.lacking(row.values, *_REQUIRED)
        for key in lacking:
            message = (
                f"no column has a {_REQUIRED[key]}, among {', '.join(map(quoted, row.values))}"
            )
            self._table.report(1, "missing-key", message)
        return bool(lacking)

    def _settle_ids(self) -> None:
        """Give each event an id: its own, else one made from that, from its title, or its date."""
        taken = {event["id"] for event in self._events if is_id(event.get("id", ""))}
        for event in self._events:
            given = event.get("id", "")
            if is_id(given):
                self._ids[given] = given
                continue
            day = slug(event["when"].partition("T")[0])
            key = unique(slug(given) or slug(event["title"]) or "event", taken, day)
            taken.add(key)
            event["id"] = key
            if given:
                self._ids[given] = key
                self._counts["ids that are none, made anew"] += 1

    def _settle_references(self) -> None:
        for event in self._events:
            for key in _LINKS & event.keys():
                kept = [self._ids[link] for link in event[key] if link in self._ids]
                self._counts[_NO_EVENTS.format(key)] += len(event[key]) - len(kept)
                event[key] = kept
                if not kept:
                    del event[key]
        for source in list(self._sources.entries.values()):
            if "rests_on" in source:
                source["rests_on"] = [self._sources.referred(key) for key in source["rests_on"]]

    def _notes(self) -> Iterator[str]:
        """Say what was left out, and what others have to add."""
        for name, count in self._columns.unknown.items():
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

    def _event(self, row: Row) -> dict[str, Any]:
        said = self._columns.recognised(row.values)
        if "links" in said:
            said.setdefault("sources", said["links"])
        event: dict[str, Any] = {"id": ""}
        readers: dict[str, Callable[[Any], Any]] = {
            "id": lambda key: text(key).strip(),
            "when": lambda when: self._when(when, said),
            "words": text,
            "stated": text,
            "title": text,
            "summary": text,
            "actors": lambda names: [self._actor(name) for name in each(names)],
            "about": lambda names: [self._actor(name) for name in each(names)],
            "kind": text,
            "place": text,
            "tags": lambda tags: [text(tag) for tag in each(tags)],
            "certainty": lambda word: self._chosen("certainty", word, _CERTAINTIES),
            "quotes": lambda quotes: [self._quote(one) for one in whole(quotes)],
            "because": lambda links: [text(link) for link in each(links)],
            "after": lambda links: [text(link) for link in each(links)],
            "accounts": lambda accounts: [self._account(one) for one in whole(accounts)],
            "figures": figures,
            "sources": lambda _: self._cited(said),
        }
        for key, read in readers.items():
            if key in said:
                name, value = said[key]
                try:
                    made = read(value)
                except edtf.DateError as error:
                    self._table.report(row.line, "bad-date", str(error), name)
                except Wrong as error:
                    self._table.report(row.line, "wrong-type", f"{quoted(name)} {error}", name)
                else:
                    event |= made if key == "when" else {key: made} if made not in EMPTY else {}
        for key, what in _REQUIRED.items():
            if key not in said:
                self._table.report(row.line, "missing-key", f"this event has no {what}")
        return event

    def _when(self, value: Any, said: dict[str, tuple[str, Any]]) -> dict[str, Any]:
        if isinstance(value, dict):
            when = self._columns.known("when", value, *_OF_A_DATE)
            date = self._date(text(when.get("date", "")))
        else:
            when = {key: said[key][1] for key in ("earliest", "latest") if key in said}
            clock = f" {text(said['time'][1]).strip()}" if "time" in said else ""
            date = self._date(text(value).strip() + clock)
            if "end" in said:
                end = dated(text(said["end"][1]), self._zone)
                date = date if end == date else f"{date}/{end}"
        self._compare(date, when)
        words: dict[str, str] = {key: text(when[key]) for key in ("words", "stated") if key in when}
        return {"when": date, **words}

    def _date(self, typed: str) -> str:
        self._counts["fractions of a second, cut"] += bool(re.search(r":\d\d[.,]\d", typed))
        return dated(typed, self._zone)

    def _compare(self, date: str, when: dict[str, Any]) -> None:
        """Notice bounds that were read in another zone than ours."""
        read = edtf.parse(date, self._zone)
        for key, moment in (("earliest", read.earliest), ("latest", read.latest)):
            given = str(when.get(key, ""))
            if moment is not None and "T" in given and _OFFSET.search(given):
                if given != edtf.iso(moment, self._zone):
                    what = f"bounds given are not those of the zone {self._zone.key}"
                    self._counts[f"{what}: name theirs with --zone"] += 1
                return

    def _chosen(self, what: str, value: Any, words: tuple[str, ...]) -> str:
        """Give one of the words that a timeline file has; leave any other out."""
        word = text(value).strip().lower()
        if word in words:
            return word
        self._counts[f"{what}: words that are none of {', '.join(words)}, left out"] += 1
        return ""

    def _actor(self, value: Any) -> str:
        if not isinstance(value, dict):
            return self._actors.named({"name": text(value)})
        actor = self._columns.known("actors", value, "id", "name")
        name = text(actor.get("name", actor.get("id", "")))
        if not name:
            raise Wrong("must have names")
        return self._actors.described(text(actor.get("id", "")), {"name": name})

    def _cited(self, said: dict[str, tuple[str, Any]]) -> list[str]:
        """Cite what two columns name: a publisher in the one, its address in the other."""
        (column, names), (other, links) = said["sources"], said.get("links", ("", []))
        names = [] if column == other else each(names, PARTED_ADDRESSES)
        links = each(links, PARTED_ADDRESSES)
        if len(names) == len(links) and all(isinstance(one, str) for one in (*names, *links)):
            pairs = zip(names, links, strict=True)
            return [self._source({"publisher": name, "url": link}) for name, link in pairs]
        return [self._source(one) for one in (*names, *links)]

    def _source(self, value: Any) -> str:
        if not isinstance(value, dict):
            named = text(value)
            if is_address(named):
                return self._sources.named({"publisher": host(named), "url": address(named)})
            return self._sources.named({"publisher": named})
        source = self._columns.known("sources", value, "id", *_OF_A_SOURCE)
        key, url = text(source.pop("id", "")), text(source.get("url", ""))
        source = {"publisher": host(url) or key, **source}
        if not source["publisher"]:
            raise Wrong("must have publishers or addresses")
        readers: dict[str, Callable[[Any], Any]] = dict.fromkeys(source, text) | {
            "url": lambda url: address(text(url)),
            "archived": lambda url: address(text(url)),
            "published": lambda date: dated(text(date), self._zone),
            "kind": lambda kind: self._chosen("kind of source", kind, _KINDS),
            "rests_on": lambda others: [text(one) for one in each(others)],
        }
        made = {name: readers[name](said) for name, said in source.items()}
        return self._sources.described(key, {n: said for n, said in made.items() if said})

    def _quote(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            return {"text": text(value)}
        quote = self._columns.known(
            "quotes", value, "by", "text", "language", "translation", "source"
        )
        quote = {key: text(said) for key, said in quote.items()}
        if "text" not in quote:
            raise Wrong("must have texts")
        if "by" in quote:
            quote["by"] = self._actors.referred(quote["by"])
        if "source" in quote:
            quote["source"] = self._sources.referred(quote["source"])
        return quote

    def _account(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Wrong("must be a list of objects")
        account = self._columns.known(
            "accounts", value, "says", "when", "actors", "about", "figures", "sources"
        )
        if "says" not in account:
            raise Wrong("must say what they say")
        account["says"] = text(account["says"])
        if "when" in account:
            account["when"] = self._when(account["when"], {})["when"]
        for key in ("actors", "about"):
            if key in account:
                account[key] = [self._actor(name) for name in each(account[key])]
        if "figures" in account:
            account["figures"] = figures(account["figures"])
        if account.get("sources"):
            sources = map(text, each(account["sources"]))
            account["sources"] = [self._sources.referred(one) for one in sources]
        else:
            account.pop("sources", None)
        return account
