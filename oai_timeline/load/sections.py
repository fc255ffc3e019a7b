"""Read the actors and sources of a file, and check them together."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.load.diagnostics import Diagnostics, place_of
from oai_timeline.load.file_reader import FileReader
from oai_timeline.load.file_schema import ID_TEXT, LATER_HEADER, Fields
from oai_timeline.load.links import describe_cycle
from oai_timeline.load.nodes import as_dict, items_of, members_of, texts_of
from oai_timeline.load.validate import Validator
from oai_timeline.model.date import EventDate
from oai_timeline.model.order import arrange, find_cycles
from oai_timeline.model.spelling import fold, word_pattern
from oai_timeline.model.timeline import Actor, Source
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone

T = TypeVar("T", Actor, Source)


Sections = Mapping[str, Node]
"""The nodes of the sections of a timeline, by key."""
_DECISIVE = ("language", "focus", "kinds", "synonyms")
"""The keys of a header on which answers depend."""


def merge_sections(
    files: Sequence[FileReader], paths: Sequence[str], diagnostics: Diagnostics
) -> Sections:
    """Return the sections of several files as those of one timeline, whose header is the first.

    Report ids that two files define differently.
    """
    headers = list_headers(files)
    merged: dict[str, Node] = {"timeline": headers[0]} if headers else {}
    for section in ("actors", "sources"):
        nodes = [file.sections[section] for file in files if section in file.sections]
        if nodes:
            merged[section] = _merge_entries(nodes, paths, diagnostics)
    return merged


def list_headers(files: Sequence[FileReader]) -> list[Node]:
    """Return the headers of the files that have one."""
    return [file.sections["timeline"] for file in files if "timeline" in file.sections]


def check_later_headers(
    headers: Sequence[Node], paths: Sequence[str], validator: Validator, diagnostics: Diagnostics
) -> None:
    """Report what is wrong with headers besides the first, and what they say in vain."""
    for header in headers[1:]:
        if validator.read(header, LATER_HEADER) is None:
            continue
        first, place = as_dict(headers[0]), place_of(headers[0])
        where = f"{paths[place.file]}:{place.line}"
        for key, value in as_dict(header).items():
            if key in first and _are_equal(value, first[key]):
                continue
            if key == "zone" and find_zone(str(value.value)):  # an unknown one has been reported
                message = f"the header in {where} has another zone, in which times would be read"
                diagnostics.report_node(value, "bad-value", message)
            elif key in _DECISIVE:
                message = f"`{key}` has no effect here: move it to the header in {where}"
                diagnostics.report_node(value, "unused-header", message)


def _merge_entries(
    sections: Sequence[Node], paths: Sequence[str], diagnostics: Diagnostics
) -> MappingNode:
    entries: dict[str, tuple[ScalarNode, Node]] = {}
    for section in sections:
        for key, node in members_of(section):
            known_key, known = entries.setdefault(key.value, (key, node))
            if known is not node and not _are_equal(known, node):
                place = place_of(known_key)
                message = (
                    f"{quoted(key.value)} is not the same in {paths[place.file]}:{place.line}: "
                    "give it another id, or leave it out here"
                )
                diagnostics.report_node(key, "duplicate-id", message)
    return MappingNode("", list(entries.values()))


def _are_equal(one: Node, other: Node) -> bool:
    """Return whether two nodes have the same texts, with the keys of mappings in any order."""
    if isinstance(one, MappingNode) and isinstance(other, MappingNode):
        ours, theirs = as_dict(one), as_dict(other)
        return ours.keys() == theirs.keys() and all(
            _are_equal(node, theirs[key]) for key, node in ours.items()
        )
    if isinstance(one, SequenceNode) and isinstance(other, SequenceNode):
        return len(one.value) == len(other.value) and all(map(_are_equal, one.value, other.value))
    return type(one) is type(other) and bool(one.value == other.value)


def create_validator(
    sections: Sections, diagnostics: Diagnostics, is_complete: bool, *, is_alone: bool
) -> Validator:
    """Return a validator that knows the zone, the kinds and the ids that sections declare.

    If the files are not complete, sections that could not be read are unknown instead of empty; so
    are those of several files, of which another one may have what is missing in one.
    """
    header = as_dict(sections.get("timeline"))
    known: dict[str, Collection[str]] = {
        kind: as_dict(sections.get(section))
        for kind, section in (("actor", "actors"), ("source", "sources"))
    }
    if not is_complete:
        known = {kind: ids for kind, ids in known.items() if ids and is_alone}
    kinds = dict.fromkeys(node.value for node in texts_of(header.get("kinds")))
    if kinds:
        known["kind"] = kinds
    zone = header.get("zone")
    name = zone.value if isinstance(zone, ScalarNode) else ""
    return Validator(diagnostics, find_zone(name) or UTC, known)


def read_entries(section: Node | None, shape: Fields[T], validator: Validator) -> dict[str, T]:
    """Return the actors or the sources of a section by id, without those that can't be read."""
    entries = {}
    for key, node in members_of(section):
        validator.read(key, ID_TEXT)
        entry = validator.read_entry(node, shape)
        if entry:
            entries[key.value] = entry._replace(id=key.value)
    return entries


