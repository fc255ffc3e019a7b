"""Sources: when and by whom published, how often cited, what they rest on."""

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from oai_timeline.dates.prose import format_asked
from oai_timeline.model.plural import format_count
from oai_timeline.query.bibliography import SourceDetails, SourceUse
from oai_timeline.views.blocks import Column, columns, entitle, flow, join_sections, stack
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import Head, render_list_head
from oai_timeline.views.plain import align, plain_cell
from oai_timeline.views.table import plain_rows, render_rows
from oai_timeline.views.text import Line, Span, line_width, pad_left, widest

_MOST_PUBLISHED = len("about 2023-11")
_MOST_PUBLISHER = 24
_LEAST_PUBLISHER = 16
_LEAST_TITLE = 30
_LEAST = 10
_UNDATED = "undated"
_RESTING = "What rests on that"


class _Row(NamedTuple):
    """A source as its cells; `notes` says where it was found and what it rests on."""

    published: Span
    cited: Span
    id: Span
    publisher: Span
    kind: Span
    title: Span
    notes: Span

    @property
    def texts(self) -> list[Span]:
        """The cells beside the date and the number, in the order in which they are best read."""
        cells = (self.publisher, self.title, self.id, self.kind, self.notes)
        return [cell for cell in cells if cell.text]

    @property
    def below(self) -> list[Span]:
        """The cells that may be below the others."""
        return [cell for cell in (self.title, self.notes) if cell.text]


class _Widths(NamedTuple):
    """The widths of the cells that have columns."""

    published: int
    cited: int
    id: int
    publisher: int
    kind: int


_HEADS = _Row(
    *(
        Span(text, "quiet")
        for text in ("published", "cited", "id", "publisher", "kind", "title", "")
    )
)


def render_sources(sources: Sequence[SourceUse], layout: Layout) -> Iterator[Line]:
    """Render sources in the given order, with how many there are."""
    if not sources:
        return
    cited = sum(used.uses > 0 for used in sources)
    yield from flow(
        [Span(f"{format_count(len(sources), 'source')}, {cited:,} cited", "quiet")], layout.width
    )
    yield []
    yield from _render_table(sources, layout)


def render_source_details(details: SourceDetails, layout: Layout) -> Iterator[Line]:
    """Render some sources, those that rest on them, and the events that cite them."""
    head = render_list_head(details.events, Head(len(details.events)), layout)
    return join_sections(
        _render_table(details.sources, layout),
        entitle(_RESTING, _render_table(details.dependents, layout)),
        entitle(
            "Cited by", chain(head, [[]], render_rows(details.events, 0, layout, with_ids=True))
        )
        if details.events
        else [[Span("Cited by no event", "title")]],
    )


def plain_sources(sources: Sequence[SourceUse], layout: Layout) -> Iterator[Line]:
    """Write one source per line: published, cited, id, publisher, kind, title, via, basis, URL.

    Cells are never empty.
    """
    digits = widest(str(used.uses) for used in sources)
    return align(
        [
            plain_cell(layout.text(used.source["published"]) or _UNDATED, "time"),
            Span(f"{used.uses:>{digits}}"),
            *(
                plain_cell(layout.text(text))
                for text in (
                    used.source["id"],
                    used.source["publisher"],
                    used.source["kind"],
                    used.source["title"],
                    used.source["via"],
                    _describe_basis(used),
                    used.source["url"],
                )
            ),
        ]
        for used in sources
    )


def plain_source_details(details: SourceDetails, layout: Layout) -> Iterator[Line]:
    """Write some sources, those that rest on them, and the events that cite them."""
    return join_sections(
        plain_sources(details.sources, layout),
        entitle(_RESTING, plain_sources(details.dependents, layout)),
        entitle(
            f"Cited by {format_count(len(details.events), 'event')}",
            plain_rows(details.events, 0, layout),
        ),
    )


