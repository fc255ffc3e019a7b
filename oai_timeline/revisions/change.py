"""What changed between two revisions of a timeline: a value for each fact."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["timeline", "actor", "source", "event"]
Group = Literal[
    "added",
    "removed",
    "renamed",
    "moved",
    "certainty",
    "people",
    "accounts",
    "sources",
    "quotes",
    "links",
    "wording",
    "details",
    "timeline",
]
Relation = Literal["before", "after", "unknown"]
Value = str | tuple[str, ...] | None
"""A text, or members of a list; None where there is nothing."""

GROUPS: Mapping[Group, str] = {
    "added": "Added",
    "removed": "Removed",
    "renamed": "New ids",
    "moved": "Moved in time",
    "certainty": "Certainty",
    "people": "People",
    "accounts": "Accounts",
    "sources": "Sources",
    "quotes": "Quotes",
    "links": "Causes and order",
    "wording": "Wording",
    "details": "Other facts",
    "timeline": "The timeline",
}
"""The groups in the order in which they are listed, with their headings."""


class Part(NamedTuple):
    """A part of an entry that has no id: an account, by its sources, a quote or an office."""

    kind: Literal["account", "quote", "office"]
    name: Value


class OrderChange(NamedTuple):
    """Another event of which the one that moved is now before or after, or no longer known to be.

    `old` and `new` say what the event that moved was and is, seen from the other one.
    """

    event: str
    old: Relation
    new: Relation


class Move(NamedTuple):
    """How a date changed: by how many seconds each bound, None where it is or was open.

    `note` says it in words. `order` has the events whose order with this one changed, in time
    order.
    """

    earliest: int | None
    latest: int | None
    note: str
    order: tuple[OrderChange, ...]


class Change(NamedTuple):
    """A fact that changed.

    `title` is that of the event, the name of the actor, or what a source is called; `when` is the
    date of an event. Without a `field`, the whole entry or `part` was added or removed. Of a list,
    `old` has the members that were removed, and `new` those that were added.
    """

    group: Group
    kind: Kind
    id: str
    title: str
    when: str | None
    part: Part | None = None
    field: str = ""
    old: Value = None
    new: Value = None
    move: Move | None = None


class Skipped(NamedTuple):
    """An entry that only one revision has, as far as can be read: the other one may have it."""

    kind: Kind
    id: str
