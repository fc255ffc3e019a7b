"""JSON: an array of events, an event a line; or JSON Lines."""

from collections.abc import Iterable, Iterator


def encoded(value: object) -> str:
    """Write a value as JSON on one line."""
    from json import dumps

    text = dumps(value, ensure_ascii=False)
    return text.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


def array(objects: Iterable[str]) -> Iterator[str]:
    """Write an array of JSON texts, each on a line of its own."""
    before = "[\n"
    for text in objects:
        yield f"{before}{text}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def lines(objects: Iterable[str]) -> Iterator[str]:
    """Write JSON texts as JSON Lines (jsonlines.org)."""
    for text in objects:
        yield f"{text}\n"


def escaped(texts: Iterable[str]) -> Iterator[str]:
    r"""Write JSON in ASCII: what is beyond it as `\uXXXX`, in pairs where one is not enough."""
    for text in texts:
        yield text if text.isascii() else "".join(map(_escape, text))


def _escape(character: str) -> str:
    if character.isascii():
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
