"""The columns and cells of a spreadsheet of events, for export and import."""

import re
from collections.abc import Iterable

COLUMNS = (
    "id",
    "date",
    "earliest",
    "latest",
    "precision",
    "title",
    "actors",
    "about",
    "kind",
    "tags",
    "place",
    "certainty",
    "summary",
    "sources",
)
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
"""The characters that begin a formula in a spreadsheet (OWASP, CSV Injection)."""

_SIGN = f"[ ']*+[{re.escape(''.join(FORMULA_SIGNS))}]"
_FORMULA = re.compile(rf"""^(?={_SIGN})|;[ "]*+(?={_SIGN})""")
_ESCAPED_FORMULA = re.compile(rf"""(^|;[ "]*+)'(?={_SIGN})""")

SEPARATOR = re.compile(r"(?<!\\);|\n")
"""Between the items of a cell: a semicolon without a backslash, or a line break."""
URL_SEPARATOR = re.compile(r"(?<!\\);(?=\s|$|https?://)|\n")
"""Between the URLs of a cell, which may contain semicolons themselves."""
SEMICOLON = re.compile(";")
SEMICOLON_BY_URL = re.compile(r";(?=\s|$|https?://)|(?<=\\);")
"""The semicolons that need a backslash in an item of a cell, or of a cell of URLs."""


def escape_formulas(text: str) -> str:
    """Return `text` with a quote before what a spreadsheet would run as a formula.

    That is at the start of a cell, and after each semicolon, as some programs split cells there.
    Text that already begins with such a quote gets one more, so `unescape_formulas` restores any
    text. See OWASP, CSV Injection.
    """
    return _FORMULA.sub(r"\g<0>'", text)


def unescape_formulas(text: str) -> str:
    """Return the text that `escape_formulas` was given."""
    return _ESCAPED_FORMULA.sub(r"\1", text)


def join_list(items: Iterable[str], semicolon: re.Pattern[str] = SEMICOLON) -> str:
    r"""Return items joined by `; `; a semicolon inside an item is written `\;`."""
    escaped = [semicolon.sub(r"\\;", item) for item in items]
    # A space after a backslash that ends an item, so that it doesn't escape the separator.
    return "; ".join([f"{item} " if item.endswith("\\") else item for item in escaped])


def split_list(text: str, separator: re.Pattern[str] = SEPARATOR) -> list[str]:
    """Return the items of a list that `join_list` or a person wrote, without empty ones."""
    items = (item.strip() for item in separator.split(text))
    return [item.replace(r"\;", ";") for item in items if item]
