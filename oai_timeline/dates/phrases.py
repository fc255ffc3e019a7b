"""Dates in words: `around 1921`, `early 1930s`, `June to August 1944`, `before friday evening`.

This is the whole grammar of what people type. A *span* is a single date (`dates.natural`), EDTF, a
decade, a century, or a span with a word before it that says how exact it is, or which part. A
*phrase* is a span, or one or two spans with words that say how they bound a time. `_SPANS` and
`_PHRASES` list the forms. All forms that fit a text are read: a text has as many readings as they
have different results, and it is for the caller to refuse one that has several.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from oai_timeline.dates import natural
from oai_timeline.dates.edtf import DateError, is_edtf
from oai_timeline.dates.intervals import COMPOSE, NoSuchDate
from oai_timeline.dates.natural import DAY, ERA, MONTH_NAME, YEAR, compile_form, read_month
from oai_timeline.dates.partial import PartialDate, has_day
from oai_timeline.model.visible import quoted

LONGEST = 100
"""A longer text is no date."""


class Phrase(NamedTuple):
    """A reading of a text: dates, and the form that they are in (a key of `intervals.COMPOSE`).

    A date is EDTF, a date of which parts may be missing, or a phrase.
    """

    form: str
    dates: tuple["Part", ...]

    @property
    def single(self) -> PartialDate | None:
        """The date, if nothing else is said."""
        part = self.dates[0]
        return part if self.form == "date" and isinstance(part, PartialDate) else None

    @property
    def with_year_or_time(self) -> PartialDate | None:
        """A date in it whose year could also be a time, if there is one."""
        return next((date for date in _partials(self) if date.year_as_time), None)

    @property
    def missing(self) -> list[PartialDate]:
        """The dates in it that are not complete."""
        return [date for date in _partials(self) if not date.is_complete]

    def edtf(self) -> str:
        """Return the EDTF form of a phrase with complete dates. Raises DateError."""
        return _compose(self, lambda date: date.edtf)

    def complete(self, number: int) -> str | None:
        """Return the EDTF form with missing parts taken from a day, None if it does not fit.

        Raises DateError.
        """
        if self.form == "between" and len(self.missing) > 1:
            return self._complete_around(number)
        if not all(date.matches(number) for date in self.missing):
            return None
        return _compose(self, lambda date: date.edtf if date.is_complete else date.complete(number))

    def _complete_around(self, number: int) -> str | None:
        """Return the EDTF form of an interval whose two ends lack parts, if it has a day in it."""
        first, last = _partials(self)
        begin = first.find_last(number)
        end = None if begin is None else last.find_next(begin)
        if begin is None or end is None or (number > end and not last.matches(number)):
            return None
        texts = iter((first.complete(begin), last.complete(end)))
        return _compose(self, lambda _: next(texts))


Part = str | PartialDate | Phrase


class _Form(NamedTuple):
    """A form of text, and what yields the readings of a text that matches it."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Iterable[Phrase]]


def read_phrases(text: str) -> list[Phrase]:
    """Return the readings of a text, each once; none if it is of no known form.

    Raises DateError if it has the form of a date, but there is none such.
    """
    plain = " ".join(text.split())
    if len(plain) > LONGEST:
        return []
    readings: dict[str | Phrase, Phrase] = {}
    failures: list[DateError] = []
    for phrase in _read(plain, _PHRASES, failures):
        try:
            readings.setdefault(phrase if phrase.missing else phrase.edtf(), phrase)
        except DateError as error:
            failures.append(error)
    if failures and not readings:
        raise name_text(failures[0], text)
    return list(readings.values())


def name_text(error: DateError, text: str) -> DateError:
    """Return an error that names the text."""
    if isinstance(error, NoSuchDate):
        return DateError(f"can't read {quoted(text)} as a date: {error}")
    return error


def _read(text: str, forms: Sequence[_Form], failures: list[DateError]) -> Iterator[Phrase]:
    """Yield the readings of a text by some forms; note why others have none."""
    for form in forms:
        match = form.pattern.fullmatch(text)
        if match is None:
            continue
        try:
            yield from form.read(match)
        except DateError as error:
            failures.append(error)


