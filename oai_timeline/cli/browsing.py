"""What the browser needs of the command line: files, options, and programs."""

import os
from contextlib import suppress
from typing import BinaryIO

from oai_timeline.browse.host import Asked
from oai_timeline.cli import programs
from oai_timeline.cli.files import timeline_paths
from oai_timeline.cli.filter_line import (
    complete_filter_line,
    complete_name,
    read_filter_line,
    write_filter_line,
)
from oai_timeline.cli.layout import choose_layout
from oai_timeline.cli.session import open_index
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.cli.suggestions import repeat_command
from oai_timeline.index import Index, identify_version
from oai_timeline.views.layout import Layout


class CommandLine:
    """The command line, as the browser sees it: a `Host`."""

    def __init__(self, settings: Settings) -> None:
        """Browse the timeline that the settings name."""
        self._settings = settings
        self._versions: list[tuple[int, ...]] = []

    def open_index(self) -> Index:
        """Open the index of the timeline as it is now. Raises OSError, TimelineFileError."""
        self._versions = self._identify()
        return open_index(self._settings, _open_quietly)

    def has_changed(self) -> bool:
        """Return whether the timeline has changed since its index was opened last."""
        return self._identify() != self._versions

    def make_layout(self, width: int, zone: str) -> Layout:
        """Return the layout of a timeline in that zone."""
        return choose_layout(self._settings, width, zone)

    def read(self, text: str) -> Asked:
        """Parse a filter line. Raises ValueError."""
        return read_filter_line(text)

    def complete(self, index: Index, text: str) -> tuple[str, list[str]]:
        """Return a filter line with its last word completed, and the choices for that word."""
        return complete_filter_line(index, text)

    def complete_name(self, index: Index, text: str) -> tuple[str, list[str]]:
        """Return the name of an event, a day or an actor completed, and the choices for it."""
        return complete_name(index, text)

    def write_command(self, words: str, asked: Asked) -> str:
        """Return a command of `timeline`, with the point of view that is asked for."""
        perspective = Perspective(asked.according_to, asked.as_known_on)
        return repeat_command(self._settings, perspective, words)

    def write_filters(self, asked: Asked) -> str:
        """Return the options of a command that lists what is asked for."""
        return write_filter_line(asked)

    def edit(self, event_id: str) -> str:
        """Open the file of an event in an editor, and wait for it; return what went wrong."""
        from oai_timeline.load.event_line import find_event_line

        try:
            for path in timeline_paths(self._settings.file):
                with open(path, "rb") as file:
                    line = find_event_line(file, event_id)
                if line:
                    return programs.run_editor(path, line)
        except OSError as error:
            return f"{error.filename}: {error.strerror}"
        return f"{event_id} is not in the file any more"

    def open_address(self, address: str) -> str:
        """Open an address in a browser; return what went wrong."""
        return programs.open_address(address)

    def _identify(self) -> list[tuple[int, ...]]:
        """Return what changes with each file."""
        versions = list[tuple[int, ...]]()
        for path in timeline_paths(self._settings.file):
            with suppress(OSError):
                versions.append(identify_version(os.stat(path)))
        return versions


def _open_quietly(path: str) -> BinaryIO:
    """Open a file without a progress bar, which would be drawn over the screen."""
    return open(path, "rb")
