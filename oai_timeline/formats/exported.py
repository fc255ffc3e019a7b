"""The result of an export, and messages about what it leaves out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.model.plural import format_count

if TYPE_CHECKING:
    from oai_timeline.model.record import EventRecord, SourceRecord


class Exported(NamedTuple):
    """A document, and what it leaves out."""

    texts: Iterable[str]
    """The document in pieces, each made when it is taken."""
    omitted: Sequence[str] = ()
    """Messages about what the format can't hold."""
    dropped: int = 0
    """How many events the format can't hold."""


_SOURCE_FIELDS = {
    "id": "id",
    "publisher": "publisher",
    "via": "site",
    "title": "title",
    "url": "address",
    "published": "date",
    "kind": "kind",
    "language": "language",
    "rests_on": "links",
    "archived": "archived copy",
}


def describe_omissions(form: str, events: Iterable["EventRecord"]) -> list[str]:
    """Return one message about what is left out by a format with a row for each event, or none.

    Such a row has names of actors, the addresses of sources or else their publishers, and no line
    breaks. Actors and sources are counted once each. Of sources, it names the fields.
    """
    counts = Counter[str]()
    actors = set[str]()
    sources: dict[str, SourceRecord] = {}
    for event in events:
        when = event["when"]
        texts = (event["title"], event["summary"], event["place"], event["kind"])
        counts["quote"] += len(event["quotes"])
        counts["account"] += len(event["accounts"])
        counts["figure"] += len(event["figures"])
        counts["link"] += len(event["because"]) + len(event["after"])
        counts["date phrase"] += when["words"] is not None
        counts["stated time"] += when["stated"] is not None
        counts["line break"] += sum(text.count("\n") for text in texts if text)
        actors.update(actor["id"] for actor in (*event["actors"], *event["about"]))
        sources |= {source["id"]: source for source in event["sources"]}
    counts["actor id"] = len(actors)
    lost = {
        field
        for source in sources.values()
        for field, value in source.items()
        if value and field != ("url" if source["url"] else "publisher")
    }
    names = ", ".join(name for field, name in _SOURCE_FIELDS.items() if field in lost)
    details = [f"details of {format_count(len(sources), 'source')}: {names}"] if names else []
    return _report(form, [*_list_counts(counts), *details])


def report_counts(form: str, counts: Mapping[str, int]) -> list[str]:
    """Return one message about how much of what a format can't hold, or none if all are zero."""
    return _report(form, _list_counts(counts))


def _list_counts(counts: Mapping[str, int]) -> list[str]:
    return [format_count(count, what) for what, count in counts.items() if count]


def _report(form: str, parts: Sequence[str]) -> list[str]:
    return [f"left out, as {form} can't hold them: {', '.join(parts)} (use jsonl)"] if parts else []


class Kept:
    """Those of some events that meet a condition, as often as they are iterated.

    `dropped` counts the others.
    """

    def __init__(
        self, events: Iterable["EventRecord"], keep: Callable[["EventRecord"], bool]
    ) -> None:
        """Keep the events for which `keep` returns True."""
        self._events = events
        self._keep = keep
        self.dropped = 0

    def __iter__(self) -> Iterator["EventRecord"]:
        """Iterate over the events that are kept."""
        return filter(self._keep, self._events)


def split_undated(form: str, events: Iterable["EventRecord"]) -> tuple[Kept, list[str]]:
    """Return the events with an earliest bound, and one message about those without, or none."""
    reason = f"{form} needs a start date"
    return split(events, lambda event: event["when"]["earliest"] is not None, reason)


def split(
    events: Iterable["EventRecord"], keep: Callable[["EventRecord"], bool], reason: str
) -> tuple[Kept, list[str]]:
    """Return the events for which `keep` returns True, and one message about the others, or none.

    `events` are iterated twice. The message says how many are left out for a reason.
    """
    results = [keep(event) for event in events]
    kept = Kept(events, keep)
    kept.dropped = results.count(False)
    omitted = f"left out, as {reason}: {kept.dropped} of {len(results)} events"
    return kept, [omitted] if kept.dropped else []
