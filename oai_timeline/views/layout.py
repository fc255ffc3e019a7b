"""How an answer is to be laid out: for whom, how wide, in which zone and characters."""

from collections.abc import Callable
from typing import NamedTuple

from oai_timeline.model.entry import Entry, Printed
from oai_timeline.model.signs import ASCII, UNICODE, Glyphs
from oai_timeline.model.visible import in_ascii, visible


def as_stored(entry: Entry) -> Printed:
    """Give an event's date as printed in the timeline's zone."""
    return Printed(entry.day, entry.clock, entry.zone)


class Layout(NamedTuple):
    """A layout. `width` is None for a pipe; `zone` names the zone whose clocks are printed."""

    width: int | None
    zone: str
    ascii: bool = False
    printed: Callable[[Entry], Printed] = as_stored

    @property
    def symbols(self) -> Glyphs:
        """Give the signs and lines to use."""
        return ASCII if self.ascii else UNICODE

    def text(self, text: str | None) -> str:
        """Make text from a file fit to be shown."""
        shown = visible(text or "")
        return in_ascii(shown) if self.ascii else shown

    def names(self, lines: str) -> str:
        """Make a list of names, one a line, fit to be shown."""
        return ", ".join(map(self.text, lines.split("\n"))) if lines else ""
