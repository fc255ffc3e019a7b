"""What changed between two revisions of a timeline: a line for each fact."""

from collections.abc import Iterator

from oai_timeline.model.plural import format_count
from oai_timeline.model.printed import Printed
from oai_timeline.revisions import Comparison
from oai_timeline.revisions.change import Change, Kind, Value
from oai_timeline.revisions.wording import Piece, Words, describe_change
from oai_timeline.views.blocks import join_sections, render_notes
from oai_timeline.views.cells import format_iso
from oai_timeline.views.dates import date_printer, format_for_people
from oai_timeline.views.layout import Layout
from oai_timeline.views.plain import align, plain_cell
from oai_timeline.views.text import Line, Span, join, strip_end, wrap_spans

_LABEL, _LEAST = 9, 20
_OPEN = ".."
"""The end of an office that is still held."""
_STYLES = {"": "", "old": "old", "new": "new", "note": ""}
_WHOLE = {"added": "new", "removed": "old"}
"""The groups of changes of whole entries, and the styles of their labels."""


def render_changes(comparison: Comparison, layout: Layout) -> Iterator[Line]:
    """Render how many facts changed between which revisions, then each fact."""
    words = _make_words(comparison, layout)
    return join_sections(
        _render_head(comparison, layout),
        (line for change in comparison.changes for line in _render_change(change, words, layout)),
    )


def plain_changes(comparison: Comparison, layout: Layout) -> Iterator[Line]:
    """Write a fact per line: group, kind, id, date, field, old value, new value, how it moved.

    Cells are never empty.
    """
    print_date = date_printer(comparison.zone, layout.zone)
    words = Words(lambda _, entry_id: entry_id, lambda text: format_iso(print_date(text)))
    return align(_plain_change(change, words, layout) for change in comparison.changes)


def _render_head(comparison: Comparison, layout: Layout) -> Iterator[Line]:
    if not comparison.changes:
        return iter(())
    old, new = comparison.old, comparison.new
    before, after = len(old.events), format_count(len(new.events), "event")
    notes = [
        format_count(len(comparison.changes), "change"),
        f"{old.name} → {new.name}",
        after if before == len(new.events) else f"{before} → {after}",
        layout.describe_zone(_list_dates(comparison, layout)),
    ]
    gap = f" {layout.symbols.no_clock} "
    return render_notes(map(layout.text, notes), layout.width, gap)


def _list_dates(comparison: Comparison, layout: Layout) -> Iterator[Printed]:
    """Yield all dates that are shown, as printed."""
    print_date = date_printer(comparison.zone, layout.zone)
    for change in comparison.changes:
        values = (change.when, *((change.old, change.new) if change.field == "when" else ()))
        yield from (print_date(value) for value in values if isinstance(value, str))


def _render_change(change: Change, words: Words, layout: Layout) -> Iterator[Line]:
    label = Span(change.group, _WHOLE.get(change.group, "quiet"))
    indent = _LABEL + 2
    if layout.width - indent < _LEAST:
        yield [label]
        label, indent = Span(""), 2
    describe = _describe_entry if change.group in _WHOLE and not change.part else _describe_fact
    for line in wrap_spans(describe(change, words, layout), layout.width - indent):
        yield strip_end([label, Span(" " * (indent - len(label.text))), *line])
        label = Span("")


def _describe_entry(change: Change, words: Words, layout: Layout) -> Line:
    """Return an event, an actor or a source that was added or removed, on one line."""
    when = layout.text(words.date(change.when) if change.when else change.kind)
    style = "time" if change.when else "quiet"
    return join([Span(when, style), Span(layout.text(change.title)), Span(change.id, "quiet")])


def _describe_fact(change: Change, words: Words, layout: Layout) -> Line:
    """Return what changed of an entry, on one line."""
    subject = {"event": change.id, "timeline": ""}.get(change.kind, f"{change.kind} {change.id}")
    name = [Span(subject, "title"), Span("  ")] if subject else []
    return [*name, *_style(describe_change(change, words), layout)]


def _style(pieces: list[Piece], layout: Layout) -> Line:
    return [Span(layout.text(piece.text), _STYLES[piece.role]) for piece in pieces]


def _plain_change(change: Change, words: Words, layout: Layout) -> list[Span | Line]:
    part = f"{change.part.kind} {_join(change.part.name)} " if change.part else ""
    note = describe_change(change, words)[-1].text.removeprefix(", ") if change.move else ""
    old, new = (
        words.date(value) if change.field == "when" and isinstance(value, str) else _join(value)
        for value in (change.old, change.new)
    )
    return [
        plain_cell(change.group, "quiet"),
        plain_cell(change.kind),
        plain_cell(change.id),
        plain_cell(layout.text(words.date(change.when)) if change.when else "", "time"),
        plain_cell(layout.text(f"{part}{change.field}".strip())),
        join(  # not aligned: texts are long
            [
                plain_cell(layout.text(old), "old"),
                plain_cell(layout.text(new), "new"),
                plain_cell(layout.text(note)),
            ]
        ),
    ]


def _join(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def _make_words(comparison: Comparison, layout: Layout) -> Words:
    """Return how a terminal names what changes refer to: actors by name, others by id."""
    print_date = date_printer(comparison.zone, layout.zone)

    def name(kind: Kind, entry_id: str) -> str:
        return comparison.names.get((kind, entry_id), entry_id) if kind == "actor" else entry_id

    def write_date(text: str) -> str:
        return "still held" if text == _OPEN else format_for_people(text, print_date(text))

    return Words(name, write_date)
