"""The actors and the sources of a table: each gets one id, however often it is named."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from oai_timeline.load.file_schema import ID
from oai_timeline.model.spelling import fold

_MOST_IN_AN_ID = 60

FileEntry = dict[str, object]
"""An event, an actor or a source in the shape of a timeline file."""


def is_id(text: str) -> bool:
    """Return whether a text may be an id."""
    return re.fullmatch(ID, text) is not None


def slug(text: str) -> str:
    """Return a text as an ASCII id; empty if fewer than half of its letters can be in one."""
    folded = fold(text)
    letters = [letter for letter in folded if letter.isalpha()]
    if 2 * sum(map(str.isascii, letters)) < len(letters):
        return ""
    key = re.sub(r"[^a-z0-9]+", "-", folded.replace("'", "").replace("’", "")).strip("-")
    if len(key) <= _MOST_IN_AN_ID:
        return key
    return key[: _MOST_IN_AN_ID + 1].rpartition("-")[0] or key[:_MOST_IN_AN_ID]


class Ids:
    """The ids in use, of which each new one differs."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Begin with the ids that are taken."""
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def add(self, key: str) -> None:
        """Take an id."""
        self._taken.add(key)

    def make(self, base: str, more: str = "") -> str:
        """Take and return `base` or, if that is taken, `base` with `more`, or with a number."""
        key = f"{base}-{more}" if more and base in self._taken else base
        while key in self._taken:
            number = self._next[base] = self._next.get(base, 1) + 1
            key = f"{base}-{number}"
        self._taken.add(key)
        return key


class Registry:
    """Actors, or sources, by id.

    `bare` has those of which only the id was given, `differing` those described in two ways, and
    `made` the ids that were made up.
    """

    def __init__(self, what: str, name: str) -> None:
        """Call each `what`; its name is under the key `name`."""
        self.entries: dict[str, FileEntry] = {}
        self.bare: dict[str, None] = {}
        self.differing: dict[str, None] = {}
        self.made: set[str] = set()
        self._what = what
        self._name = name
        self._ids = Ids()
        self._by_identity: dict[str, str] = {}

    def add(self, key: str, entry: FileEntry) -> str:
        """Add an entry and return its id; of two descriptions, the first one is kept."""
        if not is_id(key):
            return self.add_by_name(entry)
        known = self.entries.get(key)
        is_new = known is None or key in self.bare or self.is_id_alone(key)
        self.made.discard(key)
        if is_new:
            self._store(key, entry)
            self.bare.pop(key, None)
            self._by_identity.setdefault(self.identify(entry), key)
        elif known != entry:
            self.differing[key] = None
        return key

    def add_by_name(self, entry: FileEntry) -> str:
        """Add an entry without an id, if none has its name or its address; return its id."""
        name = str(entry[self._name])
        if len(entry) == 1 and name in self.entries:
            return name
        identity = self.identify(entry)
        if identity not in self._by_identity:
            key = self._ids.make(slug(name) or self._what)
            self.made.add(key)
            self._store(key, entry)
            self._by_identity[identity] = key
        return self._by_identity[identity]

    def resolve(self, text: str) -> str:
        """Return the id that a text means, an id or a name; it may be described later."""
        if text in self.entries:
            return text
        key = self._by_identity.get(fold(text)) or self._by_identity.get(text)
        if key is None and is_id(text):
            key = text
            self._store(key, {self._name: text})
            self.bare[key] = None
        return key or self.add_by_name({self._name: text})

    def described(self) -> Iterator[str]:
        """Yield the ids that the table itself gives, with more than that."""
        return (key for key in self.entries if key not in self.made and key not in self.bare)

    def is_id_alone(self, key: str) -> bool:
        """Return whether an id was made of a name that is the same: it may have been meant."""
        return key in self.made and self.entries[key] == {self._name: key}

    def _store(self, key: str, entry: FileEntry) -> None:
        self.entries[key] = entry
        self._ids.add(key)

    def identify(self, entry: FileEntry) -> str:
        """Return what makes an entry the same as another: its address, its name, or all of it."""
        if "url" in entry:
            return str(entry["url"])
        return fold(str(entry[self._name])) if len(entry) == 1 else repr(entry)


def host(url: str) -> str:
    """Return the host of an address, without its `www.`; the address if it has none."""
    try:
        name = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return url
    return name or url
