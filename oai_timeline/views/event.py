"""All that there is about one event, on one page."""

from collections.abc import Iterator, Sequence

from oai_timeline.model.record import QuoteRecord, SourceRecord, WhenRecord
from oai_timeline.model.signs import MEANINGS
from oai_timeline.query.event_details import EventDetails, LinkedEvent
from oai_timeline.views.accounts import cited, figures, one_line, side_by_side
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import head, moment, when
from oai_timeline.views.text import Line, Span, StyledText, cells, flow, pad, row, stack, wrap

_MEASURE = 88
"""The longest line that reads well, in cells."""
_LABEL = 11
_LEAST = 10
_ROOM_FOR_IDS = 120
_LEAST_DATE, _LEAST_TITLE = 16, 20


def page(one: EventDetails, layout: Layout) -> StyledText:
    """Lay out an event: when, what, who; accounts and quotes; what it is linked to; sources."""
    return StyledText(_page(one, layout))


def _page(one: EventDetails, layout: Layout) -> Iterator[Line]:
    yield from _head(one, layout)
    yield []
    yield from _facts(one, layout)
    if one.accounts:
        yield []
        yield [Span(_count(len(one.accounts), "account"), "title")]
        if layout.width is None:
            yield from (one_line(account, layout) for account in one.accounts)
        else:
            yield from side_by_side(one.accounts, layout, layout.width)
    if one.record["quotes"]:
        yield []
        yield [Span("Quoted", "title")]
        for quote in one.record["quotes"]:
            yield from _quote(quote, one, layout)
    for title, steps in (("Followed from", one.before), ("Followed by", one.following)):
        if steps:
            yield []
            yield [Span(title, "title")]
            yield from _steps(steps, layout)
    if one.record["sources"]:
        yield []
        yield from _sources(one, layout)


def _head(one: EventDetails, layout: Layout) -> Iterator[Line]:
    entry, symbols = one.event, layout.symbols
    yield from flow(head(entry, layout), layout.width)
    yield from _paragraph(layout.text(entry.title), layout, "title", "")
    for sign, names, style in (
        (symbols.by, entry.actors, "who"),
        (symbols.about, entry.about, "quiet"),
    ):
        if names:
            yield from _paragraph(f"{sign} {layout.names(names)}", layout, style)
    if entry.summary:
        yield []
        yield from _paragraph(layout.text(entry.summary), layout)


def _facts(one: EventDetails, layout: Layout) -> Iterator[Line]:
    entry = one.event
    certainty = entry.certainty
    facts = {
        "Dated": moment(entry._replace(words=None), layout) if entry.words else "",
        "Precision": precision(one.record["when"]),
        "Stated": one.record["when"]["stated"],
        "Zone": layout.zone
        + (f", the timeline's is {one.zone}" if layout.zone != one.zone else ""),
        "In UTC": one.utc if layout.zone != "UTC" else "",
        "Certainty": f"{certainty}: {MEANINGS[certainty]}" if certainty else "",
        "Kind": one.record["kind"],
        "Place": one.record["place"],
        "Tags": ", ".join(one.record["tags"]),
        "Figures": figures(one.record["figures"], layout),
    }
    for label, value in facts.items():
        if value:
            yield from _fact(Span(label, "quiet"), Span(layout.text(value)), layout.width)


def _fact(label: Span, value: Span, width: int | None) -> Iterator[Line]:
    room = None if width is None else min(width, _MEASURE) - _LABEL - 2
    if width is not None and room is not None and room < _LEAST:
        yield from stack([label], [value], width, 2)
        return
    lines = [Span(line) for line in wrap(value.text, room)]
    yield from row(([Span("")], 2), ([label], _LABEL), (lines, room or 0))


def precision(when: WhenRecord) -> str:
    """Say in words how precise a date is."""
    words = [f"to the {when['precision']}"]
    if when["precision"] == "interval":
        if when["earliest"] is None:
            words = ["at some time up to then"]
        elif when["latest"] is None:
            words = ["at some time from then on"]
        else:
            words = ["at some time within these bounds"]
    if when["approximate"]:
        words.append("approximate")
    if when["uncertain"]:
        words.append("uncertain")
    return ", ".join(words)


def _quote(quote: QuoteRecord, one: EventDetails, layout: Layout) -> Iterator[Line]:
    language = f" ({quote['language']})" if quote["language"] and quote["translation"] else ""
    said = f"“{quote['text']}”{language}"
    translated = f"“{quote['translation']}” (translation)" if quote["translation"] else ""
    by = layout.text(one.speakers.get(quote["by"] or ""))
    source = next((one for one in one.record["sources"] if one["id"] == quote["source"]), None)
    if layout.width is None:
        parts = [said, translated, by, cited(source, layout) if source else ""]
        yield [Span("  "), Span("  ".join(layout.text(part) for part in parts if part))]
        return
    yield from _paragraph(layout.text(said), layout)
    if translated:
        yield from _paragraph(layout.text(translated), layout)
    names = [Span(by, "who")] if by else []
    if source:
        names.append(Span(cited(source, layout), "source", source["url"] or ""))
    if names:
        yield from flow(names, layout.width, "    ")


