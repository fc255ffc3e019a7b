"""What a column of a table may have: a text, several in one cell, numbers by name, an address."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from oai_timeline.load.file_schema import URL
from oai_timeline.model.spreadsheet import SEPARATOR, split_list
from oai_timeline.model.visible import quoted

_MOST_DIGITS = 30
_NOTHING = re.compile(r"#?n/a|[-\u2013\u2014]{1,3}", re.IGNORECASE)
"""What people write into a cell that has nothing: `n/a`, Excel's `#N/A`, dashes."""
EMPTY: tuple[Any, ...] = (None, "", [], {})


class Cell(NamedTuple):
    """The value of a cell, and the name of its column."""

    column: str
    value: Any


class Wrong(Exception):
    """A value is of a sort that its column can't have; the message says which it can."""


class CellError(Exception):
    """A cell has what can't be read; `column` is its column, `code` the kind of mistake."""

    def __init__(self, column: str, code: str, message: str) -> None:
        """Keep the column and the code beside the message."""
        super().__init__(message)
        self.column = column
        self.code = code


def tidy(value: Any) -> Any:
    """Trim all texts of a value; those that stand for nothing, like `n/a`, become empty."""
    if isinstance(value, str):
        trimmed = value.strip()
        return "" if _NOTHING.fullmatch(trimmed) else trimmed
    if isinstance(value, list):
        return [item for item in map(tidy, value) if item not in EMPTY]
    if isinstance(value, dict):
        return {name: tidy(member) for name, member in value.items()}
    return value


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


def each(value: Any, parted: re.Pattern[str] = SEPARATOR) -> list[Any]:
    """List what a column has: several in one cell are parted by semicolons or line ends."""
    return split_list(value, parted) if isinstance(value, str) else whole(value)


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
    if not re.fullmatch(URL, value):
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
