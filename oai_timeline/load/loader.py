"""Reads a timeline file section by section, and settles at the end what needs the whole."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, tzinfo
from functools import partial
from math import inf
from typing import Any, BinaryIO, Literal, NamedTuple, TypeVar

from yaml.events import Event as ParserEvent
from yaml.events import MappingStartEvent, SequenceStartEvent, StreamEndEvent

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.load import convert
from oai_timeline.load.comments import find_lost_texts
from oai_timeline.load.decode import Context, decode, mistakes, zone_of
from oai_timeline.load.document import (
    FORMAT,
    ID,
    ActorDocument,
    Document,
    EventDocument,
    HeaderDocument,
    Id,
    SourceDocument,
)
from oai_timeline.load.explanations import read_explanations
from oai_timeline.load.nodes import Entry, EventReader, FatalError, Path, place_of, read_lines
from oai_timeline.model.date import EventDate
from oai_timeline.model.diagnostic import Diagnostic, Location, Place, TimelineFileError
from oai_timeline.model.event import Event
from oai_timeline.model.order import Bounds, arrange, cycles
from oai_timeline.model.spelling import did_you_mean, fold
from oai_timeline.model.timeline import Actor, Header, Source
from oai_timeline.model.visible import quoted

D = TypeVar("D", bound=Document)
T = TypeVar("T")
V = TypeVar("V", Header, Actor, Source, Event)

Member = tuple[str, Place, ParserEvent]
_AtEvents = tuple[EventReader, Iterator[Member], ParserEvent]
_LINKS: tuple[Literal["because"], Literal["after"]] = ("because", "after")
_MOST_HINTS = 100
_MOST_IN_CIRCLE, _FIRST_IN_CIRCLE = 8, 4
_ANY_TIME = Bounds(-inf, inf)
_ID = re.compile(ID)
_SECTIONS = {"timeline": None, "actors": None, "sources": None}.keys()


class _AnotherFormat(FatalError):
    """The file is of a format that this program does not know."""


class Link(NamedTuple):
    """A `because` or an `after` of an event: the id that it names, and where it stands."""

    key: Literal["because", "after"]
    target: str
    place: Place


class Loading:
    """A timeline file being read.

    `header`, `actors` and `sources` are there at once, events come one by one from `events()`.
    After the last one, `order` is complete and `diagnostics()` tells every mistake. Where `failed`,
    the file has errors: values may refer to what is not there, and `order` has events that were not
    given; `unread` has what may be an id in what was left out. `header` is None where there is none
    that can be used.
    """

    def __init__(self, stream: BinaryIO, path: str) -> None:
        """Read `stream`, a seekable one, as far as the events; diagnostics call it `path`."""
        self.header: Header | None = None
        self.actors: dict[str, Actor] = {}
        self.sources: dict[str, Source] = {}
        self.entry: Entry | None = None
        self.failed = False
        self.unread = set[str]()
        self._stream = stream
        self._path = path
        self._mistakes: dict[tuple[Place, str, str], None] = {}
        self._spoiled: set[Place] = set()
        self._hints = 0
        self._sections: dict[str, Any] = {}
        self._context = Context(UTC, {})
        self._event_lines: dict[str, int] = {}
        self._ids: list[str] = []
        self._bounds: list[Bounds] = []
        self._links: dict[int, list[Link]] = {}
        self._order: list[int] = []
        self._whole = True
        self._at_events = self._read_sections()

    def events(self) -> Iterator[Event]:
        """Read the events, in the order of the file; `entry` is where the latest one stands."""
        try:
            if self._at_events:
                yield from self._read_events(*self._at_events)
        except FatalError:
            self._whole = False
        self._settle()

    def warn(self, place: Place, code: str, message: str) -> None:
        """Add a finding of somebody else's, which will be among the diagnostics as a warning."""
        self._report(place, code, message)

    def find_lost_texts(self) -> None:
        """Warn of each text that loses its end to a comment."""
        for place, message in find_lost_texts(self._stream):
            self._report(place, "comment-in-text", message)

    def place(self, section: str, key: str, path: Path) -> Place:
        """Find an actor or a source by section and id, or the part of it that `path` leads to."""
        found: tuple[Place, Entry] = self._sections[section][key]
        return found[1].place(path) if path else found[0]

    def diagnostics(self) -> list[Diagnostic]:
        """List all that was found, in the order of the file, each with the line it is about."""
        found = sorted(self._mistakes)
        lines = read_lines(self._stream) if found else []
        return [self._diagnostic(place, code, message, lines) for place, code, message in found]

    @property
    def complete(self) -> bool:
        """Tell whether the file could be read to its end."""
        return self._whole

    def refuse_errors(self) -> None:
        """Raise TimelineFileError if the file has errors; warnings are no matter."""
        found = self.diagnostics()
        if any(diagnostic.severity == "error" for diagnostic in found):
            raise TimelineFileError(d for d in found if d.severity == "error")

    @property
    def zone(self) -> tzinfo:
        """Give the zone of every time without an offset."""
        return self._context.zone

    @property
    def ids(self) -> list[str]:
        """Give the ids of the events in the order of the file, once all are read."""
        return self._ids

    @property
    def order(self) -> list[int]:
        """Give the events in time order, once all are read: their numbers in the file, from 0."""
        return self._order

    @property
    def links(self) -> Iterator[tuple[str, str, str]]:
        """Give each event's links, once all are read: its id, the other's id, and the key."""
        return (
            (self._ids[number], link.target, link.key)
            for number, links in self._links.items()
            for link in links
        )

    def _report(self, place: Place, code: str, message: str) -> None:
        self._mistakes[place, code, message] = None
        self.failed |= code in read_explanations().errors

    def _report_value(self, place: Place, code: str, message: str) -> None:
        """Report what is wrong with a value, unless it was refused: it is not what was written."""
        if place not in self._spoiled:
            self._report(place, code, message)

    def _hint(self, word: str, known: Iterable[str]) -> str:
        """Say what a word may have been meant to be, as long as there are not too many of them."""
        self._hints += 1
        return did_you_mean(word, known) if self._hints <= _MOST_HINTS else ""

    def _read_sections(self) -> _AtEvents | None:
        """Read what stands before the events, and all else where a section may come after them."""
        has_events = False
        try:
            reader, members = self._begin()
            for key, place, first in members:
                has_events |= key == "events"
                if has_events and self._sections.keys() >= _SECTIONS:
                    self._settle_sections()
                    return reader, members, first
                self._read_section(reader, key, place, first)
            self._end(reader)
        except _AnotherFormat:
            self._whole = False
            return None
        except FatalError:
            self._whole = False
        self._settle_sections()
        if has_events:
            return self._again_to_events()
        if self._whole:
            self._report(Place(1, 1), "missing-key", 'the key "events" is missing')
        return None

    def _again_to_events(self) -> _AtEvents | None:
        reader, members = self._begin()
        for key, _, first in members:
            if key == "events":
                return reader, members, first
            reader.skip(first)
        return None

    def _begin(self) -> tuple[EventReader, Iterator[Member]]:
        """Open the file at its root mapping."""
        self._stream.seek(0)
        reader = EventReader(self._stream, self._report, self._spoiled)
        reader.next()
        if isinstance(reader.next(), StreamEndEvent):
            reader.stop(Place(1, 1), "empty-file", "there is nothing in this file")
        if not reader.begins(reader.next(), MappingStartEvent):
            message = "a timeline file is a mapping with a key `timeline`"
            reader.stop(Place(1, 1), "wrong-type", message)
        return reader, reader.members()

    def _end(self, reader: EventReader) -> None:
        reader.next()
        following = reader.next()
        if not isinstance(following, StreamEndEvent):
            message = "a second document begins here: a timeline file is one; not read further"
            reader.stop(place_of(following), "several-documents", message)

    def _read_section(
        self, reader: EventReader, key: str, place: Place, first: ParserEvent
    ) -> None:
        if key == "events":
            self._pass_over_events(reader, first)
        elif key == "timeline":
            self._sections[key] = entry = reader.entry(first)
            self._check_format(entry)
        elif key in _SECTIONS:
            entries = self._sections[key] = {}
            if self._opens(reader, first, MappingStartEvent):
                for name, at, value in reader.members():
                    entries[name] = at, reader.entry(value)
        else:
            hint = did_you_mean(key, [*_SECTIONS, "events"])
            message = f"there is no key {quoted(key)} here{hint}"
            self._report_value(place, "unknown-key", message)
            reader.skip(first)

    def _pass_over_events(self, reader: EventReader, first: ParserEvent) -> None:
        if reader.begins(first, SequenceStartEvent):
            for item in reader.items():
                reader.entry(item)
        else:
            reader.entry(first)

    def _opens(
        self,
        reader: EventReader,
        first: ParserEvent,
        kind: type[MappingStartEvent | SequenceStartEvent],
    ) -> bool:
        if reader.begins(first, kind):
            return True
        value = reader.entry(first).value
        what = "a mapping" if kind is MappingStartEvent else "a list"
        if value == "":
            self._report_value(place_of(first), "empty-value", f"this has no value: give {what}")
        else:
            self._report_value(place_of(first), "wrong-type", f"this must be {what}")
        return False

    def _check_format(self, entry: Entry) -> None:
        """Leave a file of another format alone, before its keys are taken for mistakes."""
        given = entry.value.get("format") if isinstance(entry.value, dict) else None
        if not isinstance(given, str) or given in {"", FORMAT}:
            return
        message = (
            f"this program reads format {FORMAT}, and this is {quoted(given)}; not read further"
        )
        newer = given.isdecimal() and int(given[:9]) > int(FORMAT)
        hint = ": a newer version of timeline may read it" if newer else ""
        code = "newer-format" if newer else "bad-value"
        self._report(entry.place(("format",)), code, message + hint)
        raise _AnotherFormat

    def _settle_sections(self) -> None:
        """Make header, actors and sources, once all that they refer to is read."""
        # msgspec makes its type of a shape at the first use, deaf to Ctrl-C: before much is begun.
        decode({}, EventDocument)
        actors, sources = self._sections.get("actors", {}), self._sections.get("sources", {})
        header: Entry | None = self._sections.get("timeline")
        if header is None and self._whole:
            self._report(Place(1, 1), "missing-key", 'the key "timeline" is missing')
        if header is not None:
            self._context = Context(self._zone(header), {})
            self.header = self._made(header, HeaderDocument, convert.header)
        known: dict[str, Collection[str]] = {"actor": actors, "source": sources}
        if not self._whole:  # what refers to sections that could not be read is not to blame
            known = {kind: names for kind, names in known.items() if names}
        kinds = _items(header.value, "kinds", str) if header else []
        if kinds:
            known["kind"] = dict.fromkeys(kind for _, kind in kinds)
        self._context = Context(self._context.zone, known, self._hint)
        for key, (place, entry) in actors.items():
            self._check_id(key, place)
            actor = self._made(entry, ActorDocument, partial(convert.actor, key))
            self._check_offices(entry)
            if actor:
                self.actors[key] = actor
        for key, (place, entry) in sources.items():
            self._check_id(key, place)
            source = self._made(entry, SourceDocument, partial(convert.source, key))
            if source:
                self.sources[key] = source
        self._check_aliases(actors)
        self._check_origins(sources)

    def _zone(self, entry: Entry) -> tzinfo:
        name = entry.value.get("zone") if isinstance(entry.value, dict) else None
        return zone_of(name) or UTC if isinstance(name, str) else UTC

    def _made(self, entry: Entry, shape: type[D], make: Callable[[D, tzinfo], V]) -> V | None:
        """Make a value of an entry; where something is wrong with it, report all that is."""
        document = decode(entry.value, shape)
        try:
            value = make(document, self._context.zone) if document is not None else None
        except edtf.DateError:
            value = None
        if value is None or not self._settled(value):
            for mistake in mistakes(entry.value, shape, self._context):
                place = entry.place_of_key if mistake.at_key else entry.place
                self._report_value(place(mistake.path), mistake.code, mistake.message)
        if value is None:
            self.unread.update(filter(_ID.match, _texts(entry.value)))
        return value

    def _settled(self, value: Header | Actor | Source | Event) -> bool:
        """Tell whether a value's dates are free of doubt, and all that it refers to is there."""
        if isinstance(value, Header) and zone_of(value.zone) is None:
            return False
        for date in convert.dates_of(value):
            if date and date.clock_change:
                return False
        for kind, keys in convert.references_of(value):
            known = self._context.known.get(kind, keys)
            for key in keys:
                if key not in known:
                    return False
        return True

    def _check_id(self, key: str, place: Place) -> None:
        for mistake in mistakes(key, Id, self._context):
            self._report_value(place, mistake.code, mistake.message)

    def _check_offices(self, entry: Entry) -> None:
        for number, office in _items(entry.value, "offices", dict):
            since, until = self._date(office.get("from")), self._date(office.get("until"))
            if since and until and _is_before(until, since):
                message = f"{quoted(until.text)} is before {quoted(since.text)}, when this begins"
                place = entry.place(("offices", number, "until"))
                self._report_value(place, "backward-office", message)

    def _check_aliases(self, entries: dict[str, tuple[Place, Entry]]) -> None:
        taken = {fold(key): key for key in entries}
        for key, (_, entry) in entries.items():
            name = entry.value.get("name") if isinstance(entry.value, dict) else None
            if isinstance(name, str) and name:
                taken.setdefault(fold(name), key)
        for key, (_, entry) in entries.items():
            for number, alias in _items(entry.value, "aliases", str):
                other = taken.setdefault(fold(alias).removeprefix("@"), key) if alias else key
                if other != key:
                    message = f"{quoted(alias)} stands for {other} already"
                    self._report_value(entry.place(("aliases", number)), "duplicate-alias", message)

    def _check_origins(self, entries: dict[str, tuple[Place, Entry]]) -> None:
        names = list(entries)
        numbers = {name: number for number, name in enumerate(names)}
        earlier = [
            [numbers[key] for _, key in _items(entry.value, "rests_on", str) if key in numbers]
            for _, entry in entries.values()
        ]
        for cycle in cycles(earlier, arrange([Bounds(0, 0)] * len(names), earlier)):
            circle = [names[number] for number in cycle]
            place = entries[circle[0]][1].place(("rests_on",))
            self._report(place, "cycle", _describe_circle(circle, "rests on"))

    def _read_events(
        self, reader: EventReader, members: Iterator[Member], first: ParserEvent
    ) -> Iterator[Event]:
        if self._opens(reader, first, SequenceStartEvent):
            for begin in reader.items():
                self.entry = reader.entry(begin)
                event = self._read_event(self.entry)
                if event:
                    yield event
        for key, place, value in members:
            if key in self._sections:
                reader.skip(value)
            else:
                self._read_section(reader, key, place, value)
        self._end(reader)

    def _read_event(self, entry: Entry) -> Event | None:
        event = self._made(entry, EventDocument, convert.event)
        if not isinstance(entry.value, dict):
            return None
        key = entry.value.get("id")
        key = key if isinstance(key, str) else ""
        is_second = key in self._event_lines
        if is_second:
            line = self._event_lines[key]
            message = f"{quoted(key)} is the id of the event on line {line} already"
            self._report_value(entry.place(("id",)), "duplicate-id", message)
        elif key:
            self._event_lines[key] = entry.start.line
        self._enlist(key, event.when if event else self._date(entry.value.get("when")), entry)
        if is_second:
            self.unread.update(filter(_ID.match, _texts(entry.value)))
            return None
        return event

    def _enlist(self, key: str, when: EventDate | None, entry: Entry) -> None:
        """Keep of an event, even one with mistakes, what its links and its order are judged by."""
        if "accounts" in entry.value:
            self._check_accounts(entry)
        links = _links(entry)
        if links:
            self._links[len(self._ids)] = links
        self._ids.append(key)
        self._bounds.append(Bounds.of(when) if when else _ANY_TIME)

    def _check_accounts(self, entry: Entry) -> None:
        told: set[str] = set()
        for number, account in _items(entry.value, "accounts", dict):
            sources = _items(account, "sources", str)
            for at, source in sources:
                if source in told:
                    message = (
                        f"{quoted(source)} has an account of this event already: a source tells one"
                    )
                    place = entry.place(("accounts", number, "sources", at))
                    self._report_value(place, "repeated-source", message)
            told.update(source for _, source in sources if source)

    def _date(self, text: object) -> EventDate | None:
        """Read a date; None where it is none, which has been reported."""
        try:
            return parse_date(text, self._context.zone) if isinstance(text, str) else None
        except edtf.DateError:
            return None

    def _settle(self) -> None:
        """Check the events' links, and put the events in order."""
        numbers: dict[str, int] = {}
        for number, key in enumerate(self._ids):
            numbers.setdefault(key, number)
        earlier: list[Sequence[int]] = [()] * len(self._ids)
        for event, links in self._links.items():
            earlier[event] = [numbers[link.target] for link in links if link.target in numbers]
            for link in links:
                self._check_link(link, self._bounds[event], numbers)
        self._order = arrange(self._bounds, earlier)
        for cycle in cycles(earlier, self._order):
            names = [self._ids[number] for number in cycle]
            target = names[1 % len(names)]
            place = next(link.place for link in self._links[cycle[0]] if link.target == target)
            self._report(place, "cycle", _describe_circle(names, "follows"))

    def _check_link(self, link: Link, bounds: Bounds, numbers: dict[str, int]) -> None:
        if link.target not in numbers:
            if self._whole:
                hint = self._hint(link.target, self._event_lines)
                message = f"{quoted(link.target)} is no event{hint}"
                self._report_value(link.place, "unknown-event", message)
        elif self._bounds[numbers[link.target]].earliest >= bounds.latest:
            message = f"{quoted(link.target)} is later than this, so that this can't follow from it"
            self._report_value(link.place, "impossible-order", message)

    def _diagnostic(self, place: Place, code: str, message: str, lines: list[str]) -> Diagnostic:
        """Make a diagnostic; what is beyond the last line is at its end."""
        line, column, length = place
        if line > len(lines):
            line, column = len(lines), len(lines[-1]) + 1
        excerpt = lines[line - 1]
        return Diagnostic(
            Location(self._path, line, column),
            code,
            "error" if code in read_explanations().errors else "warning",
            message,
            excerpt,
            max(min(length, len(excerpt) - column + 1), 1),
        )


