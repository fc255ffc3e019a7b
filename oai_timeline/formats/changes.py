"""What changed between two revisions of a timeline: as JSON, or as a page of corrections."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from zoneinfo import ZoneInfo

from oai_timeline.formats.json_text import encode_json
from oai_timeline.formats.markdown import escape
from oai_timeline.formats.narrative import format_date_prose
from oai_timeline.revisions import Comparison, Revision
from oai_timeline.revisions.change import GROUPS, Change, Kind
from oai_timeline.revisions.wording import Words, describe_change

_OPEN_END = ".."


def write_json(comparison: Comparison) -> Iterator[str]:
    """Yield the changes as a JSON object, with a change on each line."""
    yield f'{{"old": {_describe_revision(comparison.old)},\n'
    yield f'"new": {_describe_revision(comparison.new)},\n'
    skipped = [{"kind": one.kind, "id": one.id} for one in comparison.skipped]
    yield f'"not_compared": {encode_json(skipped)},\n"changes": ['
    gap = "\n"
    for change in comparison.changes:
        yield f"{gap}{encode_json(_as_record(change))}"
        gap = ",\n"
    yield "]}\n" if gap == "\n" else "\n]}\n"


def write_markdown(comparison: Comparison) -> Iterator[str]:
    """Yield a page that says what was corrected, under a heading for each group of facts."""
    words = _make_words(comparison)
    yield f"# Changes to {escape(comparison.title)}\n"
    headers = (comparison.old.header, comparison.new.header)
    revised = [one.updated.text for one in headers if one and one.updated]
    if len(set(revised)) == 2:
        yield f"\nFrom the revision of {escape(revised[0])} to that of {escape(revised[1])}.\n"
    for note in comparison.list_notes():
        yield f"\n{escape(note)}.\n"
    if not comparison.changes:
        yield "\nNo facts changed.\n"
    for group, changes in groupby(comparison.changes, key=lambda change: change.group):
        yield f"\n## {GROUPS[group]}\n\n"
        for change in changes:
            yield f"- {_describe(change, words)}\n"


FORMATS: Mapping[str, Callable[[Comparison], Iterator[str]]] = {
    "json": write_json,
    "markdown": write_markdown,
}


def _describe_revision(revision: Revision) -> str:
    return encode_json(
        {
            "name": revision.name,
            "events": len(revision.events),
            "errors": len(revision.errors),
            "complete": revision.is_complete and not revision.unread,
        }
    )


def _as_record(change: Change) -> dict[str, object]:
    part, move = change.part, change.move
    return {
        "group": change.group,
        "kind": change.kind,
        "id": change.id,
        "title": change.title,
        "when": change.when,
        "part": part and {"kind": part.kind, "name": part.name},
        "field": change.field or None,
        "old": change.old,
        "new": change.new,
        "move": move
        and {
            "earliest_seconds": move.earliest,
            "latest_seconds": move.latest,
            "note": move.note,
            "order": [one._asdict() for one in move.order],
        },
    }


def _describe(change: Change, words: Words) -> str:
    """Return a change as a sentence without a full stop."""
    name = f"**{escape(change.title)}**"
    if change.kind in {"actor", "source"}:
        name = f"{change.kind} {name}"
    if change.group in {"added", "removed"} and not change.part:
        return f"{name} ({escape(words.date(change.when))})" if change.when else name
    text = escape("".join(piece.text for piece in describe_change(change, words)))
    return text if change.kind == "timeline" else f"{name}: {text}"


def _make_words(comparison: Comparison) -> Words:
    """Return how prose names entries, and writes dates."""
    zone = ZoneInfo(comparison.zone)

    def name(kind: Kind, entry_id: str) -> str:
        title = comparison.names.get((kind, entry_id), entry_id)
        return f"“{title}”" if kind == "event" else title

    def write_date(text: str) -> str:
        return "still held" if text == _OPEN_END else format_date_prose(text, zone)

    return Words(name, write_date, added="added", removed="removed")
