"""What a spreadsheet of events is made of, for writing one and for reading one."""

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
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""

_SIGN = f"[ ']*+[{re.escape(''.join(FORMULA_SIGNS))}]"
_FORMULA = re.compile(rf"""^(?={_SIGN})|;[ "]*+(?={_SIGN})""")
_ESCAPED_FORMULA = re.compile(rf"""(^|;[ "]*+)'(?={_SIGN})""")

PARTED = re.compile(r"(?<!\\);|\n")
"""Where several items in a cell part: at a semicolon, unless a backslash is before it."""
PARTED_ADDRESSES = re.compile(r"(?<!\\);(?=\s|$|https?://)|\n")
"""Where several addresses in a cell part: they may have semicolons themselves."""
SEMICOLON = re.compile(";")
SEMICOLON_BY_ADDRESSES = re.compile(r";(?=\s|$|https?://)|(?<=\\);")
"""The semicolons that need a backslash, in a list that parts like one of these."""


def escape_formulas(text: str) -> str:
    """Put a quote before what a spreadsheet would run as a formula (OWASP, CSV Injection).

    That is at the start of a cell, and behind each semicolon: there a cell begins where another
    program parts cells at semicolons. What begins with a quote and a sign gets one more quote, so
    that `unescape_formulas` gives back any text.
    """
    return _FORMULA.sub(r"\g<0>'", text)


def unescape_formulas(text: str) -> str:
    """Undo `escape_formulas`."""
    return _ESCAPED_FORMULA.sub(r"\1", text)


def join_list(items: Iterable[str], semicolon: re.Pattern[str] = SEMICOLON) -> str:
    r"""Join items by `; `; in an item, a semicolon that would part it is written `\;`."""
    escaped = [semicolon.sub(r"\\;", item) for item in items]
    # A space after a backslash that ends an item: it does not escape what follows.
    return "; ".join([f"{one} " if one.endswith("\\") else one for one in escaped])


def split_list(text: str, parted: re.Pattern[str] = PARTED) -> list[str]:
    """Give the items of a list that `join_list` or a person wrote; there are no empty ones."""
    items = (item.strip() for item in parted.split(text))
    return [item.replace(r"\;", ";") for item in items if item]
