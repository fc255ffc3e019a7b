"""Read values from nodes by their shape, and find everything that is wrong, in one walk."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import tzinfo
from itertools import islice, takewhile
from typing import Any, TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.load.diagnostics import Diagnostics
from oai_timeline.load.file_schema import (
    ID,
    TEXT,
    Choice,
    Date,
    DictOf,
    Fields,
    ListOf,
    Number,
    Reference,
    Shape,
    Text,
    Zone,
)
from oai_timeline.load.nodes import all_texts
from oai_timeline.model.date import EventDate
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone, suggest_zone

T = TypeVar("T")

STILL_HELD = EventDate(
    text="..",
    edtf=None,
    earliest=None,
    latest=None,
    earliest_margin=None,
    latest_margin=None,
    precision="interval",
)
"""The end of an office that is still held: `until: ..`."""

_ID = re.compile(ID)
_MOST_KINDS = 20
_MOST_PARTS = 4
_THOUSANDS = re.compile("-?[0-9]{1,3}(,[0-9]{3})+")
_NAMES = {ScalarNode: "text", SequenceNode: "a list", MappingNode: "a mapping"}
_CLOCK_CHANGES = {
    "skipped": "clocks skip this time: read with the offset before; an offset would settle it",
    "repeated": "clocks show this time twice: either is allowed for; an offset would settle it",
}


class Validator:
    """Reads values from nodes, and reports everything that is wrong with them.

    `known` holds the ids that others may refer to, by `actor`, `source` and `kind`; what it lacks
    is not checked. What can't be read is None; `unread` collects the texts of such entries that
    may be ids.
    """

    def __init__(
        self,
        diagnostics: Diagnostics,
        zone: tzinfo,
        known: Mapping[str, Collection[str]],
    ) -> None:
        """Read times without an offset in `zone`."""
        self.zone = zone
        self.unread = set[str]()
        self._known = known
        self._report = diagnostics.report_node
        self._suggest = diagnostics.suggest
        self._readers: dict[type, Callable[[Node, Any], object]] = {
            Text: self._read_text,
            Reference: self._read_reference,
            Number: self._read_number,
            Date: self._read_date,
            Zone: self._read_zone,
            Choice: self._read_choice,
            ListOf: self._read_list,
            DictOf: self._read_dict,
            Fields: self._read_fields,
        }

    def read(self, node: Node, shape: Shape) -> object:
        """Return the value of a node that should have a certain shape."""
        return self._readers[shape.__class__](node, shape)

    def read_entry(self, node: Node, shape: Fields[T]) -> T | None:
        """Return the event, actor or source that a node describes, or the header."""
        entry = self._read_fields(node, shape)
        if entry is None:
            self.leave_out(node)
        return entry

    def leave_out(self, node: Node) -> None:
        """Note which ids an entry may have named that is left out."""
        self.unread.update(filter(_ID.fullmatch, all_texts(node)))

    def _reject(self, node: Node, expected: str) -> None:
        """Report that a node is of another type than expected, or empty."""
        if node.value == "":
            message = "this has no value: write one, or remove the key"
            self._report(node, "empty-value", message)
        else:
            message = f"this must be {expected}, not {_NAMES[node.__class__]}"
            self._report(node, "wrong-type", message)

    def _read_fields(self, node: Node, shape: Fields[T]) -> T | None:
        if not isinstance(node, MappingNode):
            self._reject(node, "a mapping")
            return None
        values = {**shape.defaults}
        is_valid = True
        for key, member in node.value:
            field = shape.fields.get(key.value)
            if field is None:
                hint = did_you_mean(key.value, shape.fields)
                message = f"unknown key {quoted(key.value)}{hint}"
                self._report(key, "unknown-key", message)
                is_valid = False
                continue
            read = self._readers[field.shape.__class__]
            value = values[key.value] = read(member, field.shape)
            if value is None:
                is_valid = False
        for name in shape.required:
            if values[name] is ...:
                self._report(node, "missing-key", f'the key "{name}" is missing')
                is_valid = False
        return shape.build(**values) if is_valid else None

    def _read_list(self, node: Node, shape: ListOf) -> tuple[object, ...] | None:
        """Return the items of a list; texts each once."""
        if not isinstance(node, SequenceNode):
            self._reject(node, "a list")
            return None
        read = self._readers[shape.item.__class__]
        items = [read(item, shape.item) for item in node.value]
        if None in items:
            return None
        return tuple(dict.fromkeys(items) if isinstance(shape.item, Text) else items)

    def _read_dict(self, node: Node, shape: DictOf) -> dict[object, object] | None:
        if not isinstance(node, MappingNode):
            self._reject(node, "a mapping")
            return None
        values = {}
        is_valid = True
        parts: list[ScalarNode] = []
        for number, (key, member) in enumerate(node.value, 1):
            if key in parts:
                continue
            parts = _parts_of_number(member, node.value[number : number + _MOST_PARTS])
            if parts:
                written = ",".join(part.value for part in (member, *parts))
                number_only = written.replace(",", "")
                message = f"a comma ends a value here: for {written}, write {number_only}"
                self._report(parts[0], "bad-number", message)
            name, value = self.read(key, shape.key), self.read(member, shape.value)
            values[name] = value
            is_valid = is_valid and name is not None and value is not None and not parts
        return values if is_valid else None

    def _read_choice(self, node: Node, shape: Choice) -> str | None:
        text = self._read_text(node, TEXT)
        if text is None or text in shape.choices:
            return text
        choices = sorted(shape.choices)
        hint = did_you_mean(text, choices)
        message = f"unknown value {quoted(text)}: use {', '.join(choices)}{hint}"
        self._report(node, "bad-value", message)
        return None

    def _read_text(self, node: Node, shape: Text) -> str | None:
        text: str = node.value
        if not text or not isinstance(node, ScalarNode):
            self._reject(node, "text")
            return None
        if shape.pattern is None or shape.pattern.fullmatch(text):
            return text
        advice = shape.advice
        if isinstance(shape, Number) and _THOUSANDS.fullmatch(text):
            advice = f"write {text.replace(',', '')}, without commas"
        self._report(node, shape.code, f"invalid {shape.name} {quoted(text)}: {advice}")
        return None

    def _read_reference(self, node: Node, shape: Reference) -> str | None:
        text = self._read_text(node, shape)
        kind = shape.refers_to
        known = self._known.get(kind)
        if text is not None and known is not None and text not in known:
            hint = self._suggest(text, known) or _where_to_add(kind, known)
            self._report(node, f"unknown-{kind}", f"unknown {kind} {quoted(text)}{hint}")
        return text

    def _read_number(self, node: Node, shape: Number) -> float | None:
        text = self._read_text(node, shape)
        if text is None:
            return None
        return float(text) if "." in text else int(text)

    def _read_date(self, node: Node, shape: Date) -> EventDate | None:
        text = self._read_text(node, shape)
        if text is None:
            return None
        if shape.may_be_open and text == "..":
            return STILL_HELD
        try:
            date = parse_date(text, self.zone)
        except edtf.DateError as error:
            from oai_timeline.dates.advice import suggest_edtf

            self._report(node, "bad-date", suggest_edtf(text, str(error)))
            return None
        if date.clock_change:
            change = date.clock_change
            self._report(node, f"{change}-time", _CLOCK_CHANGES[change])
        return date

    def _read_zone(self, node: Node, shape: Zone) -> str | None:
        name = self._read_text(node, shape)
        if name is not None and find_zone(name) is None:
            message = f"unknown time zone {quoted(name)}{suggest_zone(name)}"
            self._report(node, "unknown-zone", message)
        return name


def _where_to_add(kind: str, known: Collection[str]) -> str:
    if kind != "kind":
        return f": add it to `{kind}s`"
    more = f" and {len(known) - _MOST_KINDS:,} more" if len(known) > _MOST_KINDS else ""
    return f": this file has {', '.join(islice(known, _MOST_KINDS))}{more}"


def _parts_of_number(value: Node, following: Sequence[tuple[ScalarNode, Node]]) -> list[ScalarNode]:
    """Return the keys that YAML makes of the rest of a number: `n: 1,000` is `n: 1` and `000:`."""
    if not isinstance(value, ScalarNode) or not _THOUSANDS.fullmatch(f"{value.value},000"):
        return []

    def is_part(member: tuple[ScalarNode, Node]) -> bool:
        key, rest = member
        return rest.value == "" and _THOUSANDS.fullmatch(f"0,{key.value}") is not None

    return [key for key, _ in takewhile(is_part, following)]