def _read_spans(text: str) -> list[Phrase]:
    """Return the readings of a span. Raises DateError if it is one, but there is none such."""
    failures: list[DateError] = []
    readings = list(_read(text, _SPANS, failures))
    if failures and not readings:
        raise failures[0]
    return readings


def _compose(phrase: Phrase, complete: Callable[[PartialDate], str]) -> str:
    texts = [
        _compose(part, complete)
        if isinstance(part, Phrase)
        else complete(part)
        if isinstance(part, PartialDate)
        else part
        for part in phrase.dates
    ]
    return COMPOSE[phrase.form](*texts)


def _partials(phrase: Phrase) -> Iterator[PartialDate]:
    for part in phrase.dates:
        if isinstance(part, PartialDate):
            yield part
        elif isinstance(part, Phrase):
            yield from _partials(part)


# How forms are read


def _read_date(match: re.Match[str]) -> Iterator[Phrase]:
    """Yield a single date: EDTF, or as people write it. A time alone is none."""
    text = match[0]
    if is_edtf(text):
        yield from [] if "/" in text else [Phrase("date", (text,))]
        return
    for date in natural.read_partials(text):
        if not date.is_time:
            yield Phrase("date", (date,))


def _spell(*texts: str) -> Callable[[re.Match[str]], Iterator[Phrase]]:
    """Return a reader of dates that are written in EDTF with groups of the match."""

    def read(match: re.Match[str]) -> Iterator[Phrase]:
        yield Phrase("date", tuple(match.expand(text) for text in texts))

    return read


def _wrap(form: str) -> Callable[[re.Match[str]], Iterator[Phrase]]:
    """Return a reader of a span in a form, which must not be in it already."""

    def read(match: re.Match[str]) -> Iterator[Phrase]:
        for phrase in _read_spans(match["span"]):
            if form not in _forms(phrase) and (form in _SIGNS or not _has_two_times(phrase)):
                yield Phrase(form, (phrase,))

    return read


def _has_two_times(phrase: Phrase) -> bool:
    return any(map(natural.has_two_times, _partials(phrase)))


def _read_two_times(match: re.Match[str]) -> Iterator[Phrase]:
    """Yield two times on one day: `from noon to 3pm friday`, `between 9am and 5pm on nov 17`."""
    for phrase in _read_spans(f"{match['first']} to {match['last']}"):
        if _has_two_times(phrase):
            yield phrase


def _forms(phrase: Phrase) -> set[str]:
    parts = (part for part in phrase.dates if isinstance(part, Phrase))
    return {phrase.form}.union(*map(_forms, parts))


def _read_part(match: re.Match[str]) -> Iterator[Phrase]:
    """Yield a part of a span: `early`, `mid`, `late`, `first half of`."""
    form = " ".join(match["part"].lower().split())
    for phrase in _read_spans(match["span"]):
        yield Phrase({"middle": "mid", "2nd half": "second half"}.get(form, form), (phrase,))


def _read_century(match: re.Match[str]) -> Iterator[Phrase]:
    yield Phrase("date", (_century(match["century"], match["era"]),))


def _read_centuries(match: re.Match[str]) -> Iterator[Phrase]:
    first, last = (
        Phrase("date", (_century(match[name], match["era"]),)) for name in ("first", "century")
    )
    yield Phrase("between", (first, last))


def _century(digits: str, era: str | None) -> str:
    """Return a century in EDTF, which has the 19th as 18XX. Raises DateError."""
    number, is_before = int(digits), (era or "").upper().startswith("B")
    if not 1 <= number <= 100:
        raise NoSuchDate("centuries run from the 100th BC to the 100th")
    if is_before:
        return f"{_year_before(number * 100)}/{_year_before(number * 100 - 99)}"
    return "0001/0099" if number == 1 else f"{number - 1:02}XX"


