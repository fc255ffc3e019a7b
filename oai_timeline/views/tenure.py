"""Terms of office in words: from when until when, as far as that is known, and no further."""

from typing import NamedTuple

from oai_timeline.dates.prose import QUALIFIERS, format_short, write_clock
from oai_timeline.model.printed import Printed

_OPEN = {"", ".."}


class TermEnd(NamedTuple):
    """The start or the end of a term: as written in the file, and as printed in a zone.

    Both are None if it is not known. `..` is the end of a term that goes on.
    """

    text: str | None
    printed: Printed | None

    def without_zone(self) -> "TermEnd":
        """Return the same, so that phrases don't name the zone of a time."""
        return self._replace(printed=self.printed and self.printed._replace(zone=""))


def format_tenure(since: TermEnd, until: TermEnd) -> str:
    """Return from when until when a term was: `from 2015-12-11 until 2024-05-14`.

    An end that lies within bounds is `from some time between 2015-12-12 and 2023-03-03`, one that
    is not known `end not known`.
    """
    start, end = format_since(since), format_until(until)
    if until.text == "..":
        return f"{start or 'start not known'}, still held"
    if not start and not end:
        return "dates not known"
    if start and end:
        return f"{start} {end}"
    return f"{start}, end not known" if start else f"start not known, {end}"


def format_since(since: TermEnd) -> str:
    """Return since when an office was held: `from 2023-11-17`, `in office by 2023-11-17`.

    Empty if that is not known.
    """
    return _format_end(since, "from", "in office by {}")


def format_until(until: TermEnd) -> str:
    """Return until when an office was held: `until 2023-11-17`, `until 2025-03-24 or later`.

    Empty if that is not known, or if it is still held.
    """
    return _format_end(until, "until", "until {} or earlier")


def _format_end(end: TermEnd, word: str, without_start: str) -> str:
    """Return a date in words; `without_start` is the phrase for one without an earliest bound."""
    first, last = _split(end)
    if not end.printed or end.text == "..":
        return ""
    if first is None:
        return without_start.format(last)
    if last is None:
        return f"{word} {first} or later"
    return f"{word} {first}" if first == last else f"{word} some time between {first} and {last}"


def _split(end: TermEnd) -> tuple[str | None, str | None]:
    """Return both bounds of a date in words, None where there is none; the same for one date."""
    if end.text is None or end.printed is None or end.text == "..":
        return None, None
    day, clock, zones = end.printed
    first, slash, last = end.text.partition("/")
    if not slash:
        text = _format_point(first, f"{day} {clock}", zones)
        return text, text
    before, _, after = clock.partition("–")
    zone, _, last_zone = zones.rpartition("–")  # one zone is named once, after the last time
    start = _format_point(first, f"{day} {before}", zone if "T" in last else zones)
    return start, _format_point(last, after, last_zone)


def _format_point(text: str, printed: str, zone: str) -> str | None:
    """Return a date in words, None if it is open; a time is as printed, and followed by a zone."""
    if text in _OPEN:
        return None
    if "T" in text:
        return f"{write_clock(printed)} {zone}".rstrip()
    plain = text.rstrip("~?%")
    qualifier, words = QUALIFIERS[text[len(plain) :]], format_short(plain)
    if "X" in plain[:4]:
        words = f"the {words}" if words.endswith("0s") else f"the years {words}"
    return qualifier + words
