"""Dates of a table, which others have typed, as a timeline file has them."""

import re
from datetime import tzinfo

from oai_timeline import edtf
from oai_timeline.model.visible import quoted
from oai_timeline.typed import spoken

_HINT = "(write it like 2023-11-17, 2023-11-17T12:30, 2023-11, 17 nov 2023, 2023-11-17/2023-11-19)"
_DAY = re.compile(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:$|[T ,]\s*)", re.ASCII)
_CLOCK = re.compile(
    r"(\d\d(?::\d\d(?::\d\d)?)?)(?:(?<=:\d\d:\d\d)[.,]\d+)? ?(Z|[+-]\d\d(?::?\d\d)?)?"
)
_EDTF_LIKE = re.compile(r"\d{4}(?:$|[-X~?%/])|\d{2,3}X|\.\.|/", re.ASCII)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def dated(text: str, zone: tzinfo) -> str:
    """Write as EDTF what people type: EDTF, ISO 8601, `17 nov 2023`, `11/17/2023 3:19 pm`, ...

    A fraction of a second is cut: EDTF has none, and the moment lies within that second. Raises
    DateError where a text may be two dates, or leaves the year open.
    """
    text = text.strip()
    try:
        edtf.parse(text, zone)
    except edtf.DateError as error:
        written = _written(text, error)
        edtf.parse(written, zone)
        return written
    return text


def _written(text: str, error: edtf.DateError) -> str:
    day = _DAY.match(text)
    if day:  # nobody writes year, day, month
        year, _, month, number = day.groups()
        date, rest = f"{year}-{month:0>2}-{number:0>2}", text[day.end() :]
        clock = _CLOCK.fullmatch(rest)
        if clock:
            return f"{date}T{clock[1]}{_offset(clock[2] or '')}"
        if not rest:
            return date
        if 1 <= int(month) <= 12:
            text = f"{number} {_MONTHS[int(month) - 1]} {year} {rest}"
    elif _EDTF_LIKE.match(text):
        raise edtf.DateError(f"{quoted(text)} is no date: {error}")
    reading = spoken(text, _HINT)
    if not reading.is_whole:
        raise edtf.DateError(f"{quoted(text)} leaves open which day or year it is: write it out")
    return reading.written()


def _offset(text: str) -> str:
    return f"{text[:3]}:{text[3:]}" if len(text) == 5 else text
