"""An event told in plain text, for formats that give it one field: nothing of it is left out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from oai_timeline.formats.dates_in_words import in_words
from oai_timeline.model.record import (
    AccountRecord,
    ActorRecord,
    EventRecord,
    QuoteRecord,
    SourceRecord,
)
from oai_timeline.model.visible import visible


def description(event: EventRecord, zone: tzinfo) -> str:
    """Tell when an event was, how sure that is, what happened, who was part of it, who says so.

    Clocks are in `zone`, the timeline's. Paragraphs are parted by an empty line; what would act on
    a terminal is escaped.
    """
    paragraphs = (
        _dated(event, zone),
        [event["summary"] or ""],
        _facts(event),
        _listed("Accounts", _accounts(event, zone)),
        _listed("Quotes", _quotes(event)),
        _listed("Sources", map(_source, event["sources"])),
    )
    texts = ("\n".join(filter(None, lines)) for lines in paragraphs)
    return "\n\n".join(_escaped(text) for text in texts if text)


def _dated(event: EventRecord, zone: tzinfo) -> Iterator[str]:
    when = event["when"]
    words = f"“{when['words']}”: " if when["words"] else ""
    sentence = f"{words}{in_words(when['date'], zone)} ({when['date']})."
    certainty = f" {event['certainty'].capitalize()}." if event["certainty"] else ""
    yield sentence[0].upper() + sentence[1:] + certainty
    yield f"Bounds: {when['earliest'] or '..'} to {when['latest'] or '..'}"
    if when["stated"]:
        yield f"Stated as “{when['stated']}”"


def _facts(event: EventRecord) -> Iterator[str]:
    for label, values in (
        ("By", _names(event["actors"])),
        ("About", _names(event["about"])),
        ("Figures", _figures(event["figures"])),
        ("Because of", event["because"]),
        ("After", event["after"]),
    ):
        if values:
            yield f"{label}: {', '.join(values)}"


def _accounts(event: EventRecord, zone: tzinfo) -> Iterator[str]:
    cited = _cited(event["sources"])
    for account in event["accounts"]:
        yield f"{account['says']} ({'; '.join(_circumstances(account, cited, zone))})"


def _circumstances(account: AccountRecord, cited: Mapping[str, str], zone: tzinfo) -> Iterator[str]:
    if account["when"]:
        yield in_words(account["when"]["date"], zone)
    for label, actors in (("by", account["actors"]), ("about", account["about"])):
        if actors is not None:
            yield f"{label} {', '.join(_names(actors)) or 'nobody'}"
    yield from _figures(account["figures"] or {})
    yield from (cited.get(source, source) for source in account["sources"])


def _quotes(event: EventRecord) -> Iterator[str]:
    cited = _cited(event["sources"])
    names = {actor["id"]: actor["name"] for actor in [*event["actors"], *event["about"]]}
    for quote in event["quotes"]:
        whose = (names.get(quote["by"] or "", quote["by"]), cited.get(quote["source"] or ""))
        said = ", ".join(filter(None, whose))
        yield _said(quote) + (f" ({said})" if said else "")


def _said(quote: QuoteRecord) -> str:
    translation = quote["translation"]
    return f"“{quote['text']}”" + (f", in translation “{translation}”" if translation else "")


def _source(source: SourceRecord) -> str:
    parts = [
        source["publisher"],
        source["title"],
        source["published"],
        f"via {source['via']}" if source["via"] else None,
        source["url"],
        f"archived at {source['archived']}" if source["archived"] else None,
    ]
    return ", ".join(filter(None, parts))


def _cited(sources: Iterable[SourceRecord]) -> dict[str, str]:
    """Name sources in short, by their ids: publisher and date."""
    return {one["id"]: f"{one['publisher']} {one['published'] or ''}".rstrip() for one in sources}


def _names(actors: Iterable[ActorRecord]) -> list[str]:
    return [actor["name"] for actor in actors]


def _figures(values: Mapping[str, float]) -> list[str]:
    return [f"{name.replace('_', ' ')} {number}" for name, number in values.items()]


def _listed(heading: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [f"{heading}:", *lines] if lines else []


def _escaped(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))