def check_sections(sections: Sections, zone: tzinfo, diagnostics: Diagnostics) -> None:
    """Report what is wrong with synonyms, and with actors and sources taken together."""
    _check_synonyms(as_dict(sections.get("timeline")).get("synonyms"), diagnostics)
    actors = as_dict(sections.get("actors"))
    for actor in actors.values():
        _check_offices(actor, zone, diagnostics)
    _check_aliases(actors, diagnostics)
    _check_origins(as_dict(sections.get("sources")), diagnostics)


def _check_synonyms(synonyms: Node | None, diagnostics: Diagnostics) -> None:
    """Report each group in which a search would find no two phrases that differ."""
    for group in items_of(synonyms):
        if not isinstance(group, SequenceNode):
            continue
        phrases = {tuple(word_pattern().findall(fold(node.value))) for node in texts_of(group)}
        if len(phrases - {()}) < 2:
            message = "a group of synonyms has two words or phrases, or more: add one"
            diagnostics.report_node(group, "lone-synonym", message)


def _check_offices(actor: Node, zone: tzinfo, diagnostics: Diagnostics) -> None:
    for office in items_of(as_dict(actor).get("offices")):
        members = as_dict(office)
        since, until = (read_date(members.get(key), zone) for key in ("from", "until"))
        if since and until and _is_before(until, since):
            message = f"{quoted(until.text)} is before the start, {quoted(since.text)}"
            diagnostics.report_node(members["until"], "backward-office", message)


def _check_aliases(actors: Mapping[str, Node], diagnostics: Diagnostics) -> None:
    """Report each alias that another actor has as an id, a name or an alias."""
    owners = {fold(key): key for key in actors}
    for key, actor in actors.items():
        name = as_dict(actor).get("name")
        if isinstance(name, ScalarNode) and name.value:
            owners.setdefault(fold(name.value), key)
    for key, actor in actors.items():
        for alias in texts_of(as_dict(actor).get("aliases")):
            text = alias.value
            owner = owners.setdefault(fold(text).removeprefix("@"), key) if text else key
            if owner != key:
                message = f"{quoted(text)} is already a name of {owner}"
                diagnostics.report_node(alias, "duplicate-alias", message)


def _check_origins(sources: Mapping[str, Node], diagnostics: Diagnostics) -> None:
    """Report sources that rest on each other."""
    ids = list(sources)
    numbers = {source_id: number for number, source_id in enumerate(ids)}
    lists = [as_dict(source).get("rests_on") for source in sources.values()]
    earlier = [
        [numbers[origin.value] for origin in texts_of(origins) if origin.value in numbers]
        for origins in lists
    ]
    for cycle in find_cycles(earlier, arrange(range(len(ids)), earlier)):
        message = describe_cycle([ids[number] for number in cycle], "rests on")
        origins = lists[cycle[0]]
        assert origins
        diagnostics.report(place_of(origins), "cycle", message)


def read_date(node: Node | None, zone: tzinfo) -> EventDate | None:
    """Return the date that a node has; None where it has none, without a report."""
    try:
        return parse_date(node.value, zone) if isinstance(node, ScalarNode) else None
    except edtf.DateError:
        return None


def _is_before(one: EventDate, other: EventDate) -> bool:
    """Return whether a date is certainly over when another begins, whatever its qualifier."""
    return (
        one.latest_margin is not None
        and other.earliest_margin is not None
        and one.latest_margin <= other.earliest_margin
    )
