"""All that there is about one event, on one page."""

from collections.abc import Iterator, Sequence

from oai_timeline.model.signs import MEANINGS
from oai_timeline.query.page import Page, Quote, Source, Step
from oai_timeline.views.accounts import cited, figures, one_line, side_by_side
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, cells, in_a_row, pad, row, stack, wrap
from oai_timeline.views.table import head, moment, when

_MEASURE = 88
"""The longest line that reads well, in cells."""
_LABEL = 11
_LEAST = 10
_ROOM_FOR_IDS = 120
_LEAST_DATE, _LEAST_TITLE = 16, 20


def page(one: Page, look: Look) -> Screen:
    """Lay out an event: when, what, who; accounts and quotes; what it is linked to; sources."""
    return Screen(_page(one, look))


def _page(one: Page, look: Look) -> Iterator[Line]:
    yield from _head(one, look)
    yield []
    yield from _facts(one, look)
    if one.accounts:
        yield []
        yield [Span(_counted(len(one.accounts), "account"), "title")]
        if look.width is None:
            yield from (one_line(account, look) for account in one.accounts)
        else:
            yield from side_by_side(one.accounts, look, look.width)
    if one.quotes:
        yield []
        yield [Span("Quoted", "title")]
        for quote in one.quotes:
            yield from _quote(quote, look)
    for title, steps in (("Followed from", one.before), ("Followed by", one.following)):
        if steps:
            yield []
            yield [Span(title, "title")]
            yield from _steps(steps, look)
    if one.sources:
        yield []
        yield from _sources(one, look)


def _head(one: Page, look: Look) -> Iterator[Line]:
    entry, glyphs = one.entry, look.glyphs
    yield from in_a_row(head(entry, look), look.width)
    yield from _paragraph(look.text(entry.title), look, "title", "")
    for sign, names, style in (
        (glyphs.by, entry.actors, "who"),
        (glyphs.about, entry.about, "quiet"),
    ):
        if names:
            yield from _paragraph(f"{sign} {look.names(names)}", look, style)
    if entry.summary:
        yield []
        yield from _paragraph(look.text(entry.summary), look)


def _facts(one: Page, look: Look) -> Iterator[Line]:
    entry = one.entry
    certainty = entry.certainty
    facts = {
        "Dated": moment(entry._replace(words=None), look) if entry.words else "",
        "Precision": precision(one),
        "Stated": one.stated,
        "Zone": look.zone + (f", the timeline's is {one.zone}" if look.zone != one.zone else ""),
        "In UTC": one.utc if look.zone != "UTC" else "",
        "Certainty": f"{certainty}: {MEANINGS[certainty]}" if certainty else "",
        "Kind": entry.kind,
        "Place": entry.place,
        "Tags": ", ".join(entry.tags.split("\n")),
        "Figures": figures(one.figures, look),
    }
    for label, value in facts.items():
        if value:
            yield from _fact(Span(label, "quiet"), Span(look.text(value)), look.width)


def _fact(label: Span, value: Span, width: int | None) -> Iterator[Line]:
    room = None if width is None else min(width, _MEASURE) - _LABEL - 2
    if width is not None and room is not None and room < _LEAST:
        yield from stack([label], [value], width, 2)
        return
    lines = [Span(line) for line in wrap(value.text, room)]
    yield from row(([Span("")], 2), ([label], _LABEL), (lines, room or 0))


def precision(one: Page) -> str:
    """Say in words how precise a date is."""
    entry = one.entry
    words = [f"to the {entry.precision}"]
    if entry.precision == "interval":
        if entry.earliest is None:
            words = ["at some time up to then"]
        elif entry.latest is None:
            words = ["at some time from then on"]
        else:
            words = ["at some time within these bounds"]
    if one.approximate:
        words.append("approximate")
    if one.uncertain:
        words.append("uncertain")
    return ", ".join(words)


def _quote(quote: Quote, look: Look) -> Iterator[Line]:
    language = f" ({quote.language})" if quote.language and quote.translation else ""
    said = f"“{quote.text}”{language}"
    translated = f"“{quote.translation}” (translation)" if quote.translation else ""
    by = look.text(quote.by)
    if look.width is None:
        parts = [said, translated, by, cited(quote.source, look) if quote.source else ""]
        yield [Span("  "), Span("  ".join(look.text(part) for part in parts if part))]
        return
    yield from _paragraph(look.text(said), look)
    if translated:
        yield from _paragraph(look.text(translated), look)
    names = [Span(by, "who")] if by else []
    if quote.source:
        names.append(Span(cited(quote.source, look), "source", quote.source.url or ""))
    if names:
        yield from in_a_row(names, look.width, "    ")


