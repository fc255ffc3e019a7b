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
    "figures": """
        SELECT own.key FROM event, json_each(event.json, '$.figures') AS own
        UNION
        SELECT figure.key FROM event, json_each(event.json, '$.accounts') AS account,
            json_each(account.value, '$.figures') AS figure
        WHERE json_type(account.value, '$.figures') = 'object'
        ORDER BY 1""",
}
NAMED = ("actors", "tags", "kinds", "days", "ids", "sources", "publishers", "figures")
"""Fields that `timeline values` takes; the others are only for completion."""


def fetch_values(index: Index, field: str) -> list[str]:
    """Return the values of one of FIELDS."""
    return [value for (value,) in index.fetch(FIELDS[field])]


def check_field(text: str) -> str:
    """Return `text` if it is one of NAMED. Raises QueryError."""
    if text in NAMED:
        return text
    hint = did_you_mean(text, NAMED) or f": {', '.join(NAMED)}"
    raise QueryError(f"no field is called {quoted(text)}{hint}")