def _steps(steps: Sequence[LinkedEvent], layout: Layout) -> Iterator[Line]:
    """Give linked events a row each: when, how it is linked, and what it was."""
    if layout.width is None:
        yield from _piped_steps(steps, layout)
        return
    dates = [moment(step.event, layout, "") for step in steps]
    dated = min(max(map(cells, dates)), max(layout.width // 4, _LEAST_DATE))
    keys = max(len(step.key) for step in steps) + 2
    sign = cells(layout.symbols.confirmed) + 2
    ids = max(cells(step.event.id) for step in steps) if layout.width >= _ROOM_FOR_IDS else 0
    titles = max(cells(layout.text(step.event.title)) for step in steps)
    room = min(titles, layout.width - 6 - dated - keys - sign - ids)
    if room < min(titles, _LEAST_TITLE):
        yield from _stacked_steps(steps, layout)
        return
    for step, date in zip(steps, dates, strict=True):
        entry = step.event
        columns = [
            ([Span("")], 2),
            ([Span(line, "time") for line in wrap(date, dated)], dated + 2),
            ([Span(step.key, "quiet")], keys),
            ([Span(layout.symbols.certainty(entry.certainty), entry.certainty or "")], sign),
            ([Span(line, "what") for line in wrap(layout.text(entry.title), room)], room + 2),
        ]
        if ids:
            columns.append(([Span(entry.id, "quiet")], ids))
        yield from row(*columns)


def _stacked_steps(steps: Sequence[LinkedEvent], layout: Layout) -> Iterator[Line]:
    """Give linked events a few short lines each, where there is no room for columns."""
    for step in steps:
        date = Span(moment(step.event, layout, ""), "time")
        yield from flow([date, Span(step.key, "quiet")], layout.width, "  ")
        yield from _paragraph(layout.text(step.event.title), layout, "what", "    ")


def _piped_steps(steps: Sequence[LinkedEvent], layout: Layout) -> Iterator[Line]:
    rows = [
        (when(step.event, layout), step.key, step.event.certainty or "", step.event.id)
        for step in steps
    ]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for texts, step in zip(rows, steps, strict=True):
        line = [Span("  ")]
        for text, style, width in zip(
            texts, ("time", "quiet", texts[2], "quiet"), widths, strict=True
        ):
            if width:
                line += [Span(text, style), Span(" " * (width - cells(text) + 2))]
        yield [*line, Span(layout.text(step.event.title), "what")]


def _sources(one: EventDetails, layout: Layout) -> Iterator[Line]:
    yield from _count_of_sources(one, layout)
    dates = [layout.text(source["published"]) for source in one.record["sources"]]
    dated = max(map(cells, dates))
    dated = dated and dated + 2
    for source, date in zip(one.record["sources"], dates, strict=True):
        if layout.width is None:
            yield [
                Span("  "),
                Span(pad(date, dated), "time"),
                *_format_source_line(source, one.language, layout),
            ]
            continue
        room = min(layout.width - 2 - dated, _MEASURE)
        if room < _LEAST:
            described = _format_source(source, one.language, layout, layout.width - 4)
            yield from stack([Span(date, "time")], described, layout.width, 2)
            continue
        described = _format_source(source, one.language, layout, room)
        yield from row(([Span("")], 2), ([Span(date, "time")], dated), (list(described), room))


def _count_of_sources(one: EventDetails, layout: Layout) -> Iterator[Line]:
    """Count the sources and what they come to; name that where it is not the sources themselves."""
    sources = _count(len(one.record["sources"]), "source")
    origins = _count(len(one.origins), "independent origin")
    if len(one.origins) != len(one.record["sources"]):
        origins += f": {'; '.join(one.origins)}"
    room = layout.width and min(layout.width, _MEASURE) - len(sources) - 2
    lines = wrap(layout.text(origins), max(room, 10)) if room else [layout.text(origins)]
    yield [Span(sources, "title"), Span(", "), Span(lines[0], "quiet")]
    yield from ([Span("  "), Span(line, "quiet")] for line in lines[1:])


def _format_source_line(source: SourceRecord, language: str | None, layout: Layout) -> Line:
    """Write a source on one line, as a pipe has it."""
    archived = f"archived at {source['archived']}" if source["archived"] else None
    parts = [
        source["publisher"],
        source["title"],
        source["url"],
        archived,
        _provenance(source, language),
    ]
    return [Span("  ".join(layout.text(part) for part in parts if part))]


def _format_source(
    source: SourceRecord, language: str | None, layout: Layout, room: int
) -> Iterator[Span]:
    """Write a source on the lines of a column: whose, what, where, and where that comes from."""
    for text, style, link in (
        (source["publisher"], "source", source["url"]),
        (source["title"], "", ""),
        (source["url"], "quiet", source["url"]),
        (source["archived"], "quiet", source["archived"]),
        (_provenance(source, language), "quiet", ""),
    ):
        for line in wrap(layout.text(text), room) if text else []:
            yield Span(line, style, link or "")


def _provenance(source: SourceRecord, language: str | None) -> str:
    """Say by which id a source goes, and of what kind it is, where it lies, what it rests on."""
    parts = [
        source["kind"],
        f"via {source['via']}" if source["via"] else None,
        f"in {source['language']}"
        if source["language"] != language and source["language"]
        else None,
        f"rests on {' and '.join(source['rests_on'])}" if source["rests_on"] else None,
    ]
    return ": ".join(filter(None, (source["id"], ", ".join(filter(None, parts)))))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _paragraph(text: str, layout: Layout, style: str = "", indent: str = "  ") -> Iterator[Line]:
    room = min(layout.width, _MEASURE) - len(indent) if layout.width else None
    for line in wrap(text, room):
        yield [Span(indent), Span(line, style)]
