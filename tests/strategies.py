"""Hypothesis strategies: small valid timelines with all kinds of dates."""

from __future__ import annotations

import json
from math import inf
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.index import Index, open_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oai_timeline.model.date import EventDate

ZONE = ZoneInfo("America/Los_Angeles")
ACTORS = ("ann", "bob", "cyd")
KINDS = ("letter", "meeting")
TAGS = ("court", "money", "vote")
CERTAINTIES = ("confirmed", "disputed", "reported", "rumoured")
PUBLISHERS = {"daily-1": "Daily", "daily-2": "Daily", "weekly-1": "Weekly"}


def scale_examples(times: float) -> settings:
    """Return settings with `times` as many examples as in the current profile."""
    return settings(max_examples=round(settings().max_examples * times))


class Drawn(NamedTuple):
    """A drawn event, with the keys of a timeline file."""

    id: str
    when: str
    actors: Sequence[str] = ()
    about: Sequence[str] = ()
    tags: Sequence[str] = ()
    kind: str | None = None
    certainty: str | None = None
    sources: Sequence[str] = ()
    because: Sequence[str] = ()
    after: Sequence[str] = ()

    @property
    def date(self) -> EventDate:
        """The parsed date."""
        return parse_date(self.when, ZONE)

    @property
    def bounds(self) -> tuple[float, float]:
        """The bounds, infinite where an end is open."""
        return bounds(self.date.earliest, self.date.latest)

    @property
    def links(self) -> set[str]:
        """The events that it follows."""
        return {*self.because, *self.after}


def bounds(earliest: int | None, latest: int | None) -> tuple[float, float]:
    """Return bounds with infinity for an open end."""
    return -inf if earliest is None else earliest, inf if latest is None else latest


def timeline_text(events: Sequence[Drawn]) -> str:
    """Return a timeline file as JSON, which is valid YAML."""
    return json.dumps(
        {
            "timeline": {"format": "1", "title": "Drawn", "zone": ZONE.key},
            "actors": {actor: {"name": actor.title()} for actor in ACTORS},
            "sources": {key: {"publisher": name} for key, name in PUBLISHERS.items()},
            "events": [
                {
                    "title": event.id,
                    **{key: value for key, value in event._asdict().items() if value},
                }
                for event in events
            ],
        }
    )


def open_drawn(events: Sequence[Drawn]) -> Index:
    """Return the index of a timeline of drawn events."""
    return open_bytes(timeline_text(events).encode(), "t.yaml")


def in_time_order(events: Sequence[Drawn]) -> list[Drawn]:
    """Return events in canonical order, by a literal implementation of the rule."""
    waiting, placed = list(events), list[Drawn]()
    while waiting:
        done = {event.id for event in placed}
        ready = [event for event in waiting if event.links <= done]
        following = min(ready, key=lambda e: (e.bounds[0], -e.bounds[1], events.index(e)))
        waiting.remove(following)
        placed.append(following)
    return placed


_days = st.sampled_from(
    [
        "2023-10-31",
        "2023-11-04",
        "2023-11-05",
        "2023-11-16",
        "2023-11-17",
        "2023-11-18",
        "2023-12-01",
    ]
)
_clocks = st.sampled_from(["T00", "T01:30", "T12", "T12:19", "T12:30", "T12:30:15", "T23:59"])
_offsets = st.sampled_from(["", "", "", "Z", "+01:00", "-08"])
_closer = st.one_of(_days, st.builds("{}{}{}".format, _days, _clocks, _offsets))
_whole = st.sampled_from(["2022", "2023", "2023-10", "2023-11", "2023-12", "-0043", "-0043-03"])
_qualifiers = st.sampled_from(["", "", "", "~", "?", "%"])
_ancient = st.sampled_from(["-0043-03-15", "0000", "-0001-24", "0476-09-04", "-0042-03-15T12:30Z"])
_vague = _ancient | st.sampled_from(
    ["2023-23", "2023-24", "2023-XX", "2023-11-XX", "202X", "20XX", "1850-06"]
)
_points = st.builds("{}{}".format, _closer | _closer | _whole | _vague, _qualifiers)
_ends = st.builds("{}{}".format, _closer | _whole, _qualifiers)


@st.composite
def _intervals(draw: st.DrawFn) -> str:
    first, last = draw(_ends), draw(_ends)
    either = [f"{first}/..", f"{first}/", f"../{last}", f"/{last}"]
    return draw(
        st.sampled_from([*filter(_is_date, [f"{first}/{last}", f"{last}/{first}"]), *either])
    )


def _is_date(text: str) -> bool:
    try:
        parse_date(text, ZONE)
    except edtf.DateError:
        return False
    return True


def dates() -> st.SearchStrategy[str]:
    """Return a strategy of dates of every precision, most in one week and many overlapping."""
    return _points | _points | _intervals()


def _some(values: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


@st.composite
def timelines(draw: st.DrawFn, max_events: int = 10) -> list[Drawn]:
    """Draw the events of a timeline in the order of the file; links can go either way."""
    drawn: list[Drawn] = []
    for number in range(draw(st.integers(1, max_events))):
        event = Drawn(f"e{number}", draw(dates()))
        possible = [other.id for other in drawn if other.bounds[0] < event.bounds[1]]
        links = _some(possible) if possible else st.just([])
        drawn.append(
            event._replace(
                actors=draw(_some(ACTORS)),
                about=draw(_some(ACTORS)),
                tags=draw(_some(TAGS)),
                kind=draw(st.none() | st.sampled_from(KINDS)),
                certainty=draw(st.none() | st.sampled_from(CERTAINTIES)),
                sources=draw(_some(list(PUBLISHERS))),
                because=draw(links),
                after=draw(links),
            )
        )
    return draw(st.permutations(drawn))
