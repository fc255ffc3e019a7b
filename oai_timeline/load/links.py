"""Check the links between events: that they lead to events, and back in time."""

import re
from math import inf
from typing import Literal, NamedTuple

from yaml.nodes import Node

from oai_timeline.load.diagnostics import REJECTED, Diagnostics, place_of
from oai_timeline.load.file_schema import ID
from oai_timeline.load.nodes import texts_of
from oai_timeline.model.date import EventDate
from oai_timeline.model.diagnostic import Place
from oai_timeline.model.order import Bounds, arrange, find_cycles, sort_by_bounds
from oai_timeline.model.visible import quoted

_LINKS: tuple[Literal["because"], Literal["after"]] = ("because", "after")
_MOST_IN_CYCLE, _FIRST_IN_CYCLE = 8, 4
_ANY_TIME = Bounds(-inf, inf)
_ID = re.compile(ID)


class Link(NamedTuple):
    """A `because` or an `after` of an event: the id that it names, and the place of that."""

    key: Literal["because", "after"]
    target: str
    place: Place


class EventLog:
    """What is kept of each event, even of one with mistakes: its id, bounds, links and line."""

    def __init__(self) -> None:
        """Start without events."""
        self.ids: list[str] = []
        self.bounds: list[Bounds] = []
        self.links: dict[int, list[Link]] = {}
        self.first: dict[str, tuple[int, int]] = {}
        """The file and the line of the first event of each id."""

    def remember(
        self, event_id: str, place: Place, when: EventDate | None, members: dict[str, Node]
    ) -> None:
        """Add an event; the id is empty where it has none."""
        links = [
            Link(key, target.value, place_of(target))
            for key in _LINKS
            if key in members
            for target in texts_of(members[key])
            if _ID.fullmatch(target.value) and target.tag != REJECTED
        ]
        if links:
            self.links[len(self.ids)] = links
        if event_id:
            self.first.setdefault(event_id, (place.file, place.line))
        self.ids.append(event_id)
        self.bounds.append(Bounds.of(when) if when else _ANY_TIME)


def check_links(log: EventLog, diagnostics: Diagnostics, *, is_complete: bool) -> list[int]:
    """Report wrong links, and return the numbers of the events in canonical order.

    Unknown events are reported only if the file is complete. Events in a cycle have no place in
    the order.
    """
    numbers: dict[str, int] = {}
    for number, event_id in enumerate(log.ids):
        numbers.setdefault(event_id, number)
    earlier: list[list[int]] = [[]] * len(log.ids)
    for event, links in log.links.items():
        earlier[event] = [numbers[link.target] for link in links if link.target in numbers]
        for link in links:
            name = quoted(link.target)
            if link.target in numbers:
                if log.bounds[numbers[link.target]].earliest >= log.bounds[event].latest:
                    message = (
                        f"{name} is later than this event, which therefore can't follow from it"
                    )
                    diagnostics.report(link.place, "impossible-order", message)
            elif is_complete:
                hint = diagnostics.suggest(link.target, log.first)
                diagnostics.report(link.place, "unknown-event", f"unknown event {name}{hint}")
    order = arrange(sort_by_bounds(log.bounds), earlier)
    for cycle in find_cycles(earlier, order):
        path = [log.ids[number] for number in cycle]
        target = path[1 % len(path)]
        place = next(link.place for link in log.links[cycle[0]] if link.target == target)
        diagnostics.report(place, "cycle", describe_cycle(path, "follows"))
    return order


def describe_cycle(ids: list[str], verb: str) -> str:
    """Describe a cycle of ids, each related to the next by a verb."""
    if len(ids) <= _MOST_IN_CYCLE:
        return f"a cycle: {f' {verb} '.join([*ids, ids[0]])}"
    first = f" {verb} ".join(ids[:_FIRST_IN_CYCLE])
    return f"a cycle of {len(ids):,}: {first}, and so on to {ids[-1]}, which {verb} {ids[0]}"
