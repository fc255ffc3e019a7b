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
        "when", "date", "datetime", "date time", "timestamp", "start", "start date", "begin",
        "event date",
    ),
    "time": ("time", "clock", "start time"),
    "year": ("year", "start year"),
    "month": ("month", "start month"),
    "day": ("day", "start day"),
    "end": ("end", "end date", "until"),
    "end time": ("end time",),
    "end year": ("end year",),
    "end month": ("end month",),
    "end day": ("end day",),
    "zone": ("timezone", "time zone", "zone", "tz"),
    "words": ("words", "display date"),
    "stated": ("stated",),
    "title": ("title", "headline", "name", "subject", "event"),
    "summary": ("summary", "description", "text", "details", "body", "event"),
    "actors": ("actors", "actor", "who", "people", "person", "by"),
    "about": ("about",),
    "kind": ("kind", "type", "category"),
    "place": ("place", "location", "where"),
    "tags": ("tags", "tag", "keywords", "labels"),
    "certainty": ("certainty",),
    "quotes": ("quotes",),
    "because": ("because",),
    "after": ("after",),
    "accounts": ("accounts",),
    "figures": ("figures",),
    "sources": ("sources", "source", "references", "reference", "publisher"),
    "links": ("url", "urls", "link", "links"),
    "earliest": ("earliest",),
    "latest": ("latest",),
    "precision": ("precision",),
}  # fmt: skip
"""The names of columns that can be imported, by the key that they become, the better name first."""
_IN_PARTS = {"when": ("year", "month", "day"), "end": ("end year", "end month", "end day")}
"""The columns that make a date if no column has a whole one."""


class Columns:
    """The columns of a table, recognised by their names; the values of others are counted."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.unknown: Counter[str] = Counter()

    def read_row(self, values: Mapping[str, object]) -> dict[str, Cell]:
        """Return the cells of a row by the keys that they become; count all other cells."""
        chosen = choose_columns(tuple(values))
        taken = set(chosen.values())
        self.count(*(name for name in values if name not in taken and values[name] not in EMPTY))
        return {
            key: Cell(name, values[name])
            for key, name in chosen.items()
            if values[name] not in EMPTY
        }

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


@lru_cache(maxsize=64)
def choose_columns(names: Sequence[str]) -> Mapping[str, str]:
    """Return the names of the columns that can be imported, by key: no column for two keys."""
    free: dict[str, str] = {}
    for name in names:
        free.setdefault(_normalise(name), name)
    chosen: dict[str, str] = {}
    for key, known in NAMES.items():
        present = [name for name in known if name in free]
        if present:
            chosen[key] = free.pop(present[0])
    if "when" not in chosen and "year" not in chosen and "day" in chosen:
        chosen["when"] = chosen.pop("day")  # a column of days, not of their numbers
    for whole, parts in _IN_PARTS.items():
        if whole in chosen:
            for part in parts:
                chosen.pop(part, None)
    return chosen


def _normalise(name: str) -> str:
    """Return a name as `NAMES` has it: `StartDate` and `start_date` are `start date`."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return re.sub(r"[\s_-]+", " ", fold(parted)).strip()
