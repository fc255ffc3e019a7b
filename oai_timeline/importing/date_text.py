"""Dates as people type them in tables, written as a timeline file has them."""

import re
from datetime import tzinfo

from oai_timeline.dates import phrases
from oai_timeline.dates.advice import explain, explain_ambiguity
from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.days import format_year
from oai_timeline.dates.edtf import DateError, is_edtf
from oai_timeline.dates.prose import write_long
from oai_timeline.model.visible import quoted

_HINT = "(write it like 2023-11-17, 2023-11-17T12:30, 2023-11, 17 nov 2023, 2023-11-17/2023-11-19)"
_FRACTION = re.compile(r"(?<=:\d\d:\d\d)[.,]\d+", re.ASCII)
_TWO_YEARS = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_NEGATIVE = re.compile(r"-(\d{4})(-\d\d(?:-\d\d)?)(?![\d-])", re.ASCII)
_FIRST_GREGORIAN_YEAR = 1583
OPEN = ".."
"""The end of what goes on, as EDTF writes it."""
_OPEN_END = re.compile(rf"\.\.|ongoing|(?!date$)(?:{phrases.NOW})", re.IGNORECASE)


def normalise_date(text: str, zone: tzinfo) -> str:
    """Return as EDTF what people type: EDTF, ISO 8601, `17 nov 2023`, `c. 1850`, `1914–18`, ...

    A fraction of a second is cut: EDTF has none, and the moment lies within that second. Raises
    DateError for a text that may be two dates, or that leaves the year open.
    """
    text = text.strip()
    date = _complete(_FRACTION.sub("", text))
    try:
        parse_date(date, zone)
    except DateError as error:
        raise DateError(f"can't read {quoted(text)} as a date: {error}") from None
    return date


def _complete(text: str) -> str:
    if is_edtf(text):
        return text
    readings = phrases.read_phrases(text)
    if not readings:
        raise explain(text, _HINT)
    for word in text.split():
        reject_year_pair(word)
    if any(phrase.missing for phrase in readings):
        raise DateError(f"{quoted(text)} is incomplete: write the whole date with its year")
    dates = [phrase.edtf() for phrase in readings]
    if len(dates) > 1:
        raise DateError(explain_ambiguity(text, dates))
    date = readings[0].with_year_or_time
    if date and (date.year or 0) < _FIRST_GREGORIAN_YEAR:
        raise DateError(date.explain_ambiguity(text))
    return dates[0]


def is_open_end(text: str) -> bool:
    """Return whether a text in a column of ends says that something goes on: `present`."""
    return _OPEN_END.fullmatch(text.strip()) is not None


def reject_year_pair(text: str) -> None:
    """Raise DateError for a date that could be of two years in a table that is not ours.

    `1911-12` is a month or a season, but also two years. `-0044-03-15` is of 45 BCE in EDTF, which
    counts a year 0, and of 44 BCE for all who don't.
    """
    match = _TWO_YEARS.fullmatch(text.strip())
    if match:
        phrases.reject_year_pair(match[1], match[2], match[0])
    match = _NEGATIVE.match(text.strip())
    if match:
        _reject_negative_year(text, int(match[1]), match[2])


def _reject_negative_year(text: str, year: int, rest: str) -> None:
    dates = [f"{format_year(number)}{rest}" for number in (1 - year, -year)]
    if all(map(is_edtf, dates)):
        without, with_zero = map(write_long, dates)
        other = f'or "{with_zero}" if a year 0 is counted'
        raise DateError(f'{quoted(text)} is ambiguous: write "{without}", {other}')
