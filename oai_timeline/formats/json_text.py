"""JSON: an array with an event on each line; or JSON Lines."""

from collections.abc import Iterable, Iterator

from oai_timeline.model.visible import escape_in_json, in_json


def encode_json(value: object) -> str:
    """Return a value as JSON on one line."""
    from json import dumps

    return in_json(dumps(value, ensure_ascii=False))


def write_array(objects: Iterable[str]) -> Iterator[str]:
    """Yield the parts of an array of JSON texts, each on a line of its own."""
    before = "[\n"
    for text in objects:
        yield f"{before}{text}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def write_lines(objects: Iterable[str]) -> Iterator[str]:
    """Yield JSON texts as JSON Lines (jsonlines.org)."""
    return (f"{text}\n" for text in objects)


def escape_non_ascii(texts: Iterable[str]) -> Iterator[str]:
    r"""Yield JSON in ASCII: other characters become `\uXXXX`, or pairs of these."""
    for text in texts:
        yield text if text.isascii() else "".join(map(_escape_character, text))


def _escape_character(character: str) -> str:
    return character if character.isascii() else escape_in_json(character)
