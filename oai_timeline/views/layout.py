"""How an answer is to be laid out: for whom, how wide, in which zone and characters."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from oai_timeline.model.date import Printed
from oai_timeline.model.record import ListedEvent
from oai_timeline.model.signs import ASCII, UNICODE, Glyphs
from oai_timeline.model.visible import in_ascii, visible


def as_stored(entry: ListedEvent) -> Printed:
    """Give an event's date as printed in the timeline's zone."""
    return entry.printed


class Layout(NamedTuple):
    """A layout. `width` is None for a pipe; `zone` names the zone whose clocks are printed."""

    width: int | None
    zone: str
    ascii: bool = False
    printed: Callable[[ListedEvent], Printed] = as_stored

    @property
    def symbols(self) -> Glyphs:
        """Give the signs and lines to use."""
        return ASCII if self.ascii else UNICODE

    def text(self, text: str | None) -> str:
        """Make text from a file fit to be shown."""
        shown = visible(text or "")
        return in_ascii(shown) if self.ascii else shown

    def names(self, names: Sequence[str]) -> str:
        """Make a list of names fit to be shown."""
        return ", ".join(map(self.text, names))
