"""Events as rows of the index's tables."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from oai_timeline.dates import edtf
from oai_timeline.index.record import EventEncoder
from oai_timeline.index.sort_keys import position
from oai_timeline.model.event import Event
from oai_timeline.model.spelling import fold, token

Row = tuple[object, ...]

_LONG = 31 * 86_400
_PARTED = "\x1f"
"""Between two texts in one column: a phrase lies within one of them."""
_NO_WORD = " ¶ "


class EventRows:
    """Makes rows of the events of one timeline, for the tables named like the methods."""

    def __init__(self, names: Mapping[str, str], zone: tzinfo) -> None:
        """Name actors by `names`; write bounds, and print dates, in `zone`."""
        self._names = {key: _line(name) for key, name in names.items()}
        self._zone = zone
        self._recorder = EventEncoder(names, zone)

    def event(self, number: int, event: Event) -> Row:
        """Make the row of an event, as if it stood in time order where it does in the file."""
        when = event.when
        printed = edtf.printed(when.text, self._zone, self._zone)
        return (
            number,
            position(number),
            event.id,
            when.earliest,
            when.latest,
            when.earliest_margin,
            when.latest_margin,
            _is_long(event),
            when.text,
            event.words,
            when.precision,
            None if when.earliest is None else edtf.iso(when.earliest, self._zone),
            None if when.latest is None else edtf.iso(when.latest, self._zone),
            printed.day,
            printed.clock,
            printed.zone,
            event.title,
            event.summary,
            event.kind,
            event.place,
            event.certainty,
            self._names_of(event.actors),
            self._names_of(event.about),
            "\n".join([_line(tag) for tag in event.tags]),
            "\n".join(event.sources),
            len(event.quotes),
            len(event.accounts),
            *self._recorder.event(event),
        )

    def text(self, number: int, event: Event) -> Row:
        """Make the row of what can be searched."""
        body = [event.summary or "", event.place or ""]
        for quote in event.quotes:
            body += quote.text, quote.translation or ""
        body += [account.says for account in event.accounts]
        mentioned = dict.fromkeys((*event.actors, *event.about))
        names = [*(self._names[key] for key in mentioned), *event.tags, event.kind or ""]
        return number, fold(event.title), fold(_PARTED.join(body)), fold(_PARTED.join(names))

    def mention(self, number: int, event: Event) -> Iterator[Row]:
        """Make the rows of those who have a part in an event."""
        for role, actors in (("by", event.actors), ("about", event.about)):
            for place, actor in enumerate(actors):
                yield number, role, place, actor

    def _names_of(self, actors: Iterable[str]) -> str:
        return "\n".join([self._names[key] for key in actors])


def searched(row: Row) -> Row:
    """Make of a row of texts that of the full-text search: the same in words."""
    number, *texts = row
    return number, *(_as_words(str(text)) for text in texts)


def _as_words(text: str) -> str:
    """Return folded texts as words with spaces between them, for full-text search.

    Between two texts is a word that nobody can look for, so that no phrase goes across.
    """
    if not text.isascii():
        text = _PARTED.join(" ".join(token().findall(part)) for part in text.split(_PARTED))
    return text.replace(_PARTED, _NO_WORD)


def _is_long(event: Event) -> bool:
    earliest, latest = event.when.earliest, event.when.latest
    return earliest is None or latest is None or latest - earliest > _LONG


def _line(text: str) -> str:
    """Put a text on one line; a break in it is a space here."""
    return text.replace("\n", " ")
