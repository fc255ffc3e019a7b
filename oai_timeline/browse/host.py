"""What a browser needs of the command line, which alone knows options, files and programs."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from oai_timeline.index import Index
from oai_timeline.views.layout import Layout


class Asked(NamedTuple):
    """What a filter line asks for: the texts given for each filter, and the point of view."""

    texts: Mapping[str, Sequence[str]] = {}
    together: bool = False
    reverse: bool = False
    limit: int | None = None
    according_to: str | None = None
    as_known_on: str | None = None

    @property
    def perspective(self) -> tuple[str | None, str | None]:
        """The point of view: a source, and a day."""
        return self.according_to, self.as_known_on

    def without_filters(self) -> "Asked":
        """Return the same without filters and limit, but from the same point of view."""
        return self._replace(texts={}, together=False, limit=None)


class Host(Protocol):
    """The command line."""

    def open_index(self) -> Index:
        """Open the index of the timeline as it is now. Raises OSError, TimelineFileError."""

    def has_changed(self) -> bool:
        """Return whether the timeline has changed since its index was opened last."""

    def make_layout(self, width: int, zone: str) -> Layout:
        """Return the layout of a timeline in that zone."""

    def read(self, text: str) -> Asked:
        """Parse a filter line. Raises ValueError."""

    def complete(self, index: Index, text: str) -> tuple[str, list[str]]:
        """Return a filter line with its last word completed, and the choices for that word."""

    def complete_name(self, index: Index, text: str) -> tuple[str, list[str]]:
        """Return the name of an event, a day or an actor completed, and the choices for it."""

    def write_command(self, words: str, asked: Asked) -> str:
        """Return a command of `timeline`, with the point of view that is asked for."""

    def write_filters(self, asked: Asked) -> str:
        """Return the options of a command that lists what is asked for."""

    def edit(self, event_id: str) -> str:
        """Open the file of an event in an editor, and wait for it; return what went wrong."""

    def open_address(self, address: str) -> str:
        """Open an address in a browser; return what went wrong."""
