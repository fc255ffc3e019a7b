"""Events as rows of the index's tables."""

from collections.abc import Iterator
from typing import NamedTuple

from oai_timeline.index.encode import encode
from oai_timeline.model.record import EventFacts, StoredEvent
from oai_timeline.model.spelling import fold, word_pattern

_SEPARATOR = "\x1f"
"""Between two texts in one column: no phrase matches across it."""
_NO_WORD = " ¶ "


class DateColumns(NamedTuple):
    """The columns of a date, in the tables `event` and `account_date`."""

    date: str
    precision: str
    earliest: int | None
    latest: int | None
    earliest_margin: int | None
    latest_margin: int | None
    is_long: bool
    day: str
    clock: str
    zone: str


class EventRow(NamedTuple):
    """A row of the table `event`, which says more of its columns."""

    number: int
    position: int
    id: str
    date: str
    precision: str
    earliest: int | None
    latest: int | None
    earliest_margin: int | None
    latest_margin: int | None
    is_long: bool
    day: str
    clock: str
    zone: str
    kind: str | None
    certainty: str | None
    quotes: int
    accounts: int
    json: str

    def update(self, record: StoredEvent, date: DateColumns | None) -> "EventRow":
        """Return the row of another version of this event, which may have another date."""
        return self._replace(
            **(date._asdict() if date else {}),
            certainty=record["certainty"],
            quotes=len(record["quotes"]),
            accounts=len(record["accounts"]),
            json=encode(record),
        )


TextRow = tuple[int, str, str, str]
MentionRow = tuple[int, str, int, str]


def text_row(number: int, record: EventFacts) -> TextRow:
    """Return the row of an event's texts, for searching."""
    body = [record["summary"] or "", record["place"] or ""]
    for quote in record["quotes"]:
        body += quote["text"], quote["translation"] or ""
    body += [account["says"] for account in record["accounts"]]
    mentioned = {actor["id"]: actor["name"] for actor in (*record["actors"], *record["about"])}
    names = [*mentioned.values(), *record["tags"], record["kind"] or ""]
    return (
        number,
        fold(record["title"]),
        fold(_SEPARATOR.join(body)),
        fold(_SEPARATOR.join(names)),
    )


def mention_rows(number: int, record: EventFacts) -> Iterator[MentionRow]:
    """Return a row for each actor that an event is by, or about."""
    for role, actors in (("by", record["actors"]), ("about", record["about"])):
        for place, actor in enumerate(actors):
            yield number, role, place, actor["id"]


def search_row(row: TextRow) -> TextRow:
    """Return the row of the full-text search for a row of texts."""
    number, title, body, names = row
    return number, _split_words(title), _split_words(body), _split_words(names)


def _split_words(text: str) -> str:
    """Return folded texts as words with spaces between them.

    Between two texts is a word that nobody can search for, so that no phrase matches across.
    """
    if not text.isascii():
        text = _SEPARATOR.join(
            " ".join(word_pattern().findall(part)) for part in text.split(_SEPARATOR)
        )
    return text.replace(_SEPARATOR, _NO_WORD)
