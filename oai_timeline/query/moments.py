"""Days and moments as people type them, completed from the timeline, never from today."""

import re
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError

if TYPE_CHECKING:
    from oai_timeline.typed import Spoken

_NEVER = 1 << 62
_HINT = "(like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)"
_EDTF_LIKE = r"\d{4}($|[-X~?%]|/(?!\d{1,2}/\d))|\d{2,3}X|\.\.|/"


class Period(NamedTuple):
    """A stretch of time, [earliest, latest) in UTC seconds; `note` says how a text was read."""

    earliest: int
    latest: int
    note: str = ""


def period(index: Index, text: str) -> Period:
    """Read a day or a moment: EDTF, `2023-11-17 12:30`, `17 nov 2023`, `nov 17`, `friday`, ...

    A month is that whole month. Missing parts are looked for in the timeline's focus, then in all
    of it, among the days on which events begin. Raises QueryError.
    """
    text = text.strip()
    known = index.rows("SELECT earliest, latest FROM day WHERE day = ?", (text,))
    if known:
        return Period(*known[0])
    date, note = _completely(index, text)
    return _edtf(index, date)._replace(note=note)


def as_edtf(index: Index, text: str) -> str:
    """Write a day or a moment as EDTF; `..` stays. Raises QueryError."""
    return _with_t(_completely(index, text.strip())[0])


def _completely(index: Index, text: str) -> tuple[str, str]:
    """Give a date with nothing missing, and say how a text was read where that needs saying."""
    if re.match(_EDTF_LIKE, text):
        return text, ""
    from oai_timeline.edtf import DateError
    from oai_timeline.typed import spoken

    try:
        parts = spoken(text, _HINT)
        if parts.is_whole:
            return parts.written(), ""
    except DateError as error:
        raise QueryError(str(error)) from None
    full = _completed(index, parts, text) + parts.clock
    return full, f"{text} = {full}"


def _with_t(text: str) -> str:
    return re.sub(r"(?<=\d) (?=\d\d:?)", "T", text)


def _edtf(index: Index, text: str) -> Period:
    from zoneinfo import ZoneInfo

    from oai_timeline import edtf

    if text == "..":
        return Period(-_NEVER, _NEVER)
    try:
        date = edtf.parse(_with_t(text), ZoneInfo(index.zone))
    except edtf.DateError as error:
        raise QueryError(f"{quoted(text)} is no date: {error}") from None
    return Period(
        -_NEVER if date.earliest is None else date.earliest,
        _NEVER if date.latest is None else date.latest,
    )


def _completed(index: Index, parts: "Spoken", text: str) -> str:
    """Fill in from the timeline's days what `parts` leaves open: `2023-11-17`, or `2023-11`."""
    ((earliest, latest),) = index.rows("SELECT focus_from, focus_to FROM header")
    days = index.rows("SELECT day, earliest FROM day ORDER BY day")
    begin = -_NEVER if earliest is None else earliest
    end = _NEVER if latest is None else latest
    in_focus = [day for day, start in days if begin <= start < end]
    for candidates in (in_focus, [day for day, _ in days]):
        found = sorted({_as_typed(day, parts) for day in candidates if _matches(day, parts)})
        if len(found) == 1:
            return found[0]
        if found:
            raise QueryError(f"{quoted(text)} may be any of: {', '.join(found)}")
    raise QueryError(f"no event is on a day that {quoted(text)} could be")


def _matches(day: str, parts: "Spoken") -> bool:
    from datetime import date

    when = date.fromisoformat(day)
    return all(
        wanted is None or wanted == got
        for wanted, got in (
            (parts.year, when.year),
            (parts.month, when.month),
            (parts.day, when.day),
            (parts.weekday, when.weekday()),
        )
    )


def _as_typed(day: str, parts: "Spoken") -> str:
    return day if parts.day or parts.weekday is not None or parts.clock else day[:7]
