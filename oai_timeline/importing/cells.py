"""Parse the values of cells: a text, several in one cell, numbers by name, an address."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from oai_timeline.dates.edtf import DateError
from oai_timeline.load.file_schema import URL
from oai_timeline.model.spreadsheet import SEPARATOR, split_list
from oai_timeline.model.visible import quoted

_MOST_DIGITS = 30
_NOTHING = re.compile(r"(?i:#?n/a)|[-\u2013\u2014]{1,3}|NA|NaN|nan|NULL|null|None")
"""What stands in a cell that has nothing: `n/a`, dashes, Excel's `#N/A`, R's NA, Python's None."""
_DELIMITERS: Mapping[str, Mapping[str, str]] = {
    "tags": {"|": "bars", ",": "commas"},
    "actors": {"|": "bars"},
    "about": {"|": "bars"},
}
"""What separates the values of a cell, besides semicolons, by the key of its column."""
NAME_ZONE = "name the zone of the dates with --zone, like --zone America/New_York"
EMPTY: tuple[object, ...] = (None, "", [], {})


class CellError(Exception):
    """A cell can't be read; `code` is the kind of mistake, `column` its column, if known yet."""

    def __init__(self, message: str, code: str = "wrong-type", column: str = "") -> None:
        """Keep code and column beside the message."""
        super().__init__(message)
        self.code = code
        self.column = column


class Cell(NamedTuple):
    """The value of a cell, and the name of its column."""

    column: str
    value: object

    def text(self) -> str:
        """Return the value, which must be a text. Raises CellError."""
        with name_column(self.column):
            return text(self.value).strip()


@contextmanager
def name_column(column: str) -> Iterator[None]:
    """Turn errors about a value into errors about its column. Raises CellError."""
    try:
        yield
    except DateError as error:
        raise CellError(str(error), "bad-date", column) from None
    except CellError as error:
        if error.column:
            raise
        raise CellError(f"{quoted(column)} {error}", error.code, column) from None


def tidy(value: object) -> object:
    """Trim all texts of a value; those that mean nothing, like `n/a`, become empty."""
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, list):
        return [item for item in map(tidy, value) if item not in EMPTY]
    if isinstance(value, dict):
        return {name: tidy(member) for name, member in value.items()}
    return value


def tidy_text(value: str) -> str:
    """Trim a text; one that means nothing, like `n/a`, becomes empty."""
    trimmed = value.strip()
    return "" if _NOTHING.fullmatch(trimmed) else trimmed


def text(value: object) -> str:
    """Return a text; numbers of JSON are texts, as they were written. Raises CellError."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    raise CellError("must be text")


def as_list(value: object) -> list[object]:
    """Return a list as it is, and any other value as a list of one."""
    return value if isinstance(value, list) else [value]


def split(value: object, parted: re.Pattern[str] = SEPARATOR) -> list[object]:
    """List what a cell holds; in a text, semicolons or line ends separate several values."""
    return [*split_list(value, parted)] if isinstance(value, str) else as_list(value)


def split_lists(rows: Iterable[dict[str, Cell]], notes: list[str]) -> None:
    """Split lists at bars, or tags at commas, if a column has nothing else to separate its values.

    Our own exports, which have the precision of dates, use semicolons.
    """
    foreign = [cells for cells in rows if "precision" not in cells]
    for key, delimiters in _DELIMITERS.items():
        column = [cells for cells in foreign if key in cells]
        values = [cells[key].value for cells in column]
        lists = [value for value in values if isinstance(value, str)]
        if len(lists) < len(values) or any(SEPARATOR.search(value) for value in lists):
            continue
        found = next((sign for sign in delimiters if any(sign in value for value in lists)), None)
        if found is not None:
            notes.append(f"{quoted(column[0][key].column)} split at {delimiters[found]}")
            for cells in column:
                items = [item.strip() for item in str(cells[key].value).split(found)]
                cells[key] = cells[key]._replace(value=[item for item in items if item])


def texts(value: object) -> list[str]:
    """List the texts that a cell holds. Raises CellError."""
    return [text(item) for item in split(value)]


def figures(value: object) -> dict[str, str]:
    """Return numbers by their names. Raises CellError."""
    if not isinstance(value, dict):
        raise CellError("must be an object")
    return {name: _write_number(text(number)) for name, number in value.items()}


def is_address(value: object) -> bool:
    """Return whether a value is meant as a web address."""
    return isinstance(value, str) and re.match("https?://", value) is not None


def address(value: object) -> str:
    """Return a web address that a timeline file can have. Raises CellError."""
    url = text(value)
    if not re.fullmatch(URL, url):
        hint = "it must begin with http:// or https://, and have no spaces"
        raise CellError(f"has an invalid address, {quoted(url)}: {hint}")
    return url


def _write_number(written: str) -> str:
    """Write a number of JSON without an exponent, which a timeline file does not have."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    is_short = number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS
    return format(number, "f") if is_short and "e" in written.lower() else written
