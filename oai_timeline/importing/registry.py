"""The actors and the sources of a table: each gets one id, however often it is named."""

import re
from typing import Any
from urllib.parse import urlsplit

from oai_timeline.load.file_schema import ID
from oai_timeline.model.spelling import fold

_MOST_IN_AN_ID = 60


def is_id(text: str) -> bool:
    """Tell whether a text may be an id."""
    return re.fullmatch(ID, text) is not None


def slug(text: str) -> str:
    """Make an id of a text, in ASCII; empty where less than half of its letters can be in one."""
    folded = fold(text)
    letters = [letter for letter in folded if letter.isalpha()]
    if 2 * sum(map(str.isascii, letters)) < len(letters):
        return ""
    made = re.sub(r"[^a-z0-9]+", "-", folded.replace("'", "").replace("’", "")).strip("-")
    if len(made) <= _MOST_IN_AN_ID:
        return made
    return made[: _MOST_IN_AN_ID + 1].rpartition("-")[0] or made[:_MOST_IN_AN_ID]


def unique(base: str, taken: Any, *more: str) -> str:
    """Give `base` or, where that is taken, what follows with `more`, and at last with a number."""
    for end in ("", *more):
        if (made := "-".join(filter(None, [base, end]))) not in taken:
            return made
    number = 2
    while (made := f"{base}-{number}") in taken:
        number += 1
    return made


class Registry:
    """Actors, or sources, by id. `bare` are those of which nothing but the id was given."""

    def __init__(self, what: str, name: str) -> None:
        """Call each `what`; its name stands under the key `name`."""
        self.entries: dict[str, dict[str, Any]] = {}
        self.bare: dict[str, None] = {}
        self.differing: dict[str, None] = {}
        self._what = what
        self._name = name
        self._called: dict[str, str] = {}

    def add(self, key: str, entry: dict[str, Any]) -> str:
        """Take in one with an id; where it has two descriptions, the first one stays."""
        if not is_id(key):
            return self.add_by_name(entry)
        known = self.entries.get(key)
        if known is None or key in self.bare:
            self.entries[key] = entry
            self.bare.pop(key, None)
            self._called.setdefault(self._call(entry), key)
        elif known != entry:
            self.differing[key] = None
        return key

    def add_by_name(self, entry: dict[str, Any]) -> str:
        """Take in one without an id: the same name, or the same address, is the same one."""
        if set(entry) == {self._name} and entry[self._name] in self.entries:
            return str(entry[self._name])
        call = self._call(entry)
        if call not in self._called:
            key = unique(slug(entry[self._name]) or self._what, self.entries)
            self.entries[key] = entry
            self._called[call] = key
        return self._called[call]

    def resolve(self, text: str) -> str:
        """Find the one that a text stands for: by id, else by name; an id may be told of later."""
        if text in self.entries:
            return text
        key = self._called.get(fold(text)) or self._called.get(text)
        if key is None and is_id(text):
            key = text
            self.entries[key] = {self._name: text}
            self.bare[key] = None
        return key or self.add_by_name({self._name: text})

    def _call(self, entry: dict[str, Any]) -> str:
        """Say what makes an entry the same as another: its address, its name, or all of it."""
        if "url" in entry:
            return str(entry["url"])
        return fold(entry[self._name]) if len(entry) == 1 else repr(entry)


def host(url: str) -> str:
    """Name the host of an address, without its `www.`; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
