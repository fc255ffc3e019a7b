"""What a page shows about all of its events together."""

from collections.abc import Iterable
from datetime import tzinfo
from typing import NamedTuple

from oai_timeline.dates.days import read_day
from oai_timeline.formats.html.dates import day_range, first_day
from oai_timeline.model.record import EventRecord, SourceRecord


class ActorChoice(NamedTuple):
    """An actor in the page's filter, with the number of events."""

    id: str
    name: str
    events: int


class PageSummary:
    """What a page needs to know before it writes its first event.

    `following` has, for each event, the ids of those that name it in `because` or `after`;
    `sources` are in the order in which they are first cited. `first` and `last` are the headings of
    the events that begin first and last.
    """

    def __init__(self, events: Iterable[EventRecord], zone: tzinfo, dated: int) -> None:
        """Read all events once, and keep nothing else of them; `days` are of the first `dated`."""
        self.titles: dict[str, str] = {}
        self.following: dict[str, list[str]] = {}
        self.sources: dict[str, SourceRecord] = {}
        self.kinds: set[str] = set()
        self.certainties: set[str] = set()
        self.has_unordered = False
        self.days: set[str] = set()
        self.first = self.last = ""
        self._begins: tuple[int, int] | None = None
        self._actors: dict[str, ActorChoice] = {}
        for number, event in enumerate(events):
            self._add(event)
            if number < dated:
                self.has_unordered |= event["when"]["order"] == "unknown"
                self._add_day(event["when"]["date"], zone)

    @property
    def source_numbers(self) -> dict[str, int]:
        """The numbers by which events refer to sources on paper, from 1."""
        return {source_id: number for number, source_id in enumerate(self.sources, 1)}

    @property
    def actors(self) -> dict[str, ActorChoice]:
        """The actors by id, sorted by name."""
        ordered = sorted(self._actors.values(), key=lambda one: (one.name.casefold(), one.id))
        return {actor.id: actor for actor in ordered}

    def _add(self, event: EventRecord) -> None:
        self.titles[event["id"]] = event["title"]
        for earlier in dict.fromkeys([*event["because"], *event["after"]]):
            self.following.setdefault(earlier, []).append(event["id"])
        names = {actor["id"]: actor["name"] for actor in (*event["actors"], *event["about"])}
        for actor_id, name in names.items():
            count = self._actors[actor_id].events if actor_id in self._actors else 0
            self._actors[actor_id] = ActorChoice(actor_id, name, count + 1)
        for source in event["sources"]:
            self.sources.setdefault(source["id"], source)
        self.kinds |= {event["kind"]} if event["kind"] else set()
        self.certainties |= {event["certainty"]} if event["certainty"] else set()

    def _add_day(self, date: str, zone: tzinfo) -> None:
        day = first_day(date, zone)
        if not day:
            return
        self.days.add(day)
        begin = read_day(day_range(date, zone).first or "") or 0
        earliest, latest = self._begins or (begin, begin)
        if begin < earliest or self._begins is None:
            self.first = day
        if begin >= latest:
            self.last = day
        self._begins = min(begin, earliest), max(begin, latest)