def _year_before(year: int) -> str:
    """Return a year before the common era: 44 BC is -0043, and 1 BC is 0000."""
    return f"-{year - 1:04}" if year > 1 else "0000"


def _read_between(match: re.Match[str]) -> Iterator[Phrase]:
    yield from _join(match["first"], match["last"])


def _read_range(match: re.Match[str]) -> Iterator[Phrase]:
    """Yield the readings of two spans with a dash or `to` between them, wherever that is."""
    text = match[0]
    failures: list[DateError] = []
    intervals: list[Phrase] = []
    for dash in _RANGE.finditer(text):
        if dash[0] == "-" and text.count("-") > 1:  # of a date or an offset
            continue
        try:
            joined = list(_join(text[: dash.start()], text[dash.end() :]))
        except DateError as error:
            failures.append(error)
            continue
        is_word = dash[0].strip() not in _DASHES
        intervals += [one for one in joined if is_word or len(set(map(_grain, one.dates))) == 1]
    if failures and not intervals:
        raise failures[0]
    yield from intervals


def _grain(part: Part) -> tuple[bool, bool]:
    """Return whether a date has a month or a season, or a weekday, and whether it has a time."""
    if isinstance(part, Phrase):
        return _grain(part.dates[-1])
    if isinstance(part, str):
        return "-" in part[1:] and "/" not in part, "T" in part
    return part.month is not None or part.weekday is not None, bool(part.time)


def _join(first: str, last: str) -> Iterator[Phrase]:
    """Yield the intervals from one span to another; a year may be named at one end only."""
    for begin, end in product(_read_spans(first), _read_spans(last)):
        interval = _share_year(begin, end)
        if interval is not None and not _has_two_times(interval):
            yield interval


def _share_year(begin: Phrase, end: Phrase) -> Phrase | None:
    """Return an interval; None if a part is missing at one end that the other can't give."""
    partial = next((date for date in _partials(begin) if not date.is_complete), None)
    other = next((date for date in _partials(end) if not date.is_complete), None)
    if partial is None and other is None:
        return Phrase("between", (begin, end))
    if partial is not None and other is not None:
        return Phrase("between", (begin, end))
    if partial is not None:
        year = _year_of(end)
        if partial.month is None or year is None:
            return None
        dated = partial._replace(year=year)
        last = next(_partials(end))
        if (dated.month or 0, dated.day or 0) > (last.month or 0, last.day or 99):
            raise NoSuchDate("write the year at both ends")
        return Phrase("between", (_replace(begin, dated), end)) if dated.is_complete else None
    first = next(_partials(begin), None)
    if other is None or first is None or other.month is None or not first.month:
        return None
    year = first.year or 0
    if (other.month, other.day or 0) < (first.month, first.day or 0):
        year += 1
    dated = other._replace(year=year)
    return Phrase("between", (begin, _replace(end, dated))) if dated.is_complete else None


def _year_of(phrase: Phrase) -> int | None:
    """Return the year of a date that has a month."""
    date = next(_partials(phrase), None)
    return date.year if date is not None and date.month else None


def _replace(phrase: Phrase, date: PartialDate) -> Phrase:
    """Return a phrase with another date in it."""
    parts = [_replace(part, date) if isinstance(part, Phrase) else date for part in phrase.dates]
    return Phrase(phrase.form, tuple(parts))


def _read_pair(match: re.Match[str]) -> Iterator[Phrase]:
    """Yield two years of one century: `1914-18`. Raises DateError if they may be a month."""
    reject_year_pair(match["year"], match["last"], match[0])
    last = match["year"][:2] + match["last"]
    if last > match["year"]:
        first = Phrase("about" if match["about"] else "date", (match["year"],))
        yield Phrase("between", (first, Phrase("date", (last,))))


def reject_year_pair(year: str, last: str, text: str) -> None:
    """Raise DateError if two years, such as `1911-12`, could also be a month or a season."""
    month = f"{year}-{last}"
    if last > year[2:] and is_edtf(month):
        name = format_month(month)
        years = f"{year}/{year[:2]}{last}"
        raise DateError(f'{quoted(text)} is ambiguous: write "{name}", or {years}')