def _steps(steps: Sequence[Step], look: Look) -> Iterator[Line]:
    """Give linked events a row each: when, how it is linked, and what it was."""
    if look.width is None:
        yield from _piped_steps(steps, look)
        return
    dates = [moment(step.entry, look, "") for step in steps]
    dated = min(max(map(cells, dates)), max(look.width // 4, _LEAST_DATE))
    keys = max(len(step.key) for step in steps) + 2
    sign = cells(look.glyphs.confirmed) + 2
    ids = max(cells(step.entry.id) for step in steps) if look.width >= _ROOM_FOR_IDS else 0
    titles = max(cells(look.text(step.entry.title)) for step in steps)
    room = min(titles, look.width - 6 - dated - keys - sign - ids)
    if room < min(titles, _LEAST_TITLE):
        yield from _stacked_steps(steps, look)
        return
    for step, date in zip(steps, dates, strict=True):
        entry = step.entry
        columns = [
            ([Span("")], 2),
            ([Span(line, "time") for line in wrap(date, dated)], dated + 2),
            ([Span(step.key, "quiet")], keys),
            ([Span(look.glyphs.certainty(entry.certainty), entry.certainty or "")], sign),
            ([Span(line, "what") for line in wrap(look.text(entry.title), room)], room + 2),
        ]
        if ids:
            columns.append(([Span(entry.id, "quiet")], ids))
        yield from row(*columns)


def _stacked_steps(steps: Sequence[Step], look: Look) -> Iterator[Line]:
    """Give linked events a few short lines each, where there is no room for columns."""
    for step in steps:
        date = Span(moment(step.entry, look, ""), "time")
        yield from in_a_row([date, Span(step.key, "quiet")], look.width, "  ")
        yield from _paragraph(look.text(step.entry.title), look, "what", "    ")


def _piped_steps(steps: Sequence[Step], look: Look) -> Iterator[Line]:
    rows = [
        (when(step.entry, look), step.key, step.entry.certainty or "", step.entry.id)
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
        yield [*line, Span(look.text(step.entry.title), "what")]


def _sources(one: Page, look: Look) -> Iterator[Line]:
    yield from _count_of_sources(one, look)
    dates = [look.text(source.published) for source in one.sources]
    dated = max(map(cells, dates))
    dated = dated and dated + 2
    for source, date in zip(one.sources, dates, strict=True):
        if look.width is None:
            yield [Span("  "), Span(pad(date, dated), "time"), *_cited(source, one.language, look)]
            continue
        room = min(look.width - 2 - dated, _MEASURE)
        if room < _LEAST:
            described = _described(source, one.language, look, look.width - 4)
            yield from stack([Span(date, "time")], described, look.width, 2)
            continue
        described = _described(source, one.language, look, room)
        yield from row(([Span("")], 2), ([Span(date, "time")], dated), (list(described), room))


def _count_of_sources(one: Page, look: Look) -> Iterator[Line]:
    """Count the sources and what they come to; name that where it is not the sources themselves."""
    sources = _counted(len(one.sources), "source")
    origins = _counted(len(one.origins), "independent origin")
    if len(one.origins) != len(one.sources):
        origins += f": {'; '.join(one.origins)}"
    room = look.width and min(look.width, _MEASURE) - len(sources) - 2
    lines = wrap(look.text(origins), max(room, 10)) if room else [look.text(origins)]
    yield [Span(sources, "title"), Span(", "), Span(lines[0], "quiet")]
    yield from ([Span("  "), Span(line, "quiet")] for line in lines[1:])


def _cited(source: Source, language: str | None, look: Look) -> Line:
    """Write a source on one line, as a pipe has it."""
    archived = f"archived at {source.archived}" if source.archived else None
    parts = [source.publisher, source.title, source.url, archived, _provenance(source, language)]
    return [Span("  ".join(look.text(part) for part in parts if part))]


def _described(source: Source, language: str | None, look: Look, room: int) -> Iterator[Span]:
    """Write a source on the lines of a column: whose, what, where, and where that comes from."""
    for text, style, link in (
        (source.publisher, "source", source.url),
        (source.title, "", ""),
        (source.url, "quiet", source.url),
        (source.archived, "quiet", source.archived),
        (_provenance(source, language), "quiet", ""),
    ):
        for line in wrap(look.text(text), room) if text else []:
            yield Span(line, style, link or "")


def _provenance(source: Source, language: str | None) -> str:
    """Say by which id a source goes, and of what kind it is, where it lies, what it rests on."""
    parts = [
        source.kind,
        f"via {source.via}" if source.via else None,
        f"in {source.language}" if source.language != language and source.language else None,
        f"rests on {' and '.join(source.rests_on)}" if source.rests_on else None,
    ]
    return ": ".join(filter(None, (source.id, ", ".join(filter(None, parts)))))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _paragraph(text: str, look: Look, style: str = "", indent: str = "  ") -> Iterator[Line]:
    room = min(look.width, _MEASURE) - len(indent) if look.width else None
    for line in wrap(text, room):
        yield [Span(indent), Span(line, style)]
