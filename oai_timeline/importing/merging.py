"""Merge the actors, or the sources, of several tables: equal ones become one."""

from collections.abc import Iterator, Mapping, Sequence

from oai_timeline.importing.cells import as_list
from oai_timeline.importing.registry import FileEntry, Ids, Registry

_PARTS = ("quotes", "accounts")
NewIds = Mapping[str, str]
"""The ids that change, by what they were."""


def list_conflicts(registries: Sequence[Registry]) -> Iterator[tuple[int, str, int]]:
    """Yield the ids that two tables describe differently.

    Each is the number of a table, the id, and the number of the first table that has it.
    """
    first: dict[str, int] = {}
    for number, registry in enumerate(registries):
        for key in registry.described():
            known = registries[first.setdefault(key, number)].entries[key]
            if known != registry.entries[key]:
                yield number, key, first[key]


def merge_entries(registries: Sequence[Registry]) -> tuple[dict[str, FileEntry], list[NewIds]]:
    """Return the entries of all tables, and the ids that change in each table.

    An id that a table gives stays as it is. One that was made up gives way to that of the same
    actor or source of another table, or gets a suffix if it is taken. A name that is an id which
    another table describes means that.
    """
    merged: dict[str, FileEntry] = {}
    known: dict[str, tuple[int, str]] = {}
    for number, registry in enumerate(registries):
        for key in registry.described():
            merged.setdefault(key, registry.entries[key])
            known.setdefault(registry.identify(registry.entries[key]), (number, key))
    ids = Ids(key for registry in registries for key in registry.entries.keys() - registry.made)
    for registry in registries:
        for key in registry.bare.keys() & merged.keys():
            del registry.bare[key]
    ordered: dict[str, FileEntry] = {}
    changes: list[NewIds] = []
    for number, registry in enumerate(registries):
        changed: dict[str, str] = {}
        for key, entry in registry.entries.items():
            new_key = key
            if key in registry.made and not (key in merged and registry.is_id_alone(key)):
                owner, known_key = known.get(registry.identify(entry), (number, ""))
                new_key = known_key if owner != number else ids.make(key)
                known.setdefault(registry.identify(entry), (number, new_key))
            if new_key != key:
                changed[key] = new_key
            ordered.setdefault(new_key, merged.get(new_key, entry))
        changes.append(changed)
    return ordered, changes


def refers_to(entry: FileEntry, keys: Sequence[str], name: str) -> bool:
    """Return whether an event has an id under one of the keys, or a quote or an account of it."""
    return any(name in as_list(entry.get(key, [])) for key in keys) or any(
        isinstance(member, dict) and refers_to(member, keys, name)
        for key in _PARTS
        for member in as_list(entry.get(key, []))
    )


def rename(entry: FileEntry, new_ids: Mapping[str, NewIds]) -> None:
    """Change the ids that an event or a source refers to, given by the keys that hold them."""
    for key, value in entry.items():
        if key in _PARTS:
            for member in as_list(value):
                assert isinstance(member, dict)
                rename(member, new_ids)
        elif isinstance(value, str):
            entry[key] = new_ids.get(key, {}).get(value, value)
        elif key in new_ids and not new_ids[key].keys().isdisjoint(as_list(value)):
            names = [new_ids[key].get(str(name), str(name)) for name in as_list(value)]
            entry[key] = list(dict.fromkeys(names))