def format_month(text: str) -> str:
    """Return a month or a season of EDTF as it can be typed: `Dec 1911`, `spring 1920`."""
    year, number = text[:-3], int(text[-2:])
    seasons = {number: name for name, number in natural.SEASONS.items() if name != "fall"}
    return f"{seasons.get(number) or natural.MONTHS[(number - 1) * 2]} {year}"


def _read_days(match: re.Match[str]) -> Iterator[Phrase]:
    """Yield days of one month: `10-12 June 1950`, `nov 17-19`."""
    year = natural.read_year(match.groupdict(), match[0])
    first, last = int(match["day"]), int(match["last"])
    month = read_month(match["name"])
    dates = [PartialDate(year, month, day) for day in (first, last)]
    if first < last and all(has_day(*date[:3]) for date in dates):
        begin, end = (Phrase("date", (date,)) for date in dates)
        yield Phrase("between", (begin, end))


def _read_years_of_era(match: re.Match[str]) -> Iterator[Phrase]:
    """Yield the years of one era: `100-44 BC`, `AD 14-37`."""
    era = match["era"] or "AD"
    first, last = (
        natural.read_year({"year_of_era": match[name], "era": era}, match[0])
        for name in ("begin", "end")
    )
    begin, end = (Phrase("date", (PartialDate(year, has_words=True),)) for year in (first, last))
    yield Phrase("between", (begin, end))


def _read_weekend(_: re.Match[str]) -> Iterator[Phrase]:
    begin, end = (Phrase("date", (PartialDate(weekday=weekday),)) for weekday in (5, 6))
    yield Phrase("between", (begin, end))


# The forms

_ABOUT = r"(?:about|around|circa|approximately|approx|roughly|ca?)\b\.?|ca?(?=\d)|~"
_SIGNS = {"about", "perhaps"}
_BEFORE, _AFTER = r"before|prior\ to|earlier\ than", r"after|later\ than"
_SINCE = r"since|from|not\ before|not\ earlier\ than|no\ earlier\ than"
_UNTIL = r"until|till|through|up\ to|by|not\ after|not\ later\ than|no\ later\ than"
_TO = r"\ [-–—]\ |(?<!\ )-(?!\ )|\ ?[–—]\ ?|\ ?\.\.\ ?|\ (?:to|through|thru|until|till)\ "
_RANGE = compile_form(_TO)
_DASHES = {"-", "–", "—"}
_DASH = r"(?:\ ?[-–—]\ ?|\ to\ )"
NOW = r"now|today|date|(?:the\ )?present(?:\ day)?"
_ORDINAL = r"\d{1,3}"
_CENTURY = rf"(?:the\ )?(?P<century>{_ORDINAL})(?:st|nd|rd|th)[- ](?:century|cent\.?|c\.)"
_OF_ERA = rf"(?:\ (?P<era>{ERA}))?"
_CENTURIES = (
    rf"(?:the\ )?(?P<first>{_ORDINAL})(?:(?:st|nd|rd|th)?(?:[- ](?:century|cent\.?|c\.))?)"
    rf"(?:{_DASH}|\ and\ ){_CENTURY.replace('century|', 'centur(?:y|ies)|')}{_OF_ERA}"
)
_LAST_DAY = r"(?P<last>\d\d?)(?:st|nd|rd|th)?(?!\d)"
_DAYS_OF_MONTH = rf"{DAY}{_DASH}{_LAST_DAY}\ (?:of\ )?{MONTH_NAME}(?:,?\ {YEAR})?"
_MONTH_AND_DAYS = rf"{MONTH_NAME}\ {DAY}{_DASH}{_LAST_DAY}(?:,?\ {YEAR})?"

