"""Days and moments as people type them, completed from the timeline, never from today."""

from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError

if TYPE_CHECKING:
    from oai_timeline.dates.natural import PartialDate

_NEVER = 1 << 62
_MOST_LISTED = 6
_HINT = "(like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)"


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
    date, note = _complete(index, text)
    return _edtf(index, date)._replace(note=note)


def as_edtf(index: Index, text: str) -> str:
    """Write a day or a moment as EDTF; `..` stays. Raises QueryError."""
    return _complete(index, text.strip())[0]


def _complete(index: Index, text: str) -> tuple[str, str]:
    """Give a date with nothing missing, and say how a text was read where that needs saying."""
    from oai_timeline.dates import edtf

    if text == ".." or edtf.is_edtf(text):
        return text, ""
    from oai_timeline.dates.natural import explain_year_or_time, parse_partial

    try:
        parts = parse_partial(text, _HINT)
    except edtf.DateError as error:
        raise QueryError(str(error)) from None
    if not parts.is_complete:
        full = parts.on(_complete_from_days(index, parts, text))
        return full, f"{text} = {full}"
    if parts.year_as_time and not _has_year(index, parts.edtf[:4]):
        raise QueryError(explain_year_or_time(text, parts))
    return parts.edtf, ""


def _has_year(index: Index, year: str) -> bool:
    days = index.rows("SELECT 1 FROM day WHERE day >= ? AND day < ? LIMIT 1", (year, f"{year}~"))
    return bool(days)


def _edtf(index: Index, text: str) -> Period:
    from zoneinfo import ZoneInfo

    from oai_timeline.dates import edtf
    from oai_timeline.dates.bounds import parse_date

    if text == "..":
        return Period(-_NEVER, _NEVER)
    try:
        date = parse_date(text, ZoneInfo(index.zone))
    except edtf.DateError as error:
        raise QueryError(f"can't read {quoted(text)} as a date: {error}") from None
    return Period(
        -_NEVER if date.earliest is None else date.earliest,
        _NEVER if date.latest is None else date.latest,
    )


def _complete_from_days(index: Index, parts: "PartialDate", text: str) -> str:
    """Fill in from the timeline's days what `parts` leaves open: `2023-11-17`, or `2023-11`."""
    ((earliest, latest),) = index.rows("SELECT focus_from, focus_to FROM header")
    days = index.rows("SELECT day, earliest FROM day ORDER BY day")
    begin = -_NEVER if earliest is None else earliest
    end = _NEVER if latest is None else latest
    in_focus = [day for day, start in days if begin <= start < end]
    for candidates in (in_focus, [day for day, _ in days]):
        found = sorted({_shorten_day(day, parts) for day in candidates if _matches(day, parts)})
        if len(found) == 1:
            return found[0]
        if found:
            raise QueryError(f"{quoted(text)} is ambiguous: {_list(found)}")
    raise QueryError(f"no event is on a day that {quoted(text)} could be")


def _list(days: list[str]) -> str:
    shown = days[:_MOST_LISTED]
    more = len(days) - len(shown)
    return " or ".join(shown) + (f" or one of {more} more; name the year" if more else "")


def _matches(day: str, parts: "PartialDate") -> bool:
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


def _shorten_day(day: str, parts: "PartialDate") -> str:
    return day if parts.day or parts.weekday is not None or parts.time else day[:7]
