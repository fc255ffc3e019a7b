"""What a query asks for, in words."""

from collections.abc import Callable

from oai_timeline.dates.prose import format_asked
from oai_timeline.index import Index
from oai_timeline.query.filters import FILTERS, PERIODS
from oai_timeline.query.select import Query


def describe(query: Query, write_date: Callable[[str], str] = format_asked) -> list[str]:
    """Return what a query asks for: a phrase for each filter."""
    word = " and " if query.together else " or "
    phrases = list[str]()
    for one in FILTERS:
        labels = dict.fromkeys(value.label for value in query.wanted.get(one.name, ()))
        if labels:
            texts = map(write_date, labels) if one.name in PERIODS else labels
            phrases.append(one.phrase.format(word.join(texts)))
    return phrases


def describe_list(index: Index, query: Query) -> list[str]:
    """Return the same, and from which point of view the timeline is seen."""
    perspective = index.perspective_description
    return [*describe(query), *([perspective] if perspective else [])]
