"""CSL JSON: the sources of events as references, for Zotero, pandoc and other programs.

It follows the schema of CSL 1.0.2 (docs.citationstyles.org), and what Zotero and pandoc read of it:
dates have parts, as neither reads `raw`, and only one day, as Zotero drops the end of a range.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from oai_timeline.formats.exported import Exported
from oai_timeline.formats.json_text import encode_json, write_array
from oai_timeline.model.record import EventRecord, HeaderRecord, SourceRecord
from oai_timeline.model.visible import visible, visible_or_none

_TYPES = {
    "first-hand": "post",
    "news": "article-newspaper",
    "analysis": "webpage",
    "reference": "webpage",
    "court": "legal_case",
    "book": "book",
}
_PUBLISHED_AS = {"post": "author", "book": "publisher"}
"""The field for who published a source; for other types that is `container-title`."""
_DAY = re.compile(r"(-?\d{4}|\d\d[\dX]X)(?:-(\d\d|XX))?(?:-(\d\d|XX))?", re.ASCII)
_SEASONS = {"21": 1, "22": 2, "23": 3, "24": 4}


def export(
    _: HeaderRecord, events: Iterable[EventRecord], others: Iterable[SourceRecord] = ()
) -> Exported:
    """Write the sources of events, in the order in which these cite them, and then others.

    The id of a source is its citation key. What has no field of its own is in `note`.
    """
    return Exported(write_array(encode_json(_reference(one)) for one in _sources(events, others)))


def _sources(
    events: Iterable[EventRecord], others: Iterable[SourceRecord]
) -> Iterator[SourceRecord]:
    """Yield each source once."""
    seen = set[str]()
    cited = (source for event in events for source in event["sources"])
    for sources in (cited, others):
        for source in sources:
            if source["id"] not in seen:
                seen.add(source["id"])
                yield source


def _reference(source: SourceRecord) -> dict[str, object]:
    """Return a source as a reference; fields without a value are left out."""
    unknown = "webpage" if source["url"] else "document"
    reference_type = _TYPES.get(source["kind"] or "", unknown)
    publisher = visible(source["publisher"])
    field = _PUBLISHED_AS.get(reference_type, "container-title")
    archived = source["archived"]
    fields: dict[str, object] = {
        "id": source["id"],
        "type": reference_type,
        field: [{"literal": publisher}] if field == "author" else publisher,
        "title": visible_or_none(source["title"]),
        "issued": _issued(source["published"]),
        "URL": visible_or_none(source["url"]),
        "language": visible_or_none(source["language"]),
        "archive": visible_or_none(urlsplit(archived).hostname) if archived else None,
        "archive_location": visible_or_none(archived),
        "note": "; ".join(_notes(source)),
    }
    return {name: value for name, value in fields.items() if value}


def _notes(source: SourceRecord) -> Iterator[str]:
    """Yield what a reference has no field for."""
    if source["kind"]:
        yield f"kind: {visible(source['kind'])}"
    if source["via"]:
        yield f"via: {visible(source['via'])}"
    if source["rests_on"]:
        yield f"rests on: {', '.join(source['rests_on'])}"
    if source["published"] and not _DAY.fullmatch(source["published"].removesuffix("~")):
        yield f"published: {visible(source['published'])}"


def _issued(published: str | None) -> dict[str, object] | None:
    """Return the earliest day, month or year of a date; any date but an exact one is `circa`."""
    if not published:
        return None
    start = next(end for end in published.split("/") if end not in {"", ".."})
    match = _DAY.match(start)
    assert match
    year, *finer = match.groups()
    parts = [_count_year(int(year.replace("X", "0")))]
    issued: dict[str, object] = {"date-parts": [parts]}
    if finer[0] in _SEASONS:
        issued["season"] = _SEASONS[finer[0]]
    else:
        for part in finer:
            if part in {None, "XX"}:
                break
            parts.append(int(part))
    if re.search("[~?%X/]", published):
        issued["circa"] = True
    return issued


def _count_year(year: int) -> int:
    """Return a year as CSL counts it: there is none between 1 BC (-1) and 1."""
    return year if year > 0 else year - 1
