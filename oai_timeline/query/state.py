"""Who held which office at a moment, and the last event before it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import EventRecord
from oai_timeline.model.spelling import did_you_mean, fold
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST
from oai_timeline.model.visible import quoted
from oai_timeline.query import moments, names
from oai_timeline.query.errors import QueryError
from oai_timeline.query.events import as_result, fetch_with_records
from oai_timeline.query.moments import Period


class HeldOffice(NamedTuple):
    """An office that somebody held. Dates are as written, None where unknown.

    `until` is `..` if it is still held. `is_certain`: it was held at a moment of those asked for.
    `is_undecided`: it may not have begun before the last of these, or have ended before the first.
    """

    office: str
    organisation: str
    organisation_name: str
    holder: str
    holder_name: str
    since: str | None
    until: str | None
    is_certain: bool
    is_undecided: bool


class Handover(NamedTuple):
    """Who left an office, and who took it up, at times whose bounds include the moment asked for.

    `is_alternative`: one of two held the office then, and it is undecided which.
    """

    leaving: list[HeldOffice]
    entering: list[HeldOffice]
    is_alternative: bool


class State(NamedTuple):
    """Who held which office. `moment` is EDTF, `..` for any time, None for the last event's end.

    `perspective` is the point of view in words, if there is one. `asked` has a phrase for each
    filter of the offices, `handovers` those around that moment.
    `nearest` is a day to try instead if nobody held an office then. `earliest` and `latest` are the
    bounds of that moment in ISO 8601. `last_event` is the last event before it, and
    `last_event_record` its record.
    """

    moment: str | None
    earliest: str | None
    latest: str | None
    note: str
    zone: str
    perspective: str
    asked: list[str]
    offices: list[HeldOffice]
    handovers: list[Handover]
    nearest: str | None
    last_event: ListedEvent | None
    last_event_record: EventRecord | None


class _Term(NamedTuple):
    """A term of an office: its holder, its dates, and the bounds of these."""

    office: str
    organisation: str
    organisation_name: str
    holder: str
    holder_name: str
    since: str | None
    until: str | None
    begins: Period
    ends: Period

    @property
    def post(self) -> tuple[str, str]:
        """The organisation and the office, which is the same for a deputy."""
        return self.organisation, _DEPUTY.sub("", fold(self.office))


_Pair = tuple[_Term, HeldOffice]
_TWO = 2
_MOST_LISTED = 12
_DEPUTY = re.compile(r"^(acting|interim) ")
_TERMS = """
SELECT office, organisation, ifnull(o.name, organisation), holder.id, holder.name, since, until,
    since_earliest, since_latest, until_earliest, until_latest
