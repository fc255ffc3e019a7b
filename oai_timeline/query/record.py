"""Events as records: what exports are made from."""

from collections.abc import Iterable, Iterator

from oai_timeline.index import Index
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.query.select import Result, json


class Records:
    """The events of an answer, fetched anew whenever they are iterated, so that none is kept."""

    def __init__(self, index: Index, answer: Result) -> None:
        """Fetch the events of `answer` from `index`, which stays open meanwhile."""
        self._index = index
        self._answer = answer

    def __iter__(self) -> Iterator[EventRecord]:
        """Read one event after the other. Raises as `Index.rows` does."""
        from json import loads

        return map(loads, json(self._index, self._answer))


def header(index: Index) -> HeaderRecord:
    """Give the timeline's header."""
    ((key, title, zone, language, updated, focus),) = index.rows(
        "SELECT id, title, zone, language, updated, focus FROM header"
    )
    return HeaderRecord(
        id=key, title=title, zone=zone, language=language, updated=updated, focus=focus
    )


def records(texts: Iterable[str]) -> list[EventRecord]:
    """Read events from their JSON."""
    from json import loads

    return [loads(text) for text in texts]