def _render_table(sources: Sequence[SourceUse], layout: Layout) -> Iterator[Line]:
    """Render sources under heads, in as many columns as there is room for."""
    if not sources:
        return
    rows = [_HEADS, *(_make_row(used, layout) for used in sources)]
    widths = _Widths(*(widest(row[at].text for row in rows) for at in range(5)))
    widths = widths._replace(published=min(widths.published, _MOST_PUBLISHED))
    for render in (_render_columns, _render_two_lines, _render_texts):
        lines = [line for row in rows for line in render(row, widths, layout)]
        if lines:
            yield from lines
            return
    for row in rows[1:]:
        yield from stack([row.published, row.cited], row.texts, layout.width)


def _render_columns(row: _Row, widths: _Widths, layout: Layout) -> Iterator[Line]:
    """Render a source in columns, if there is room for its title beside the other cells."""
    widths = widths._replace(publisher=min(widths.publisher, _MOST_PUBLISHER))
    room = layout.width - sum(widths) - 2 * len(widths)
    if room >= _LEAST_TITLE:
        yield from columns(*_list_columns(row, widths), Column(row.below, room))


def _render_two_lines(row: _Row, widths: _Widths, layout: Layout) -> Iterator[Line]:
    """Render a source in columns, if there is room, and its title below them, or also its kind."""
    room = layout.width - sum(widths) - 2 * (len(widths) - 1) + widths.publisher
    has_kind = room >= min(widths.publisher, _LEAST_PUBLISHER)
    room += 0 if has_kind else widths.kind + 2
    if room < min(widths.publisher, _LEAST_PUBLISHER):
        return
    widths = widths._replace(publisher=min(room, widths.publisher))
    cells = _list_columns(row, widths)
    yield from columns(*(cells if has_kind else cells[:-1]))
    indent = widths.published + widths.cited + 4
    texts = (row.title, Span("") if has_kind else row.kind, row.notes)
    below = [text for text in texts if text.text]
    if below:
        yield from flow(below, layout.width, indent)


def _render_texts(row: _Row, widths: _Widths, layout: Layout) -> Iterator[Line]:
    """Render the texts of a source as they fit beside its date and number, if there is room."""
    date, cited, *_ = _list_columns(row, widths)
    indent = date.width + cited.width + date.gap + cited.gap
    if layout.width - indent >= _LEAST:
        texts = flow(row.texts, layout.width - indent)
        empty: Line = []
        for start, text in zip_longest(columns(date, cited), texts, fillvalue=empty):
            gap = [Span(" " * (indent - line_width(start)))] if text else []
            yield [*start, *gap, *text]


def _list_columns(row: _Row, widths: _Widths) -> list[Column]:
    cited = row.cited._replace(text=pad_left(row.cited.text, widths.cited))
    cells = row._replace(cited=cited)
    return [Column(cell, width) for cell, width in zip(cells, widths, strict=False)]


def _make_row(used: SourceUse, layout: Layout) -> _Row:
    source = used.source
    notes = [f"via {source['via']}"] if source["via"] else []
    if source["rests_on"]:
        notes.append(f"rests on {_describe_basis(used)}")
    return _Row(
        Span(layout.text(format_asked(source["published"] or "")) or _UNDATED, "time"),
        Span(str(used.uses), "quiet"),
        Span(source["id"], "quiet"),
        Span(layout.text(source["publisher"]), "source", source["url"] or ""),
        Span(layout.text(source["kind"]), "quiet"),
        Span(layout.text(source["title"])),
        Span(layout.text(", ".join(notes)), "quiet"),
    )


def _describe_basis(used: SourceUse) -> str:
    """Return what a source rests on, directly and in the end; empty if it is an origin."""
    basis = " and ".join(used.source["rests_on"])
    if basis and sorted(used.origins) != sorted(used.source["rests_on"]):
        basis += f", in the end on {' and '.join(used.origins)}"
    return basis
