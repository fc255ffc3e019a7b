"""Records as the JSON that the index stores."""

from json import JSONEncoder
from typing import TYPE_CHECKING

from oai_timeline.model.visible import in_json

if TYPE_CHECKING:
    from oai_timeline.model.record import EventRecord, StoredEvent

_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def as_stored(record: "EventRecord") -> "StoredEvent":
    """Return an event as an index stores it."""
    return {
        **record,
        "when": {**record["when"], "order": "unknown"},
        "sources": [source["id"] for source in record["sources"]],
    }


def encode(value: object) -> str:
    """Return a value as JSON on one line."""
    return in_json(_encode(value))
