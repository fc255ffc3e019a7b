"""Quotations for programs and spreadsheets."""

from collections.abc import Iterable, Iterator

from oai_timeline.formats.json_text import encode_json, write_array
from oai_timeline.formats.spreadsheet import write_table
from oai_timeline.query.quotes import Quotation

COLUMNS = (
    "speaker",
    "date",
    "event",
    "title",
    "quotation",
    "language",
    "translation",
    "source",
    "address",
)


def write_json(quotations: Iterable[Quotation]) -> Iterator[str]:
    """Yield the parts of an array with a quotation on each line."""
    return write_array(encode_json(_as_dict(one)) for one in quotations)


def write_csv(quotations: Iterable[Quotation], *, raw: bool) -> Iterator[str]:
    """Yield a row per quotation, under a header; `raw` doesn't escape formulas."""
    return write_table(COLUMNS, map(_texts, quotations), raw=raw)


def _as_dict(quotation: Quotation) -> dict[str, object]:
    quote = quotation.quote
    return {
        "by": quotation.speaker,
        "when": quotation.when,
        "event": quotation.event.id,
        "title": quotation.event.title,
        "text": quote["text"],
        "language": quote["language"],
        "translation": quote["translation"],
        "source": quotation.source,
    }


def _texts(quotation: Quotation) -> Iterator[str | None]:
    """Yield the cells of a row, in the order of COLUMNS."""
    quote, source = quotation.quote, quotation.source
    yield quotation.speaker and quotation.speaker["name"]
    yield quotation.when["date"]
    yield quotation.event.id
    yield quotation.event.title
    yield quote["text"]
    yield quote["language"]
    yield quote["translation"]
    yield source and f"{source['publisher']} {source['published'] or ''}".rstrip()
    yield source and source["url"]
