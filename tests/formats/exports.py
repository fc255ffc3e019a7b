"""What the tests of formats share."""

from oai_timeline.index import open_bytes
from oai_timeline.model.record import ActorRecord, EventRecord, HeaderRecord, SourceRecord
from oai_timeline.query.events import Records, fetch_header
from oai_timeline.query.select import Query, select


def records(text: str | bytes) -> tuple[HeaderRecord, list[EventRecord]]:
    """Return the header and all events of a timeline."""
    index = open_bytes(text.encode() if isinstance(text, str) else text, "t.yaml")
    return fetch_header(index), list(Records(index, select(index, Query())))


def everywhere(text: str) -> EventRecord:
    """Return an event that has the text wherever a file may have one."""
    ann = [ActorRecord(id="ann", name=text)]
    source = SourceRecord(
        id="s", publisher=text, via=text, title=text, url="https://example.org/a b(c)",
        published="2023", kind=None, language=text, rests_on=[], archived=None,
    )  # fmt: skip
    return {
        "id": "e",
        "when": {
            "date": "2023-11-17", "edtf": "2023-11-17", "words": text, "stated": text,
            "earliest": "2023-11-17T00:00:00+00:00", "latest": None,
            "precision": "day", "approximate": False,
            "uncertain": False, "order": "unknown",
        },
        "title": text, "summary": text, "kind": text, "place": text, "tags": [text],
        "certainty": "reported", "actors": ann, "about": ann,
        "quotes": [
            {"by": "ann", "text": text, "language": None, "translation": text, "source": "s"}
        ],
        "because": [], "after": [],
        "accounts": [
            {"says": text, "when": None, "actors": ann, "about": None, "figures": {text: 3},
             "sources": ["s"]}
        ],
        "figures": {text: 3},
        "sources": [source],
    }  # fmt: skip
