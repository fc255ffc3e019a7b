"""Events as rows of the index's tables."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from oai_timeline.index.encode import encode
from oai_timeline.model.spelling import fold, word_pattern

if TYPE_CHECKING:
    from oai_timeline.model.record import EventFacts, StoredEvent

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
    """A row of the table `event`, which says more of its columns; `when` stands for several."""

    number: int
    position: int
    id: str
    when: DateColumns
    kind: str | None
    certainty: str | None
    quotes: int
    accounts: int
    json: str

    @classmethod
    def from_columns(cls, columns: Sequence[Any]) -> Self:
        """Return the row that a statement on all columns fetched."""
        last = _WHEN + len(DateColumns._fields)
        when = DateColumns._make(columns[_WHEN:last])
        return cls._make([*columns[:_WHEN], when, *columns[last:]])

    def columns(self) -> tuple[object, ...]:
        """Return the values of all columns."""
        return (*self[:_WHEN], *self.when, *self[_WHEN + 1 :])

    def update(self, record: "StoredEvent", when: DateColumns) -> Self:
        """Return the row of another version of this event, which has that date."""
        return self._replace(
            when=when,
            certainty=record["certainty"],
            quotes=len(record["quotes"]),
            accounts=len(record["accounts"]),
            json=encode(record),
        )


_WHEN = EventRow._fields.index("when")

TextRow = tuple[int, str, str, str]
MentionRow = tuple[int, str, int, str]


def text_row(number: int, record: "EventFacts") -> TextRow:
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


def mention_rows(number: int, record: "EventFacts") -> Iterator[MentionRow]:
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
