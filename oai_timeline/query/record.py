"""Events as records: what exports are made from."""

from collections.abc import Iterable

from oai_timeline.index import Index
from oai_timeline.model.record import EventRecord, HeaderRecord


def header(index: Index) -> HeaderRecord:
    """Give the timeline's header."""
    ((key, title, zone, language, updated, focus),) = index.rows(
        "SELECT id, title, zone, language, updated, focus FROM header"
    )
    return HeaderRecord(
        id=key, title=title, zone=zone, language=language, updated=updated, focus=focus
    )


def records(texts: Iterable[str]) -> list[EventRecord]:
    """Read events from their JSON."""
    from json import loads

    return [loads(text) for text in texts]
