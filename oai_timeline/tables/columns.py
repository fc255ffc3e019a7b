"""What the columns of others are called, and which of them a timeline has a place for."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from oai_timeline.model.spelling import fold

_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "when": ("when", "date", "day", "datetime", "timestamp", "start", "start date", "begin"),
    "time": ("time", "clock", "start time"),
    "end": ("end", "end date", "until"),
    "words": ("words",),
    "stated": ("stated",),
    "title": ("title", "headline", "event", "name", "subject"),
    "summary": ("summary", "description", "text", "details", "body"),
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
}
"""What is understood, by the key that it becomes, the better name first."""


class Columns:
    """The columns of a table, recognised by their names; of others, values are counted."""

    def __init__(self) -> None:
        """Begin with none known."""
        self.unknown: Counter[str] = Counter()

    def recognised(self, values: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
        """Give what a row says by key, each value with the name of its column."""
        names: dict[str, str] = {}
        for name in values:
            names.setdefault(_plain(name), name)
        chosen = {
            key: next((names[one] for one in known if one in names), None)
            for key, known in _NAMES.items()
        }
        left = values.keys() - chosen.values()
        self.unknown.update(name for name in values if name in left and values[name] not in EMPTY)
        return {
            key: (name, values[name])
            for key, name in chosen.items()
            if name is not None and values[name] not in EMPTY
        }

    def lacking(self, values: Mapping[str, Any], *keys: str) -> list[str]:
        """List those of these keys for which a table has no column."""
        names = set(map(_plain, values))
        return [key for key in keys if names.isdisjoint(_NAMES[key])]

    def known(self, what: str, values: Mapping[str, Any], *names: str) -> dict[str, Any]:
        """Give what an object within a row says, of what has these names."""
        said = {name: value for name, value in values.items() if value is not None and value != ""}
        self.unknown.update(f"{what}.{name}" for name in said if name not in names)
        return {name: said[name] for name in names if name in said}


EMPTY: tuple[Any, ...] = (None, "", [], {})


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", fold(name)).strip()
