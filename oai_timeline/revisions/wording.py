"""Changes in words, for people: what was, what is, and how a date moved."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from oai_timeline.revisions.change import Change, Kind, OrderChange, Part, Value

_REFERENCES: Mapping[str, Kind] = {
    "actors": "actor",
    "about": "actor",
    "by": "actor",
    "of": "actor",
    "sources": "source",
    "source": "source",
    "rests_on": "source",
    "because": "event",
    "after": "event",
}
"""The fields that hold ids, and of what."""
_DATES = {"when", "published", "since", "until", "focus", "updated"}
_SENTENCES = {"title", "summary", "says", "text", "translation", "note", "words", "stated"}
"""The fields that are printed in quotation marks."""
_LABELS = {"when": "", "certainty": "", "sources": "", "id": ""}
"""What is printed before a value instead of the name of its field, as its group says it."""
_OTHER_LABELS = {"actors": "by", "rests_on": "rests on", "since": "from"}
_ORDER = {
    ("before", "after"): "now after",
    ("unknown", "after"): "now after",
    ("after", "before"): "now before",
    ("unknown", "before"): "now before",
    ("after", "unknown"): "no longer known to be after",
    ("before", "unknown"): "no longer known to be before",
}
_MOST_EVENTS = 2
_LONG, _MOST_WORDS = 60, 2_000
"""Of texts longer than that, only the words that changed are shown; of those with more, all."""
_ALIKE = 0.4


class Piece(NamedTuple):
    """A piece of a description: what was, what is, or words of our own."""

    text: str
    role: Literal["", "old", "new", "note"] = ""


class Words(NamedTuple):
    """How to write what changes refer to: the names of entries, dates, and what was added."""

    name: Callable[[Kind, str], str]
    date: Callable[[str], str]
    added: str = "+"
    removed: str = "-"


def describe_change(change: Change, words: Words) -> list[Piece]:
    """Return what changed of an entry, without its name."""
    label = change.field if change.part else _LABELS.get(change.field, change.field)
    label = _OTHER_LABELS.get(label, label)
    parts = [_describe_part(change.part, words) if change.part else "", label]
    lead = " ".join(filter(None, parts))
    pieces = [*([Piece(f"{lead} ")] if lead else []), *_describe_values(change, words)]
    if change.move:
        notes = [change.move.note, *_describe_order(change.move.order, words)]
        pieces.append(Piece(f", {', '.join(filter(None, notes))}", "note"))
    return pieces


def _describe_part(part: Part, words: Words) -> str:
    if isinstance(part.name, tuple):
        return f"{part.kind} of {', '.join(words.name('source', one) for one in part.name)},"
    return f"{part.kind} “{part.name}”," if part.name else part.kind


def _describe_values(change: Change, words: Words) -> Iterator[Piece]:
    old, new = change.old, change.new
    if isinstance(old, tuple) or isinstance(new, tuple):
        yield from _describe_members(change.field, old, new, words)
    elif isinstance(old, str) and isinstance(new, str):
        for number, (before, after) in enumerate(_find_edits(change.field, old, new)):
            yield from [Piece("; ")] if number else []
            yield Piece(_write(change.field, before, words), "old")
            yield Piece(" → ")
            yield Piece(_write(change.field, after, words), "new")
    elif old is not None:
        yield Piece(f"{words.removed} {_write(change.field, old, words)}", "old")
    elif new is not None:
        yield Piece(f"{words.added} {_write(change.field, new, words)}", "new")


def _describe_members(field: str, old: Value, new: Value, words: Words) -> Iterator[Piece]:
    """Yield what was removed from a list and what was added to it."""
    if old is None or new is None:  # of an account: there is no list, or there is one now
        yield Piece(_write_list(field, old, words), "old")
        yield Piece(" → ")
        yield Piece(_write_list(field, new, words), "new")
        return
    pieces = [Piece(f"{words.removed} {_write(field, one, words)}", "old") for one in old]
    pieces += [Piece(f"{words.added} {_write(field, one, words)}", "new") for one in new]
    for number, piece in enumerate(pieces):
        yield from [Piece(", ")] if number else []
        yield piece


def _write_list(field: str, value: Value, words: Words) -> str:
    if value is None:
        return "as in the event"
    return ", ".join(_write(field, one, words) for one in value) or "none"


def _write(field: str, text: str, words: Words) -> str:
    """Return a value as people read it."""
    if field in _REFERENCES:
        return words.name(_REFERENCES[field], text)
    if field in _DATES:
        return words.date(text)
    return f"“{text}”" if field in _SENTENCES or not field else text


def _find_edits(field: str, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text that changed, before and after; all of a short or new text."""
    before, after = old.split(" "), new.split(" ")
    is_short = field not in _SENTENCES or max(len(old), len(new)) <= _LONG
    if is_short or max(len(before), len(after)) > _MOST_WORDS:
        yield old, new
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield old, new
        return
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        context = int(start == end or new_start == new_end)  # never nothing on one side
        yield (
            " ".join(before[max(start - context, 0) : end + context]),
            " ".join(after[max(new_start - context, 0) : new_end + context]),
        )


def _describe_order(changes: Iterable[OrderChange], words: Words) -> Iterator[str]:
    """Yield which events the one that moved is now before or after."""
    groups: dict[str, list[str]] = {}
    for change in changes:
        groups.setdefault(_ORDER[change.old, change.new], []).append(change.event)
    for phrase, ids in groups.items():
        names = [words.name("event", one) for one in ids[:_MOST_EVENTS]]
        more = len(ids) - len(names)
        names += [f"{more:,} more"] if more else []
        listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        yield f"{phrase} {listed}"
