"""What an export comes to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from oai_timeline.model.record import EventRecord, SourceRecord


class Exported(NamedTuple):
    """A document, in pieces made as they are taken, and what it can't carry: lines for stderr."""

    texts: Iterable[str]
    lost: Sequence[str] = ()


_OF_A_SOURCE = {
    "id": "source id",
    "publisher": "source publisher",
    "via": "source site",
    "title": "source title",
    "url": "source address",
    "published": "source date",
    "kind": "source kind",
    "language": "source language",
    "rests_on": "source link",
    "archived": "archive address",
}


def omitted_from_rows(form: str, events: Iterable[EventRecord]) -> list[str]:
    """Say what a format leaves out that has a row of short texts for each event: a line, or none.

    A row names actors, and a source by its address, else by its publisher; it has no line breaks.
    Actors and sources are counted once each.
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
    for source in sources.values():
        shown = "url" if source["url"] else "publisher"
        counts.update(_OF_A_SOURCE[key] for key in source if source[key] and key != shown)  # type: ignore[literal-required]
    parts = [f"{count} {_plural(what, count)}" for what, count in counts.items() if count]
    return [f"left out, as {form} can't hold them: {', '.join(parts)} (use jsonl)"] if parts else []


def _plural(what: str, count: int) -> str:
    if count == 1:
        return what
    return f"{what}es" if what.endswith("s") else f"{what}s"


def with_a_start(
    form: str, events: Iterable[EventRecord]
) -> tuple[Iterator[EventRecord], list[str]]:
    """Give the events that have an earliest bound, and say how many have none: a line, or none.

    `events` are iterated twice.
    """
    starts = [event["when"]["earliest"] is not None for event in events]
    without = starts.count(False)
    lost = f"{form} needs a start: left out {without} of {len(starts)} events"
    return (event for event, has in zip(events, starts, strict=True) if has), [
        lost
    ] if without else []
