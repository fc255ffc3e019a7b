"""Equal entries, as several programs keep them: a moment and a title of one length, no more."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from bench.timelines import EVENTS_A_DAY, moment

DAY = "2015-01-06"
"""The day that is asked for, the second one."""

FEWEST = 2 * EVENTS_A_DAY
"""As many entries as have all of that day."""


TITLE = r"The harbour council hears of the bridge, letter \d{6}"
"""What matches the title of any entry."""


class Entry(NamedTuple):
    """What happened, and when, to the minute; each entry later than the one before it."""

    when: datetime
    title: str


def entries(count: int) -> Iterator[Entry]:
    """Make so many entries: their titles have a number of six digits and are else the same."""
    for number in range(count):
        yield Entry(moment(number), f"The harbour council hears of the bridge, letter {number:06}")


def titles_of_the_day() -> list[str]:
    """List the titles of the day that is asked for."""
    return [entry.title for entry in entries(FEWEST) if entry.when.date().isoformat() == DAY]


def write_timeline_entries(folder: str, some: Iterable[Entry]) -> None:
    """Write entries.yaml, a timeline with no more than it needs."""
    _write(
        os.path.join(folder, "entries.yaml"),
        "timeline: {format: 1, title: The harbour papers, zone: UTC}\nevents:\n",
        (
            f"  - id: letter-{number}\n    when: {when:%Y-%m-%dT%H:%M}\n    title: {title}\n"
            for number, (when, title) in enumerate(some)
        ),
    )


def write_jrnl(folder: str, some: Iterable[Entry]) -> None:
    """Write jrnl.txt, a journal of plain text, and jrnl.yaml, which says where it is."""
    _write(os.path.join(folder, "jrnl.yaml"), _JRNL.format(folder=folder))
    _write(
        os.path.join(folder, "jrnl.txt"),
        "",
        (f"[{when:%Y-%m-%d %H:%M}] {title}\n\n" for when, title in some),
    )


def write_khal(folder: str, some: Iterable[Entry]) -> None:
    """Write calendar/, an iCalendar file for each entry, and khal.conf, which says where it is."""
    _write(os.path.join(folder, "khal.conf"), _KHAL.format(folder=folder))
    calendar = os.path.join(folder, "calendar")
    os.mkdir(calendar)
    for number, (when, title) in enumerate(some):
        content = _ICALENDAR.format(number=number, when=when, title=title.replace(",", r"\,"))
        _write(os.path.join(calendar, f"{number}.ics"), content.replace("\n", "\r\n"))


def write_hledger(folder: str, some: Iterable[Entry]) -> None:
    """Write entries.journal, a transaction for each entry; they have no clock."""
    _write(
        os.path.join(folder, "entries.journal"),
        "",
        (f"{when:%Y-%m-%d} {title}\n    (letters)  1\n\n" for when, title in some),
    )


def write_remind(folder: str, some: Iterable[Entry]) -> None:
    """Write entries.rem, a reminder for each entry."""
    _write(
        os.path.join(folder, "entries.rem"),
        "",
        (f"REM {when:%Y-%m-%d} AT {when:%H:%M} MSG {title}%\n" for when, title in some),
    )


_JRNL = """\
version: '4.6'
journals:
  default: {{journal: '{folder}/jrnl.txt'}}
editor: ''
encrypt: false
template: false
default_hour: 9
default_minute: 0
timeformat: '%Y-%m-%d %H:%M'
tagsymbols: '@'
highlight: false
linewrap: 120
indent_character: '|'
colors: {{body: none, date: none, tags: none, title: none}}
"""

_KHAL = """\
[calendars]
[[letters]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
"""

_ICALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//timeline//bench//EN
BEGIN:VEVENT
UID:letter-{number}
DTSTAMP:20150101T000000Z
DTSTART:{when:%Y%m%dT%H%M%SZ}
DURATION:PT1M
SUMMARY:{title}
END:VEVENT
END:VCALENDAR
"""


def _write(path: str, head: str, pieces: Iterable[str] = ()) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(head)
        file.writelines(pieces)
