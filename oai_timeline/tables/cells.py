"""What a column of a table may have: a text, several in one cell, numbers by name, an address."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from oai_timeline.load.document import URL
from oai_timeline.model.visible import quoted

PARTED = re.compile(r"[;\n]")
PARTED_ADDRESSES = re.compile(r";(?=\s|$|https?://)|\n")
"""Where several addresses in a cell part: they may have semicolons themselves."""
_MOST_DIGITS = 30


class Wrong(Exception):
    """A value is of a sort that its column can't have; the message says which it can."""


def text(value: Any) -> str:
    """Read a text; numbers have stayed as they were written. Raises Wrong."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    raise Wrong("must be text")


def whole(value: Any) -> list[Any]:
    """List what a column has, where a text is one."""
    return value if isinstance(value, list) else [value]


def each(value: Any, parted: re.Pattern[str] = PARTED) -> list[Any]:
    """List what a column has: several in one cell are parted by semicolons or line ends."""
    if isinstance(value, str):
        return [part.strip() for part in parted.split(value) if part.strip()]
    return whole(value)


def figures(value: Any) -> dict[str, str]:
    """Read numbers by their names. Raises Wrong."""
    if not isinstance(value, dict):
        raise Wrong("must be an object")
    return {name: _number(text(number)) for name, number in value.items()}


def is_address(value: str) -> bool:
    """Tell whether a text is meant as a web address."""
    return re.match("https?://", value) is not None


def address(value: str) -> str:
    """Read a web address that a timeline file can have. Raises Wrong."""
    if not re.search(URL, value):
        hint = "it begins with http:// or https://, and has no spaces"
        raise Wrong(f"has what is no address, {quoted(value)}: {hint}")
    return value


def _number(written: str) -> str:
    """Write a number of JSON without an exponent, which a timeline file does not have."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    short = number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS
    return format(number, "f") if short and "e" in written.lower() else written
