"""Dates as people type them in tables, written as a timeline file has them."""

import re
from datetime import tzinfo

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.edtf import DateError, is_edtf
from oai_timeline.dates.natural import explain_year_or_time, parse_partial
from oai_timeline.model.visible import quoted

_HINT = "(write it like 2023-11-17, 2023-11-17T12:30, 2023-11, 17 nov 2023, 2023-11-17/2023-11-19)"
_FRACTION = re.compile(r"(?<=:\d\d:\d\d)[.,]\d+", re.ASCII)
_TWO_YEARS = re.compile(r"(\d\d)(\d\d)-(\d\d)", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_FIRST_GREGORIAN_YEAR = 1583


def normalise_date(text: str, zone: tzinfo) -> str:
    """Return as EDTF what people type: EDTF, ISO 8601, `17 nov 2023`, `11/17/2023 3:19 pm`, ...

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
    date = parse_partial(text, _HINT)
    if not date.is_complete:
        raise DateError(f"{quoted(text)} is incomplete: write the whole date with its year")
    if date.year_as_time and (date.year or 0) < _FIRST_GREGORIAN_YEAR:
        raise DateError(explain_year_or_time(text, date))
    return date.edtf


def reject_year_pair(text: str) -> None:
    """Raise DateError for `1911-12`: a month or a season, but also two years."""
    match = _TWO_YEARS.fullmatch(text.strip())
    if not match or match[3] <= match[2] or not is_edtf(match[0]):
        return
    year, number = match[1] + match[2], int(match[3])
    name = _MONTHS[number - 1] if number <= 12 else _SEASONS[number - 21]
    raise DateError(
        f'{quoted(match[0])} is ambiguous: write "{name} {year}", or {year}/{match[1]}{match[3]}'
    )
