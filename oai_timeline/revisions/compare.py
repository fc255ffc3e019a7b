"""Compare two revisions: one change for each fact.

The place of an entry in the file, the order of lists, and line breaks in texts don't count, nor
does what is derived from other facts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

from oai_timeline.load.convert import build_header
from oai_timeline.model.event import Event
from oai_timeline.model.plural import format_count
from oai_timeline.model.timeline import Actor, Header, Source
from oai_timeline.revisions.change import (
    GROUPS,
    Change,
    Group,
    Kind,
    Part,
    Skipped,
)
from oai_timeline.revisions.facts import as_fact, as_value, differ
from oai_timeline.revisions.moves import Movements
from oai_timeline.revisions.pairing import pair_up
from oai_timeline.revisions.rename import Renaming, find_renamed
from oai_timeline.revisions.revision import Revision

Entry = Event | Actor | Source

_HEADER: Mapping[str, Group] = dict.fromkeys(
    ("id", "title", "zone", "language", "focus", "updated", "kinds", "synonyms"), "timeline"
)
_ACTOR: Mapping[str, Group] = dict.fromkeys(
    ("name", "type", "aliases", "misspellings", "note"), "people"
)
_SOURCE: Mapping[str, Group] = dict.fromkeys(
    (
        "publisher",
        "via",
        "title",
        "url",
        "published",
        "language",
        "kind",
        "rests_on",
        "archived",
    ),
    "sources",
)
_EVENT: Mapping[str, Group] = {
    "when": "moved",
    "certainty": "certainty",
    "actors": "people",
    "about": "people",
    "sources": "sources",
    "because": "links",
    "after": "links",
    "title": "wording",
    "summary": "wording",
    "words": "wording",
    "stated": "wording",
    "kind": "details",
    "place": "details",
    "tags": "details",
    "figures": "details",
}
_FIELDS: Mapping[Kind, Mapping[str, Group]] = {
    "timeline": _HEADER,
    "actor": _ACTOR,
    "source": _SOURCE,
    "event": _EVENT,
}
"""The fields of an entry, and the groups that their changes are in."""
_PARTS: Mapping[str, tuple[Part, Group]] = {
    "accounts": (Part("account", None), "accounts"),
    "quotes": (Part("quote", None), "quotes"),
    "offices": (Part("office", None), "people"),
}
"""The fields that hold parts, and the groups that their changes are in."""
_PLACES = {group: number for number, group in enumerate(GROUPS)}
_KINDS: Mapping[Kind, int] = {"timeline": 0, "event": 1, "actor": 2, "source": 3}


class Comparison(NamedTuple):
    """The changes between two revisions, and what could not be compared.

    `names` has what events, actors and sources are called, by kind and id. `zone` is the zone of
    the times, `title` that of the timeline.
    """

    old: Revision
    new: Revision
    changes: Sequence[Change]
    skipped: Sequence[Skipped]
    names: Mapping[tuple[Kind, str], str]

    @property
    def zone(self) -> str:
        """The zone of the times."""
        return str(self.new.zone if self.new.header else self.old.zone)

    @property
    def title(self) -> str:
        """The title of the timeline."""
        header = self.new.header or self.old.header
        return header.title if header else self.new.name

    @property
    def is_equal(self) -> bool:
        """Whether no fact changed, as far as is known."""
        return not (self.changes or self.skipped or self.old.errors or self.new.errors)

    def list_notes(self) -> Iterator[str]:
        """Yield what keeps the comparison from being complete."""
        for revision in (self.old, self.new):
            if revision.errors:
                count, first = format_count(len(revision.errors), "error"), revision.errors[0]
                where = f"line {first.location.line}: {first.message}"
                if len(revision.paths) > 1:
                    where = f"{first.location.path}, {where}"
                yield f"{revision.name}: {count}, compared as far as it can be read ({where})"
        kinds = Counter(one.kind for one in self.skipped)
        if kinds:
            counts = ", ".join(format_count(number, kind) for kind, number in kinds.items())
            yield f"not compared, as one of the files may have more than can be read: {counts}"


def compare_revisions(old: Revision, new: Revision) -> Comparison:
    """Return what changed from an old revision to a new one, in groups, each in time order."""
    renaming = find_renamed(old, new)
    comparing = _Comparing(renaming.apply(old), new)
    changes = [*_list_renamed(renaming, new), *comparing.compare()]
    changes.sort(key=comparing.place)
    names = _name_entries(old) | _name_entries(new)
    return Comparison(old, new, changes, comparing.skipped, names)


class _Comparing:
    """The comparison of two revisions, in which renamed entries have their new ids.

    `skipped` has the entries that only one revision has, but the other one may have.
    """

    def __init__(self, old: Revision, new: Revision) -> None:
        self._old, self._new = old, new
        self.skipped: list[Skipped] = []
        has_same_zone = old.zone == new.zone
        self._movements = Movements(old.events, new.events) if has_same_zone else None

    def compare(self) -> Iterator[Change]:
        """Yield all changes, in any order."""
        old, new = self._old, self._new
        if old.header and new.header:
            yield from _compare_headers(old.header, new.header)
        yield from self._compare_entries("actor", old.actors, new.actors)
        yield from self._compare_entries("source", old.sources, new.sources)
        yield from self._compare_entries("event", old.events, new.events)

    def place(self, change: Change) -> tuple[int, int, float, str]:
        """Return where a change is in the list."""
        event = self._new.events.get(change.id) or self._old.events.get(change.id)
        earliest = event.when.earliest if event and change.kind == "event" else None
        time = -inf if earliest is None else earliest
        return _PLACES[change.group], _KINDS[change.kind], time, change.id

    def _compare_entries(
        self, kind: Kind, old: Mapping[str, Entry], new: Mapping[str, Entry]
    ) -> Iterator[Change]:
        for entry_id in dict.fromkeys((*old, *new)):
            before, after = old.get(entry_id), new.get(entry_id)
            if before and after:
                yield from self._compare(kind, before, after)
            elif (self._new if before else self._old).may_have(entry_id):
                self.skipped.append(Skipped(kind, entry_id))
            elif before:
                yield _describe_entry("removed", kind, before)._replace(old=name_entry(before))
            elif after:
                yield _describe_entry("added", kind, after)._replace(new=name_entry(after))

    def _compare(self, kind: Kind, old: Entry, new: Entry) -> Iterator[Change]:
        """Yield what changed of an event, an actor or a source."""
        blank = _describe_entry("details", kind, new)
        for change in _compare_fields(blank, _FIELDS[kind], *_drop_derived(old, new)):
            if change.field == "when" and self._movements:
                assert isinstance(old, Event)
                assert isinstance(new, Event)
                yield change._replace(move=self._movements.describe(old, new))
            else:
                yield change
        for field, (part, group) in _PARTS.items():
            if hasattr(new, field):
                parts = pair_up(getattr(old, field), getattr(new, field))
                yield from _compare_parts(blank._replace(group=group, part=part), parts)


def name_entry(entry: Entry) -> str:
    """Return what to call an event, an actor or a source."""
    if isinstance(entry, Event):
        return entry.title
    if isinstance(entry, Actor):
        return entry.name
    return f"{entry.publisher}: {entry.title}" if entry.title else entry.publisher


def _compare_headers(old: Header, new: Header) -> Iterator[Change]:
    blank = Change("timeline", "timeline", new.id, new.title, None)
    for change in _compare_fields(blank, _HEADER, old, new):
        if change.field != "id" or not (_has_made_id(old) and _has_made_id(new)):
            yield change


def _has_made_id(header: Header) -> bool:
    """Return whether the id of a timeline is the one that is made from its title."""
    fields = header._asdict() | {"id": None}
    return build_header(format="", **fields).id == header.id


def _compare_fields(
    blank: Change, groups: Mapping[str, Group], old: object, new: object
) -> Iterator[Change]:
    """Yield what changed of some fields, in changes made from a blank one."""
    for field, group in groups.items():
        before, after = getattr(old, field), getattr(new, field)
        if as_fact(before) != as_fact(after):
            removed, added = differ(before, after)
            yield blank._replace(group=group, field=field, old=removed, new=added)


def _compare_parts(blank: Change, parts: Iterable[tuple[Any, Any]]) -> Iterator[Change]:
    """Yield what changed of accounts, quotes or offices, in changes made from a blank one."""
    assert blank.part
    for old, new in parts:
        part = blank.part._replace(name=_name_part(new or old))
        change = blank._replace(part=part)
        if old and new:
            yield from _compare_fields(change, dict.fromkeys(new._fields, blank.group), old, new)
        else:
            yield change._replace(old=old and _describe_part(old), new=new and _describe_part(new))


def _name_part(part: Any) -> str | tuple[str, ...]:
    """Return what tells a part from others: its sources, its text, or what it is called."""
    if hasattr(part, "says"):
        return tuple(part.sources) or part.says
    return _describe_part(part)


def _describe_part(part: Any) -> str:
    """Return what an account, a quote or an office says."""
    if hasattr(part, "says"):
        return str(as_value(part.says))
    if hasattr(part, "text"):
        return str(as_value(part.text))
    return f"{part.office} of {part.of}"


def _drop_derived(old: Entry, new: Entry) -> tuple[Entry, Entry]:
    """Return entries; events without the sources that only one of them cites for its parts.

    These changes are listed with the accounts and quotes that cite them.
    """
    if not (isinstance(old, Event) and isinstance(new, Event)):
        return old, new
    shared = {*old.sources} & {*new.sources}

    def drop(event: Event) -> Event:
        derived = {one for account in event.accounts for one in account.sources}
        derived |= {quote.source for quote in event.quotes if quote.source}
        own = (one for one in event.sources if one in shared or one not in derived)
        return event._replace(sources=tuple(own))

    return drop(old), drop(new)


def _describe_entry(group: Group, kind: Kind, entry: Entry) -> Change:
    """Return a change of an entry, without what changed."""
    when = entry.when.text if isinstance(entry, Event) else None
    return Change(group, kind, entry.id, name_entry(entry), when)


def _list_renamed(renaming: Renaming, new: Revision) -> Iterator[Change]:
    kinds: tuple[tuple[Kind, Mapping[str, str], Mapping[str, Entry]], ...] = (
        ("actor", renaming.actors, new.actors),
        ("source", renaming.sources, new.sources),
        ("event", renaming.events, new.events),
    )
    for kind, ids, entries in kinds:
        for before, after in ids.items():
            change = _describe_entry("renamed", kind, entries[after])
            yield change._replace(field="id", old=before, new=after)


def _name_entries(revision: Revision) -> dict[tuple[Kind, str], str]:
    kinds: tuple[tuple[Kind, Mapping[str, Entry]], ...] = (
        ("actor", revision.actors),
        ("source", revision.sources),
        ("event", revision.events),
    )
    return {
        (kind, entry_id): name_entry(entry)
        for kind, entries in kinds
        for entry_id, entry in entries.items()
    }
