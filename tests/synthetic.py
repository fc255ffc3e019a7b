"""Write synthetic timelines of any size: valid, and the same in every run.

There are thirty events a day from 2015 on, so one day lists as much in a large timeline as in a
small one. Every summary contains the word "council" and is unlike most others. An event takes
about 470 bytes. `bench` uses this too, so it imports nothing of the package.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import TextIO

_FIRST_DAY = datetime(2015, 1, 5, 8)  # noqa: DTZ001 - local time in the timeline's zone
_EVENTS_A_DAY = 30
_MINUTES_APART = 24
_EVENTS_A_SOURCE = 50

_FIRST_NAMES = ("Ada", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Greta", "Hugo")
_LAST_NAMES = ("Abbot", "Brandt", "Castillo", "Dubois", "Eriksen")
_PEOPLE = tuple(f"{first} {last}" for first in _FIRST_NAMES for last in _LAST_NAMES)
_ORGANISATIONS = ("Harbour Council", "Meridian Trust", "Northern Railway", "Quarry Union")
_ACTORS = (*_PEOPLE, *_ORGANISATIONS)
_PUBLISHERS = ("Evening Ledger", "Morning Courier", "Port Gazette", "Weekly Register")
_DEEDS = {
    "message": ("writes to", "answers", "warns", "thanks"),
    "meeting": ("meets", "receives", "visits"),
    "statement": ("contradicts", "praises", "accuses", "defends"),
    "legal": ("sues", "subpoenas", "settles with"),
    "negotiation": ("makes an offer to", "turns down", "comes to terms with"),
}
_MATTERS = ("the bridge", "the budget", "the merger", "the minutes", "the tender", "the vacancy")
_PLACES = ("Town hall", "Harbour office", "Courthouse", "Station hotel", "Video call")
_TAGS = ("bridge", "finance", "election", "court", "press", "strike")
_CERTAINTIES = ("confirmed", "confirmed", "reported", "reported", "disputed", "rumoured")
_FORMS = ("%Y-%m-%dT%H:%M",) * 16 + ("%Y-%m-%d",) * 3 + ("%Y-%m~",)


def write_timeline(file: TextIO, events: int) -> None:
    """Write a timeline file of `events` events, without holding it in memory."""
    file.write(_HEADER)
    file.writelines(_actors())
    file.writelines(_sources(events))
    file.write("events:\n" if events else "events: []\n")
    file.writelines(_events(events))


_HEADER = f"""\
timeline:
  format: 1
  title: The harbour papers
  zone: America/Los_Angeles
  language: en
  kinds: [{", ".join(_DEEDS)}]
"""


def _actors() -> Iterator[str]:
    yield "actors:\n"
    for name in _ACTORS:
        kind = "person" if name in _PEOPLE else "organisation"
        yield f"  {_slug(name)}:\n    name: {name}\n    type: {kind}\n"


def _sources(events: int) -> Iterator[str]:
    yield "sources:\n"
    for number in range(1 + events // _EVENTS_A_SOURCE):
        published = _moment(number * _EVENTS_A_SOURCE) + timedelta(days=2)
        yield (
            f"  source-{number}:\n    publisher: {_PUBLISHERS[number % len(_PUBLISHERS)]}\n"
            f"    title: From the harbour, part {number}\n"
            f"    url: https://example.org/papers/{number}\n"
            f"    published: {published:%Y-%m-%d}\n    kind: news\n"
        )


def _events(count: int) -> Iterator[str]:
    random = Random(2015)
    for number in range(count):
        yield _event(number, random)


def _event(number: int, random: Random) -> str:
    kind = _pick(tuple(_DEEDS), random)
    deed, matter = _pick(_DEEDS[kind], random), _pick(_MATTERS, random)
    actor, other = _pick(_PEOPLE, random), _pick(_ORGANISATIONS, random)
    witness, source = _pick(_PEOPLE, random), number // _EVENTS_A_SOURCE
    sources = f"source-{source}" if not source else f"source-{source}, source-{source - 1}"
    return (
        f"  - id: event-{number}\n"
        f"    when: {_moment(number).strftime(_pick(_FORMS, random))}\n"
        f"    title: {actor} {deed} {other} over {matter}\n"
        f"    summary: It was the council's turn number {number} to hear of {matter}. {witness}\n"
        f"      was there, and said that {actor} came with a letter of {_digits(random)} words.\n"
        f"    actors: [{_slug(actor)}]\n    about: [{_slug(other)}]\n"
        f"    kind: {kind}\n    place: {_pick(_PLACES, random)}\n"
        f"    tags: [{_pick(_TAGS, random)}]\n    certainty: {_pick(_CERTAINTIES, random)}\n"
        f"{_link(number, random)}{_accounts(number, source)}    sources: [{sources}]\n"
    )


def _link(number: int, random: Random) -> str:
    """Return a cause for every fifth event or so: one of the ten events before it."""
    back = 1 + int(random.random() * 50)
    return f"    because: [event-{number - back}]\n" if back <= min(number, 10) else ""


def _accounts(number: int, source: int) -> str:
    """Return two accounts that contradict each other, for every 25th event."""
    if number % 25 or not source:
        return ""
    return (
        "    accounts:\n"
        f'      - {{says: "The letter was read aloud.", sources: [source-{source}]}}\n'
        f'      - {{says: "The letter was not read.", sources: [source-{source - 1}]}}\n'
    )


def _moment(number: int) -> datetime:
    """Return the local time of an event; each is later than the one before it."""
    day, place = divmod(number, _EVENTS_A_DAY)
    return _FIRST_DAY + timedelta(days=day, minutes=place * _MINUTES_APART)


def _pick(values: Sequence[str], random: Random) -> str:
    # random() is the only method whose results stay the same in every version of Python.
    return values[int(random.random() * len(values))]


def _digits(random: Random) -> int:
    return 100 + int(random.random() * 900)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