def _links(entry: Entry) -> list[Link]:
    """List an event's links, but for those whose ids are none, which has been reported."""
    return [
        Link(key, target, places[number])
        for key in _LINKS
        if key in entry.value
        for places in [entry.places_of_items(key)]
        for number, target in _items(entry.value, key, str)
        if _ID.match(target)
    ]


def _items(value: Any, key: str, kind: type[T]) -> list[tuple[int, T]]:
    """List the items of that type in the list under `key`, if it is one, with their numbers."""
    items = value.get(key) if isinstance(value, dict) else None
    if not isinstance(items, list):
        return []
    return [(number, item) for number, item in enumerate(items) if isinstance(item, kind)]


def _texts(value: Any) -> Iterator[str]:
    """Go through all texts in a value, but for keys."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        else:
            waiting.extend(value.values() if isinstance(value, dict) else value)


def _is_before(one: EventDate, other: EventDate) -> bool:
    """Tell whether a date is certainly over when another begins, whatever its qualifier allows."""
    return (
        one.latest_margin is not None
        and other.earliest_margin is not None
        and one.latest_margin <= other.earliest_margin
    )


def _describe_circle(names: list[str], verb: str) -> str:
    """Describe a circle of ids, each followed by the next and the last by the first."""
    if len(names) <= _MOST_IN_CIRCLE:
        return f"a circle: {f' {verb} '.join([*names, names[0]])}"
    first = f" {verb} ".join(names[:_FIRST_IN_CIRCLE])
    return f"a circle of {len(names):,}: {first}, and so on to {names[-1]}, which {verb} {names[0]}"


def load(stream: BinaryIO, path: str) -> Loading:
    """Begin to read a timeline from a seekable stream; `path` names it in diagnostics."""
    return Loading(stream, path)
