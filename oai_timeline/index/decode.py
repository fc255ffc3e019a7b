"""Stored events as programs and views read them: with their sources, and what is known of order."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from oai_timeline.index.connection import Index

if TYPE_CHECKING:
    from oai_timeline.model.record import EventRecord, SourceRecord, StoredEvent

# In stored JSON, no text can contain these: quotation marks in texts are escaped.
_UNKNOWN, _KNOWN = '"order": "unknown"', '"order": "known"'
_SOURCES = '"sources": ['

_ONE_BY_ONE = 100
_MOST_KEPT = 1000
"""How many lists of sources are kept: events that stand together often cite the same."""
_LOOK_UP = """
SELECT id, source.json FROM main.source AS stored LEFT JOIN source USING (id)
"""


class EventDecoder:
    """Completes events that are stored as JSON. Sources that a perspective hides are left out.

    It reads each source from the index only once.
    """

    def __init__(self, index: Index) -> None:
        """Look sources up in `index`."""
        self._index = index
        self._texts: dict[str, str | None] = {"": None}
        self._records: dict[str, SourceRecord] = {}
        self._end = lru_cache(_MOST_KEPT)(self._write_end)

    def complete(self, stored: str, *, order_known: bool) -> str:
        """Return the JSON of a stored event."""
        if order_known:
            stored = stored.replace(_UNKNOWN, _KNOWN, 1)
        end = stored.rindex(_SOURCES) + len(_SOURCES)
        return f"{stored[:end]}{self._end(stored[end:])}"

    def decode(self, stored: str, *, order_known: bool) -> "EventRecord":
        """Return the record of a stored event, whose sources are shared with other records."""
        from json import loads

        return self.complete_record(loads(stored), order_known=order_known)

    def complete_record(self, stored: "StoredEvent", *, order_known: bool) -> "EventRecord":
        """Return the record of a stored event, likewise."""
        ids = stored["sources"]
        sources = [
            self._decode_source(source, text)
            for source, text in zip(ids, self._look_up(ids), strict=True)
            if text is not None
        ]
        order: Literal["known", "unknown"] = "known" if order_known else "unknown"
        return {**stored, "when": {**stored["when"], "order": order}, "sources": sources}

    def _write_end(self, stored: str) -> str:
        """Return the end of an event's JSON, with sources in place of their ids."""
        sources = filter(None, self._look_up(stored[1:-3].split('", "')))
        return f"{', '.join(sources)}]}}"

    def _decode_source(self, source: str, text: str) -> "SourceRecord":
        if source not in self._records:
            from json import loads

            self._records[source] = loads(text)
        return self._records[source]

    def _look_up(self, ids: Sequence[str]) -> list[str | None]:
        """Return the JSON of sources, None for those that a perspective hides."""
        try:
            return [self._texts[source] for source in ids]
        except KeyError:
            self._fetch(ids)
        return [self._texts[source] for source in ids]

    def _fetch(self, ids: Sequence[str]) -> None:
        """Read some sources from the index; all of them, once many have been read."""
        if len(self._texts) > _ONE_BY_ONE:
            self._texts.update(self._index.fetch(_LOOK_UP))
        else:
            marks = ", ".join("?" * len(ids))
            self._texts.update(self._index.fetch(f"{_LOOK_UP} WHERE id IN ({marks})", ids))
