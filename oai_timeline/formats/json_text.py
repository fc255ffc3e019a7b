"""JSON: an array of events, an event a line; or JSON Lines."""

from collections.abc import Iterable, Iterator
from itertools import islice

from oai_timeline.model.visible import escape_in_json, in_json

_SOME = 64


def encoded(value: object) -> str:
    """Write a value as JSON on one line."""
    from json import dumps

    return in_json(dumps(value, ensure_ascii=False))


def array(objects: Iterable[str]) -> Iterator[str]:
    """Write an array of JSON texts, each on a line of its own."""
    before = "[\n"
    for text in objects:
        yield f"{before}{text}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def lines(objects: Iterable[str]) -> Iterator[str]:
    """Write JSON texts as JSON Lines (jsonlines.org), some at a time."""
    objects = iter(objects)
    while some := list(islice(objects, _SOME)):
        yield "\n".join((*some, ""))


def escaped(texts: Iterable[str]) -> Iterator[str]:
    r"""Write JSON in ASCII: what is beyond it as `\uXXXX`, in pairs where one is not enough."""
    for text in texts:
        yield (
            text
            if text.isascii()
            else "".join(
                character if character.isascii() else escape_in_json(character)
                for character in text
            )
        )
