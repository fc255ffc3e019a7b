"""What the tests of formats share."""

from oai_timeline.index import open_bytes
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.query.events import Records, fetch_header
from oai_timeline.query.select import Query, select


def records(text: str | bytes) -> tuple[HeaderRecord, list[EventRecord]]:
    """Return the header and all events of a timeline."""
    index = open_bytes(text.encode() if isinstance(text, str) else text, "t.yaml")
    return fetch_header(index), list(Records(index, select(index, Query())))
