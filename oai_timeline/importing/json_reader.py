"""Read JSON documents: an array of events, an object with a list of them, or one event."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TypeGuard

from oai_timeline.importing import json_values
from oai_timeline.importing.cells import as_list, tidy
from oai_timeline.importing.columns import DATE_KEYS, find_key
from oai_timeline.importing.json_values import EVENT_LISTS, JsonError, LocatedValue
from oai_timeline.importing.other_files import describe_timeline
from oai_timeline.importing.reader import TableReader, TableRow
from oai_timeline.model.visible import quoted

_OBJECTS = {"actors", "about", "sources", "quotes", "accounts", "figures"}
"""The keys of columns whose values can be objects."""
_TERMS = ("uri", "literal", "typed-literal", "bnode")


class JsonReader(TableReader):
    """Reads the events of JSON documents that follow one another."""

    @staticmethod
    def recognises(text: str) -> bool:
        """Return whether a text is one document, not one object a line."""
        return text.lstrip()[:1] in {"{", "["} and json_values.is_document(text)

    def rows(self) -> Iterator[TableRow]:
        """Yield the events."""
        for start, value in self._values():
            if not isinstance(value, dict):
                self.file.report(start, "wrong-type", "each event must be an object")
            elif value.get("kind") == "calendar#event":
                message = "this is JSON of Google Calendar: export the calendar as .ics"
                self.file.report(start, "not-a-table", message)
                return
            elif value.get("type") == "Feature" and isinstance(value.get("properties"), dict):
                yield TableRow(start, self._read_feature(value))
            elif isinstance(value.get("when"), dict):  # our own export: take texts as they are
                yield TableRow(start, value)
            else:
                yield TableRow(start, tidy_members(value))

    def locate_cell(self, start: int, column: str) -> int:
        """Return the offset of the first key of this name in a row, or that of the row."""
        key = re.compile(rf"{re.escape(json.dumps(column, ensure_ascii=False))}\s*:")
        match = key.search(self.file.text, start)
        return match.start() if match else start

    def _values(self) -> Iterator[LocatedValue]:
        try:
            for document in json_values.read_documents(self.file.text):
                yield from self._list_events(document)
        except JsonError as error:
            self.file.report(error.offset, error.code, str(error))

    def _list_events(self, document: LocatedValue) -> Iterator[LocatedValue]:
        start, value = self._find_bindings(document)
        if isinstance(value, list):
            yield from json_values.locate_items(self.file.text, start)
            return
        members = value if isinstance(value, dict) else {}
        key = next((key for key in EVENT_LISTS if isinstance(members.get(key), list)), None)
        key = key or self._find_list(members)
        if key is None and isinstance(value, dict) and not any(map(find_key, members)):
            known = " or ".join(map(quoted, EVENT_LISTS))
            message = f"this object has no list of events: name it {known}, or write an array"
            self.file.report(start, "not-a-table", message)
        elif key is None:
            yield document
        elif isinstance(members.get("timeline"), dict):
            self.file.report(start, "not-a-table", describe_timeline(self.file.path))
        elif any(isinstance(event, dict) and "start_date" in event for event in members[key]):
            message = "this is JSON of TimelineJS: export its spreadsheet as CSV, and import that"
            self.file.report(start, "not-a-table", message)
        else:
            self.file.left_out.update(name for name in members if name != key)
            at = json_values.locate_member(self.file.text, start, key)
            yield from json_values.locate_items(self.file.text, at)

    def _find_bindings(self, document: LocatedValue) -> LocatedValue:
        """Return the rows of a document that is the answer to a query in SPARQL (W3C), or it."""
        start, value = document
        results = value.get("results") if isinstance(value, dict) and "head" in value else None
        bindings = results.get("bindings") if isinstance(results, dict) else None
        if not isinstance(bindings, list):
            return document
        for key in ("results", "bindings"):
            start = json_values.locate_member(self.file.text, start, key)
        return LocatedValue(start, bindings)

    def _read_feature(self, feature: Mapping[str, object]) -> dict[str, object]:
        """Return the properties of a feature of GeoJSON, and its id; count where it is."""
        properties = feature["properties"]
        assert isinstance(properties, dict)
        self.file.left_out.update(feature.keys() - {"type", "id", "properties"})
        key = {"id": feature["id"]} if "id" in feature else {}
        return tidy_members(key | properties)

    def _find_list(self, members: Mapping[str, object]) -> str | None:
        """Return the key of the only list of objects, or of the only one that has dates.

        There is none if the object itself is an event.
        """
        lists = [key for key, value in members.items() if _is_list_of_objects(value)]
        if len(lists) > 1:
            lists = [key for key in lists if _has_dates(members[key])]
        if len(lists) != 1 or any(find_key(name) in DATE_KEYS for name in members):
            return None
        self.file.notes.append(f"events read from {quoted(lists[0])}")
        return lists[0]


def tidy_members(values: Mapping[str, object]) -> dict[str, object]:
    """Return the members of an object, and those of others in it as `name.member`."""
    found: dict[str, object] = {}
    for name, value in values.items():
        if _is_binding(value):
            found[name] = tidy(value["value"])
        elif isinstance(value, dict) and value and find_key(name) not in _OBJECTS:
            found |= {f"{name}.{member}": tidy(inner) for member, inner in value.items()}
        else:
            found[name] = tidy(value)
    return found


def _is_binding(value: object) -> TypeGuard[dict[str, object]]:
    """Return whether a value is a term in the answer to a query in SPARQL."""
    return isinstance(value, dict) and "value" in value and value.get("type") in _TERMS


def _has_dates(objects: object) -> bool:
    """Return whether the first of several objects has a member with a date, or a time."""
    first = next(iter(as_list(objects)), None)
    keys = map(find_key, first) if isinstance(first, dict) else ()
    return any(key in DATE_KEYS or key == "time" for key in keys)


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(one, dict) for one in value)
