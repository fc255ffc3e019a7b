"""The values in use, for completion and for scripts."""

from collections.abc import Mapping

from oai_timeline.index import Index
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError

FIELDS: Mapping[str, str] = {
    "actors": "SELECT id FROM actor ORDER BY place",
    "aliases": "SELECT folded FROM name WHERE rank = 0 ORDER BY folded",
    "tags": "SELECT DISTINCT tag FROM tag ORDER BY tag",
    "kinds": "SELECT DISTINCT kind FROM event WHERE kind NOT NULL ORDER BY kind",
    "certainties": "SELECT DISTINCT certainty FROM event WHERE certainty NOT NULL ORDER BY 1",
    "days": "SELECT day FROM day ORDER BY earliest",
    "ids": "SELECT id FROM event ORDER BY position",
    "sources": "SELECT id FROM source ORDER BY id",
    "publishers": "SELECT DISTINCT publisher FROM source ORDER BY publisher",
    "offices": "SELECT DISTINCT office FROM office ORDER BY office",
    "figures": """
        SELECT own.key FROM event, json_each(event.json, '$.figures') AS own
        UNION
        SELECT figure.key FROM event, json_each(event.json, '$.accounts') AS account,
            json_each(account.value, '$.figures') AS figure
        WHERE json_type(account.value, '$.figures') = 'object'
        ORDER BY 1""",
}
NAMED: Mapping[str, str] = {
    "actors": "ids of people, organisations and groups (--actor, --by, --about)",
    "tags": "what events are tagged with (--tag)",
    "kinds": "sorts of events, such as a meeting (--kind)",
    "certainties": "how certain events are (--certainty)",
    "days": "days on which events begin (--day, --since, --until)",
    "ids": "ids of events (event, why)",
    "sources": "ids of sources (--source, --according-to)",
    "publishers": "who published the sources (--source, --according-to)",
    "offices": "offices that actors held (state --office)",
    "figures": "numbers that form a series over events",
}
"""The fields that `timeline values` takes, with what they hold; others are for completion only."""


def fetch_values(index: Index, field: str) -> list[str]:
    """Return the values of one of FIELDS."""
    return [value for (value,) in index.fetch(FIELDS[field])]


def count_values(index: Index) -> dict[str, int]:
    """Return how many values each of the fields NAMED has."""
    return {field: len(fetch_values(index, field)) for field in NAMED}


def check_field(text: str) -> str:
    """Return the one of NAMED that `text` is, or of which it is the singular. Raises QueryError."""
    for field in NAMED:
        if text in {field, field.removesuffix("s"), field.removesuffix("ies") + "y"}:
            return field
    hint = did_you_mean(text, NAMED) or f" (there are: {', '.join(NAMED)})"
    raise QueryError(f"no field is called {quoted(text)}{hint}")
