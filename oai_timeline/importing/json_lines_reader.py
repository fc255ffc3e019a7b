"""Read JSON Lines: one event a line."""

from collections.abc import Iterator

from oai_timeline.importing import json_values
from oai_timeline.importing.json_reader import JsonReader
from oai_timeline.importing.json_values import JsonError, LocatedValue
from oai_timeline.importing.reader import LINE_END


class JsonLinesReader(JsonReader):
    """Reads an event from each line that is not blank."""

    @staticmethod
    def recognises(text: str) -> bool:
        """Return whether a text begins with an object or an array."""
        return text.lstrip()[:1] in {"{", "["}

    def _values(self) -> Iterator[LocatedValue]:
        lines = LINE_END.split(self.file.text)
        for start, line in zip(self.file.line_starts, lines, strict=True):
            if line.strip():
                try:
                    yield LocatedValue(start, json_values.read_line(line))
                except JsonError as error:
                    self.file.report(start + error.offset, error.code, str(error))
