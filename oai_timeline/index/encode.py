"""Records as the JSON that the index stores."""

from json import JSONEncoder

from oai_timeline.model.record import EventRecord
from oai_timeline.model.visible import in_json

_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def encode_event(record: EventRecord) -> str:
    """Return an event as it is stored: with `order` unknown, and the ids of its sources."""
    ids = [source["id"] for source in record["sources"]]
    return encode({**record, "when": {**record["when"], "order": "unknown"}, "sources": ids})


def encode(value: object) -> str:
    """Return a value as JSON on one line."""
    return in_json(_encode(value))