_SPANS = [
    _Form(compile_form(pattern), read)
    for pattern, read in (
        (r".+", _read_date),
        (r"(?:in\ |during\ )?(?:the\ )?(\d{3})0[’']?s", _spell(r"\1X")),
        (r"(?:in\ |during\ )?(?:the\ )?(\d\d)00[’']?s", _spell(r"\1XX")),
        (
            rf"(?:in\ |during\ )?{_CENTURY}{_OF_ERA}",
            _read_century,
        ),
        (rf"(?:{_ABOUT})\ ?(?P<span>.+)", _wrap("about")),
        (r"(?:perhaps|possibly|probably)\ (?P<span>.+)", _wrap("perhaps")),
        (r"(?:in\ )?(?:the\ )?(?P<part>early|mid|late)[- ](?P<span>.+)", _read_part),
        (
            r"(?:in\ )?(?:the\ )?(?P<part>early|middle|late)\ (?:part\ )?of\ (?P<span>.+)",
            _read_part,
        ),
        (r"(?:in\ )?(?:the\ )?(?P<part>(?:first|second)\ half)\ of\ (?P<span>.+)", _read_part),
    )
]
"""What a date, and each end of an interval, may be."""

_PHRASES = [
    *_SPANS,
    *(
        _Form(compile_form(pattern), read)
        for pattern, read in (
            (rf"(?:{_BEFORE})\ (?P<span>.+)", _wrap("before")),
            (rf"(?:{_AFTER})\ (?P<span>.+)", _wrap("after")),
            (rf"(?:{_SINCE})\ (?P<span>.+?)(?:\ on(?:wards?)?)?", _wrap("since")),
            (r"(?P<span>.+?)(?:\ on(?:wards?)?|\ or\ later|\ ?\.\.)", _wrap("since")),
            (r"(?P<span>\d{4})\ ?[-–—]", _wrap("since")),
            (rf"(?:from\ )?(?P<span>.+?)(?:{_TO})(?:{NOW})", _wrap("since")),
            (rf"(?:{_UNTIL})\ (?P<span>.+)", _wrap("until")),
            (r"(?P<span>.+?)\ or\ earlier", _wrap("until")),
            (r"between\ (?P<first>.+?)\ and\ (?P<last>.+)", _read_between),
            (r"between\ (?P<first>.+?)\ and\ (?P<last>.+)", _read_two_times),
            (r"from\ (?P<first>.+?)\ to\ (?P<last>.+)", _read_two_times),
            (rf"from\ (?P<first>.+?)(?:{_TO})(?P<last>.+)", _read_between),
            (rf".+?(?:{_TO}).+", _read_range),
            (rf"(?P<about>{_ABOUT})?\ ?(?P<year>\d{{4}}){_DASH}(?P<last>\d\d)", _read_pair),
            (_DAYS_OF_MONTH, _read_days),
            (_MONTH_AND_DAYS, _read_days),
            (rf"(?P<begin>\d{{1,5}}){_DASH}(?P<end>\d{{1,5}})\ ?(?P<era>{ERA})",
             _read_years_of_era),
            (rf"(?:AD|A\.D\.)\ ?(?P<begin>\d{{1,4}}){_DASH}(?P<end>\d{{1,4}})(?P<era>)",
             _read_years_of_era),
            (_CENTURIES, _read_centuries),
            (r"(?:on\ |at\ |over\ )?(?:th(?:e|at)\ )?weekend", _read_weekend),
            (r"(?:on\ |at\ |over\ )?(?:the\ )?weekend\ of\ (?P<span>.+)", _wrap("weekend")),
        )
    ),
]  # fmt: skip
"""What a text may be."""

_OTHER_WORDS = (
    "about", "around", "circa", "before", "after", "between", "since", "until", "from", "early",
    "late", "century", "weekend", "noon", "midday",
)  # fmt: skip
WORDS = {
    word.lower(): word
    for word in (
        *natural.MONTHS, *natural.WEEKDAY_NAMES, *natural.NAMED_TIMES, *natural.SEASONS,
        *_OTHER_WORDS,
    )
}  # fmt: skip
"""The words of dates, for suggestions, by their lower-case form."""
