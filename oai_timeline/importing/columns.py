"""What the columns of tables are called, and what each becomes in a timeline."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from oai_timeline.importing.cells import EMPTY, Cell
from oai_timeline.model.spelling import fold

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "when": (
        "when", "exact date", "date", "datetime", "date time", "timestamp", "start", "start date",
        "startdate", "start datetime", "begin", "begin date", "beg", "event date", "event start",
        "date start", "date from", "point in time", "datum", "fecha",
    ),
    "edtf": ("edtf", "edtf date", "date edtf"),
    "epoch": ("epoch", "epoch seconds", "unix", "unix time", "unixtime", "unix timestamp"),
    "time": ("time", "clock", "start time", "event time", "uhrzeit", "heure", "hora"),
    "year": (
        "year", "start year", "startyear", "event year", "date year", "start date year",
        "time year", "jahr", "annee", "ano", "anno",
    ),
    "month": (
        "month", "start month", "event month", "date month", "start date month", "time month",
        "monat", "mois", "mes",
    ),
    "day": (
        "day", "start day", "event day", "date day", "start date day", "time day", "jour", "dia",
    ),
    "end": (
        "end", "end date", "enddate", "end datetime", "until", "finish", "event end", "date end",
        "date to", "ende",
    ),
    "end time": ("end time",),
    "end year": ("end year", "endyear", "end date year"),
    "end month": ("end month", "end date month"),
    "end day": ("end day", "end date day"),
    "all day": ("all day event", "all day", "allday", "is all day"),
    "zone": ("timezone", "time zone", "zone", "tz", "tzid", "utc offset", "zeitzone"),
    "words": ("words", "display date"),
    "stated": ("stated",),
    "title": (
        "title", "headline", "label", "item label", "event label", "name", "subject", "event name",
        "event title", "rule title", "heading", "topic", "milestone", "titel", "titre", "titulo",
        "titolo", "event", "message", "content", "what", "what happened",
    ),
    "summary": (
        "summary", "description", "desc", "text", "details", "body", "notes", "note", "comments",
        "comment", "beschreibung", "descripcion", "descrizione", "texte", "event", "content",
        "what", "what happened",
    ),
    "actors": ("actors", "actor", "actor1", "who", "people", "person", "participants", "by"),
    "about": ("about",),
    "kind": ("kind", "type", "event type", "category", "group", "kategorie", "categorie"),
    "place": ("place", "location", "where", "venue", "location name", "ort", "lieu", "lugar"),
    "tags": ("tags", "tag", "keywords", "labels", "categories"),
    "certainty": ("certainty",),
    "quotes": ("quotes",),
    "because": ("because",),
    "after": ("after",),
    "accounts": ("accounts",),
    "figures": ("figures",),
    "sources": (
        "sources", "source", "references", "reference", "citation", "citations", "publisher",
        "quelle", "fuente", "fonte",
    ),
    "links": (
        "url", "urls", "link", "links", "source url", "reference url", "link to event", "href",
        "website",
    ),
    "earliest": ("earliest",),
    "latest": ("latest",),
    "precision": ("precision",),
}  # fmt: skip
"""The names of columns that can be imported, by the key that they become, the better name first."""
DATE_KEYS = {"when", "edtf", "year", "epoch"}
"""The keys of the columns of which one is enough to date an event."""
_REDUNDANT: tuple[tuple[set[str], set[str]], ...] = (
    ({"end"}, {"end year", "end month", "end day"}),
    ({"when"}, {"epoch"}),
    ({"year"}, {"epoch"}),
)
"""Columns with the keys on the left make those on the right redundant."""
_FROM, _TO = "from", "to"
"""Names of the start and the end, if a table has both, and no date."""
_UTC = re.compile(r" (?:utc|gmt)$")
"""What ends the names of columns of which the times are in UTC."""
_TIMES = ("when", "time", "end", "end time")

Table = tuple[tuple[str, str], ...]
"""Headings with the keys that they become, the better heading first."""


class Columns:
    """The columns of a table, recognised by their names; the values of others are counted."""

    def __init__(self, given: Mapping[str, str] | None = None, table: Table | None = None) -> None:
        """Begin with nothing counted.

        `given` has headings by key; other columns are those of `table`, or known by their names.
        """
        self.unknown: Counter[str] = Counter()
        self._given = tuple((heading, key) for key, heading in (given or {}).items())
        self._table = table

    def choose(self, names: Sequence[str]) -> Mapping[str, str]:
        """Return the names of the columns that can be imported, by key."""
        return choose_columns(tuple(names), self._given, self._table)

    def read_row(self, values: Mapping[str, object]) -> dict[str, Cell]:
        """Return the cells of a row by the keys that they become; count all other cells."""
        chosen = self.choose(tuple(values))
        taken = set(chosen.values())
        self.count(*(name for name in values if name not in taken and values[name] not in EMPTY))
        cells = {
            key: Cell(name, values[name])
            for key, name in chosen.items()
            if values[name] not in EMPTY
        }
        for name in self.list_utc(tuple(values))[:1]:
            cells.setdefault("zone", Cell(name, "UTC"))
        return cells

    def list_utc(self, names: Sequence[str]) -> list[str]:
        """List the columns of times whose names say that they are in UTC."""
        chosen = self.choose(names)
        times = [chosen[key] for key in _TIMES if key in chosen]
        return [name for name in times if _UTC.search(_split_words(name))]

    def list_guessed(self, names: Sequence[str]) -> list[str]:
        """List the columns of dates that are not known by their exact names."""
        chosen = self.choose(names).get("when")
        if chosen is None or self._table is not None or (chosen, "when") in self._given:
            return []
        return [] if _normalise(chosen) in {*NAMES["when"], *NAMES["day"], _FROM} else [chosen]

    def select_keys(
        self, what: str, values: Mapping[str, object], *names: str
    ) -> dict[str, object]:
        """Return the members of an object with these names; count the others."""
        given = {name: value for name, value in values.items() if value is not None and value != ""}
        self.count(*(f"{what}.{name}" for name in given if name not in names))
        return {name: given[name] for name in names if name in given}

    def count(self, *names: str) -> None:
        """Count values that are left out, by the names of their columns."""
        self.unknown.update(names)


def find_key(name: str) -> str | None:
    """Return the key that a column of this name becomes, or None if there is no such name."""
    normal = _normalise(name)
    keys = (key for key, known in NAMES.items() if normal == key or normal in known)
    return next(keys, None)


@lru_cache(maxsize=64)
def choose_columns(names: Sequence[str], given: Table, table: Table | None) -> Mapping[str, str]:
    """Return the names of the columns that can be imported, by key: no column for two keys."""
    chosen = {key: heading for heading, key in given if heading in names}
    free = [name for name in names if name not in chosen.values()]
    if table is None:
        _choose_by_name(chosen, free)
        return chosen
    for heading, key in table:
        if heading in free:
            chosen.setdefault(key, heading)
    return chosen


def _choose_by_name(chosen: dict[str, str], names: Sequence[str]) -> None:
    free: dict[str, str] = {}
    for name in names:
        free.setdefault(_normalise(name), name)
    for key, known in NAMES.items():
        present = [name for name in known if name in free]
        if present and key not in chosen:
            chosen[key] = free.pop(present[0])
    _find_date(chosen, free)
    for better, others in _REDUNDANT:
        if better <= chosen.keys():
            for key in others:
                chosen.pop(key, None)
    if "when" in chosen and "year" not in chosen:  # a day of the week, or of a series
        for key in ("month", "day"):
            chosen.pop(key, None)


def _find_date(chosen: dict[str, str], free: dict[str, str]) -> None:
    """Choose a column that may have the date, where none has a known name of dates."""
    if not DATE_KEYS.isdisjoint(chosen):
        return
    named_date = [name for name in free if "date" in name.split() and "end" not in name.split()]
    if _FROM in free and _TO in free:
        chosen["when"] = free[_FROM]
        chosen.setdefault("end", free[_TO])
    elif "day" in chosen:
        chosen["when"] = chosen.pop("day")  # a column of days, not of their numbers
    elif len(named_date) == 1:
        chosen["when"] = free[named_date[0]]


def _normalise(name: str) -> str:
    """Return a name as `NAMES` has it: `StartDate` and `start_date (UTC)` are `start date`."""
    return _UTC.sub("", _split_words(name))


@lru_cache(maxsize=512)
def _split_words(name: str) -> str:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return re.sub(r"[\s_().-]+", " ", fold(parted)).strip()
