"""Where an event is in a timeline file."""

from typing import BinaryIO

from yaml.nodes import ScalarNode

from oai_timeline.load.diagnostics import Diagnostics, FileDiagnostics, place_of
from oai_timeline.load.file_reader import FileReader
from oai_timeline.load.nodes import as_dict


def find_event_line(stream: BinaryIO, event_id: str) -> int | None:
    """Return the line on which an event begins in a seekable stream, None if it isn't there."""
    for node in FileReader(stream, FileDiagnostics(Diagnostics(), 0)).read_events():
        own = as_dict(node).get("id")
        if isinstance(own, ScalarNode) and own.value == event_id:
            return place_of(node).line
    return None
