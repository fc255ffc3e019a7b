"""Markdown as GitHub reads it: CommonMark 0.31, with the footnotes of GitHub Flavored Markdown.

Texts are escaped, so that they are shown as written. (GitHub turns e-mail addresses, @names and
:emoji: of any text into something else afterwards, which Markdown can't prevent.)
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from oai_timeline.dates.days import WEEKDAYS, find_weekday, read_day
from oai_timeline.dates.display import format_date
from oai_timeline.dates.prose import format_short, write_short
from oai_timeline.formats.exported import Exported, report_counts
from oai_timeline.model.certainty import MEANINGS
from oai_timeline.model.printed import Printed
from oai_timeline.model.record import (
    AccountRecord,
    ActorRecord,
    DateRecord,
    EventRecord,
    HeaderRecord,
    QuoteRecord,
    SourceRecord,
)
from oai_timeline.model.signs import UNICODE
from oai_timeline.model.visible import visible

_SPECIAL = re.compile(r"[\\`*_\[\]()<>#|!~^&$]")
_AT_THE_START = re.compile(r"^([-+=])|^(\d+)\.")
_AUTOLINK = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_KEPT_IN_ADDRESSES = "%/:?#@$&'+,;=~!*"
_UNORDERED = "order not established"
_SIGNS_OF_DATES = {
    "approximate": r"`~` approximate",
    "uncertain": r"`?` uncertain (`%`: approximate and uncertain)",
}


def export(header: HeaderRecord, events: Iterable[EventRecord]) -> Exported:
    """Write events under headings of days, in the order given, and their sources as footnotes.

    `events` are iterated several times.
    """
    page = _Page(header, events)
    resting = sum(bool(source["rests_on"]) for source in page.known.values())
    return Exported(page.texts(), report_counts("Markdown", {"source link": resting}))


def escape(text: str) -> str:
    """Return a text on one line, escaped so that Markdown shows it as it is."""
    line = re.sub(" +", " ", visible(text)).strip()
    line = _SPECIAL.sub(r"\\\g<0>", line)
    line = _AUTOLINK.sub(r"\\\g<0>", line)
    return _AT_THE_START.sub(lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\.", line)


def encode_address(url: str) -> str:
    """Return a web address as the destination of a link; empty for anything else."""
    if not re.match("https?://", url, re.IGNORECASE):
        return ""
    encoded = quote(url, safe=_KEPT_IN_ADDRESSES)
    return re.sub(r"&(?=[#\w]+;)|[*~!]", r"\\\g<0>", encoded)


class _Page:
    """Writes a document, and numbers the sources as it cites them."""

    def __init__(self, header: HeaderRecord, events: Iterable[EventRecord]) -> None:
        """Collect the names and sources of all events."""
        self._header = header
        self._events = events
        self._zone = ZoneInfo(header["zone"])
        self._names: dict[str, str] = {}
        self.known: dict[str, SourceRecord] = {}
        """The sources of the events by id, all of which are cited."""
        self._numbers: dict[str, int] = {}
        for event in events:
            self._names |= _names(event)
            self.known |= {source["id"]: source for source in event["sources"]}

    def texts(self) -> Iterator[str]:
        """Yield the document in pieces, with an empty line between them."""
        gap = ""
        for text in chain(self.head(), self.days(), self.footnotes()):
            yield f"{gap}{text}"
            gap = "\n\n"
        yield "\n"

    def head(self) -> Iterator[str]:
        """Yield the title and the legend."""
        yield f"# {escape(self._header['title'])}"
        updated = self._header["updated"]
        revised = f" Revised {escape(updated)}." if updated else ""
        yield f"Times are in {escape(self._header['zone'])}.{revised}"
        signs = list(_legend(self._events))
        if signs:
            yield "\n".join(f"- {sign}" for sign in signs)

    def days(self) -> Iterator[str]:
        """Yield the events, under a heading for each day."""
        for day, events in groupby(self._events, key=lambda event: self._print(event).day):
            yield f"## {_heading(day)}"
            for event in events:
                yield from self._event(event)

    def footnotes(self) -> Iterator[str]:
        """Yield a footnote for each source that was cited."""
        for key, number in self._numbers.items():
            yield f"[^{number}]: {_source(self.known[key])}"

    def _event(self, event: EventRecord) -> Iterator[str]:
        yield f"### {escape(event['title'])}"
        yield self._marks(event)
        people = _people(event["actors"], event["about"])
        if people:
            yield people
        cited = self._cite(source["id"] for source in event["sources"])
        if event["summary"]:
            yield escape(event["summary"]) + cited
        for quotation in event["quotes"]:
            yield self._quote(quotation)
        if event["accounts"]:
            yield "Accounts:"
            yield "\n".join(f"- {self._account(account)}" for account in event["accounts"])
        elsewhere = [f"Sources{cited}"] if cited and not event["summary"] else []
        yield " · ".join([*_facts(event), *elsewhere])

    def _marks(self, event: EventRecord) -> str:
        """Return date and certainty of an event, and whether its order is unknown."""
        when, certainty = event["when"], event["certainty"]
        words = f"“{escape(when['words'])}”, " if when["words"] else ""
        marks = [f"**{words}{self._moment(when)}**"]
        if when["stated"]:
            marks.append(f"stated as “{escape(when['stated'])}”")
        if certainty:
            marks.append(f"{UNICODE.certainty(certainty)} {certainty}")
        if when["order"] == "unknown":
            marks.append(f"{UNICODE.unordered} {_UNORDERED}")
        return " · ".join(marks)

    def _quote(self, quotation: QuoteRecord) -> str:
        name = self._names.get(quotation["by"] or "", quotation["by"])
        by = f" — {escape(name)}" if name else ""
        translation = quotation["translation"]
        language = quotation["language"] if translation else None
        spoken_in = f" ({escape(language)})" if language else ""
        cited = self._cite([quotation["source"]] if quotation["source"] else [])
        text = f"> “{escape(quotation['text'])}”{spoken_in}{by}{cited}"
        return f"{text}\n>\n> “{escape(translation)}” (translation)" if translation else text

    def _account(self, account: AccountRecord) -> str:
        date = self._moment(account["when"]) if account["when"] else ""
        people = _people(account["actors"] or (), account["about"] or ())
        figures = _figures(account["figures"] or {})
        details = " · ".join(filter(None, [date, people, figures]))
        cited = self._cite(account["sources"])
        return f"{escape(account['says'])}{f' ({details})' if details else ''}{cited}"

    def _cite(self, sources: Iterable[str]) -> str:
        known = (key for key in sources if key in self.known)
        numbers = [self._numbers.setdefault(key, len(self._numbers) + 1) for key in known]
        return "".join(f"[^{number}]" for number in numbers)

    def _print(self, event: EventRecord) -> Printed:
        return format_date(event["when"]["date"], self._zone, self._zone)

    def _moment(self, when: DateRecord) -> str:
        if "T" not in when["date"]:  # a day has no zone
            return escape(format_short(when["date"]))
        printed = format_date(when["date"], self._zone, self._zone)
        return escape(printed._replace(day=write_short(printed.day)).in_full())


def _legend(events: Iterable[EventRecord]) -> Iterator[str]:
    """Yield what the signs in use mean."""
    certainties, used = set[str | None](), set[str]()
    for event in events:
        when = event["when"]
        certainties.add(event["certainty"])
        used.add(when["order"])
        if "T" in when["date"]:  # other dates are in words
            used.update(sign for sign, value in when.items() if value is True)
            used.add(when["precision"])
    for certainty, meaning in MEANINGS.items():
        if certainty in certainties:
            yield f"{UNICODE.certainty(certainty)} {certainty}: {meaning}"
    if "unknown" in used:
        yield f"{UNICODE.unordered} {_UNORDERED}: not certainly before all that follow it in time"
    for sign, meaning in _SIGNS_OF_DATES.items():
        if sign in used:
            yield meaning
    if "interval" in used:
        yield "A date from–to: at some time within these bounds"


def _heading(day: str) -> str:
    """Return a day with its weekday, or a longer period."""
    number = read_day(day)
    if number is not None:
        return f"{write_short(day)} {WEEKDAYS[find_weekday(number)]}"
    shown = format_short(day) or "no start known"
    return escape(shown[0].upper() + shown[1:])


def _facts(event: EventRecord) -> Iterator[str]:
    if event["kind"]:
        yield f"Kind: {escape(event['kind'])}"
    if event["place"]:
        yield f"Place: {escape(event['place'])}"
    if event["tags"]:
        yield f"Tags: {', '.join(map(escape, event['tags']))}"
    if event["figures"]:
        yield f"Figures: {_figures(event['figures'])}"
    if event["because"]:
        yield f"Because of {', '.join(map(_code, event['because']))}"
    if event["after"]:
        yield f"After {', '.join(map(_code, event['after']))}"
    yield _code(event["id"])


def _code(key: str) -> str:
    """Return an id as code, which needs no escapes: it has no backquote."""
    return f"`{key}`"


def _figures(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{escape(name)} {value}" for name, value in figures.items())


def _people(actors: Iterable[ActorRecord], about: Iterable[ActorRecord]) -> str:
    """Return whom an event was done by, and whom it was about."""
    by = ", ".join(escape(actor["name"]) for actor in actors)
    to = ", ".join(escape(actor["name"]) for actor in about)
    return " · ".join(filter(None, [by and f"by {by}", to and f"about {to}"]))


def _names(event: EventRecord) -> dict[str, str]:
    """Return the names of all actors of an event and its accounts, by id."""
    return {
        actor["id"]: actor["name"]
        for version in (event, *event["accounts"])
        for actor in (*(version["actors"] or ()), *(version["about"] or ()))
    }


def _source(source: SourceRecord) -> str:
    """Return a source: publisher, title, date, kind, language and archive."""
    via = f", via {escape(source['via'])}" if source["via"] else ""
    date = source["published"] or ""
    published = escape(date if "T" in date else format_short(date))
    details = (published, source["kind"], escape(source["language"] or ""))
    archived = encode_address(source["archived"] or "")
    parts = [
        f"{escape(source['publisher'])}{via}",
        _title(source),
        *details,
        f"[archived]({archived})" if archived else "",
    ]
    return ", ".join(filter(None, parts))


def _title(source: SourceRecord) -> str:
    """Return the title of a source, or else its host, as a link if it has an address."""
    link, title = encode_address(source["url"] or ""), source["title"]
    if not link:
        return escape(title or "")
    return f"[{escape(title or urlsplit(link).netloc)}]({link})"