FROM office JOIN actor holder ON holder.id = office.actor
LEFT JOIN actor o ON o.id = organisation
ORDER BY holder.place, office.place
"""


def fetch_state(
    index: Index, at: str | None, organisation: str | None, office: str | None = None
) -> State:
    """Return who held which office at a moment, or at any time within it.

    Without `at`, that is the end of the last event. Offices are those of an organisation, and with
    a text in them, if these are given. Raises QueryError.
    """
    terms, asked = _find_terms(index, organisation, office)
    last: int | None
    if at is None:
        period, last = _fetch_end(index)
    else:
        period = moments.parse_period(index, at)
        last = _fetch_last_before(index, period)
    zone = index.zone
    numbers = [] if last is None else [last]
    event, record = next(fetch_with_records(index, as_result(numbers)), (None, None))
    held = [(term, _judge(term, period)) for term in terms if _was_possible(term, period)]
    return State(
        at and moments.complete_date(index, at),
        _format_iso(period.earliest, zone),
        _format_iso(period.latest, zone),
        period.note,
        zone,
        index.perspective_description,
        asked,
        [office for _, office in held],
        list(_find_handovers(held, period)),
        None if held else _find_nearest(terms, period, zone),
        event,
        record,
    )


def _find_terms(
    index: Index, organisation: str | None, office: str | None
) -> tuple[list[_Term], list[str]]:
    """Return the terms of the offices asked for, and a phrase for each filter."""
    terms, asked = _fetch_terms(index), list[str]()
    if organisation is not None:
        of = _find_organisation(index, organisation)
        terms = [term for term in terms if term.organisation == of]
        asked.append(f"of {terms[0].organisation_name}")
    if office is not None:
        terms = _find_offices(terms, office)
        asked.append(f"office {quoted(office)}")
    return terms, asked


def _fetch_terms(index: Index) -> list[_Term]:
    """Return all terms: organisations and offices in the order of the file, then in time order."""
    terms = list[_Term]()
    for *who, since, until, a, b, c, d in index.fetch(_TERMS):
        begins, ends = _read_bounds(since, until, (a, b, c, d))
        terms.append(_Term._make([*who, since, until, begins, ends]))
    ranks = dict[tuple[str, str], int]()
    for term in terms:
        ranks.setdefault(term.post, len(ranks))
    places: dict[str, int] = dict(index.fetch("SELECT id, place FROM actor"))

    def sort_key(term: _Term) -> tuple[int, str, int, int]:
        place = places.get(term.organisation, len(places))
        earliest, latest, _ = term.begins
        start = latest if earliest == FAR_PAST else earliest
        return place, term.organisation, ranks[term.post], start

    return sorted(terms, key=sort_key)


def _find_offices(terms: Sequence[_Term], text: str) -> list[_Term]:
    """Return the terms of offices with a text in their names: where a word begins, or anywhere.

    Initials come before a text within words: `cto` is not a part of `director`.
    """
    folded = fold(text.strip())
    for start, read in ((" ", fold), ("", _initials), ("", fold)):
        wanted = f"{start}{folded}"
        found = [term for term in terms if folded and wanted in f"{start}{read(term.office)}"]
        if found:
            return found
    offices = list(dict.fromkeys(term.office for term in terms))
    more = len(offices) - _MOST_LISTED
    known = ", ".join(offices[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
    hint = did_you_mean(text, offices) or (f" (there are: {known})" if known else "")
    raise QueryError(f"no office is called {quoted(text)}{hint}")


def _initials(office: str) -> str:
    """Return the initials of an office: `ceo`."""
    return "".join(word[0] for word in re.findall(r"\w+", fold(office)))


def _read_bounds(
    since: str | None, until: str | None, bounds: Sequence[int | None]
) -> tuple[Period, Period]:
    """Return when a term began and ended; the bounds of what is unknown include all of time."""
    since_earliest, since_latest, until_earliest, until_latest = bounds
    begins = Period(
        FAR_PAST if since_earliest is None else since_earliest,
        FAR_FUTURE if since is None or since_latest is None else since_latest,
    )
    if until == "..":
        return begins, Period(FAR_FUTURE, FAR_FUTURE)
    return begins, Period(
        FAR_PAST if until_earliest is None else until_earliest,
        FAR_FUTURE if until_latest is None else until_latest,
    )


def _was_possible(term: _Term, period: Period) -> bool:
    return _overlap(Period(term.begins.earliest, term.ends.latest), period)


def _judge(term: _Term, period: Period) -> HeldOffice:
    """Return a term with how sure it is that the office was held in a period.

    It is undecided unless the term certainly began before the end of the period, and did not end
    before its start, as far as is known.
    """
    has_begun = term.begins.latest <= period.latest
    has_ended = term.until is not None and term.ends.earliest < period.earliest
    return HeldOffice(
        term.office,
        term.organisation,
        term.organisation_name,
        term.holder,
        term.holder_name,
        term.since,
        term.until,
        is_certain=_overlap(Period(term.begins.latest, term.ends.earliest), period),
        is_undecided=not has_begun or has_ended,
    )


def _find_handovers(held: Iterable[_Pair], period: Period) -> Iterator[Handover]:
    """Yield for each office who left it and who took it up, if that may have been in a period.

    An end and a start of the same bounds are one handover. Otherwise, a handover has those of whom
    it is undecided who held the office.
    """
    posts = defaultdict[tuple[str, str], list[_Pair]](list)
    for pair in held:
        posts[pair[0].post].append(pair)
    for pairs in posts.values():
        leaving = [pair for pair in pairs if pair[0].until and _overlap(pair[0].ends, period)]
        entering = [pair for pair in pairs if pair[0].since and _overlap(pair[0].begins, period)]
        bounds = {term.ends for term, _ in leaving} & {term.begins for term, _ in entering}
        for both in sorted(bounds):
            yield from _make_handover(
                [pair for pair in leaving if pair[0].ends == both],
                [pair for pair in entering if pair[0].begins == both],
                [pair for pair in pairs if _was_possible(pair[0], both)],
            )
        yield from _make_handover(
            [pair for pair in leaving if pair[1].is_undecided and pair[0].ends not in bounds],
            [pair for pair in entering if pair[1].is_undecided and pair[0].begins not in bounds],
            pairs,
        )


def _make_handover(
    leaving: Iterable[_Pair], entering: Iterable[_Pair], possible: Sequence[_Pair]
) -> Iterator[Handover]:
    """Yield a handover, if somebody left an office and somebody else took it up."""
    old = {one.holder: one for _, one in leaving}
    new = {one.holder: one for _, one in entering}
    gone = [one for holder, one in old.items() if new.get(holder, one) is one]
    come = [one for holder, one in new.items() if old.get(holder, one) is one]
    if {one.holder for one in gone} != {one.holder for one in come} and gone and come:
        both = [*gone, *come]
        is_alternative = len(possible) == len(both) == _TWO and all(
            one.is_undecided for one in both
        )
        yield Handover(gone, come, is_alternative)


def _find_nearest(terms: Iterable[_Term], period: Period, zone: str) -> str | None:
    """Return the day nearest to a period on which somebody held an office, None if nobody did."""
    days = [
        *(term.ends.latest - 1 for term in terms if term.ends.latest <= period.earliest),
        *(term.begins.earliest for term in terms if term.begins.earliest >= period.latest),
    ]
    nearest = min(days, key=lambda day: abs(day - period.earliest), default=None)
    return None if nearest is None else (_format_iso(nearest, zone) or "").partition("T")[0]


def _find_organisation(index: Index, text: str) -> str:
    actor = names.find_actor(index, text)
    rows = index.fetch("SELECT DISTINCT organisation FROM office ORDER BY 1")
    organisations = [organisation for (organisation,) in rows]
    if actor not in organisations:
        known = f" (there are offices of: {', '.join(organisations)})" if organisations else ""
        raise QueryError(f"no office of {actor} is known{known}")
    return actor


def _fetch_end(index: Index) -> tuple[Period, int]:
    """Return the moment when the last event ends, or begins if it has no end, and the event."""
    rows = index.fetch(
        "SELECT ifnull(latest, earliest), number FROM event"
        " WHERE latest NOT NULL OR earliest NOT NULL ORDER BY position DESC LIMIT 1"
    )
    if not rows:
        raise QueryError("no event has a date to take for the moment: name one with --at")
    ((end, number),) = rows
    return Period(end, end + 1), number


def _fetch_last_before(index: Index, period: Period) -> int | None:
    rows = index.fetch(
        "SELECT number FROM event WHERE latest <= ? ORDER BY position DESC LIMIT 1",
        (period.earliest,),
    )
    return rows[0][0] if rows else None


def _overlap(one: Period, other: Period) -> bool:
    return max(one.earliest, other.earliest) < min(one.latest, other.latest)


def _format_iso(bound: int, zone: str) -> str | None:
    """Return a bound as ISO 8601 in the timeline's zone, None if it is open."""
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_iso

    return None if bound in {FAR_PAST, FAR_FUTURE} else format_iso(bound, ZoneInfo(zone))
