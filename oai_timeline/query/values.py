"""Every value in use: for completion, for loops, for choosing."""

from collections.abc import Mapping

from oai_timeline.index import Index

FIELDS: Mapping[str, str] = {
    "actors": "SELECT id FROM actor ORDER BY place",
    "aliases": "SELECT folded FROM name WHERE rank = 0 ORDER BY folded",
    "tags": "SELECT DISTINCT tag FROM tag ORDER BY tag",
    "kinds": "SELECT DISTINCT kind FROM event WHERE kind NOT NULL ORDER BY kind",
    "certainties": "SELECT DISTINCT certainty FROM event WHERE certainty NOT NULL ORDER BY 1",
    "days": "SELECT day FROM day ORDER BY day",
    "ids": "SELECT id FROM event ORDER BY position",
    "sources": "SELECT id FROM source ORDER BY id",
    "publishers": "SELECT DISTINCT publisher FROM source ORDER BY publisher",
}


def values(index: Index, field: str) -> list[str]:
    """List the values of one of FIELDS."""
    return [value for (value,) in index.rows(FIELDS[field])]
