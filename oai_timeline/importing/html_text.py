"""Read the text of fields that hold HTML."""

import re
from collections.abc import Iterable
from html import unescape

from oai_timeline.importing.cells import Cell
from oai_timeline.model.visible import quoted

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]*)>")
_ADDRESS = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_CLOSED = re.compile(r"</(?:p|a|b|i|em|strong|div|span|li|h[1-6])>|<br ?/?>", re.IGNORECASE)
"""What HTML has, and no other text of people."""
_TEXTS = ("title", "summary")


def read_html_columns(rows: Iterable[dict[str, Cell]], notes: list[str]) -> None:
    """Read the texts of columns as HTML if one of them is; note which columns these are.

    Our own exports, which have the precision of dates, have no HTML.
    """
    foreign = [cells for cells in rows if not _is_ours(cells)]
    for key in _TEXTS:
        column = [cells for cells in foreign if key in cells and isinstance(cells[key].value, str)]
        html = next((one for one in column if _CLOSED.search(str(one[key].value))), None)
        if html is not None:
            notes.append(f"{quoted(html[key].column)} read as HTML: tags left out")
            for cells in column:
                cells[key] = cells[key]._replace(value=read_html(str(cells[key].value)))


def _is_ours(cells: dict[str, Cell]) -> bool:
    return "precision" in cells or ("when" in cells and isinstance(cells["when"].value, dict))


def read_html(html: str) -> str:
    """Return the text of HTML: a line for each block, and the address of a link behind its text."""
    pieces = []
    at = 0
    address = ""
    for tag in _TAG.finditer(html):
        pieces.append(unescape(html[at : tag.start()]))
        at = tag.end()
        name = tag[2].lower()
        if name in _BLOCKS:
            pieces.append("\n")
        elif name == "a":
            if address and tag[1] and address not in pieces[-1]:
                pieces.append(f" ({address})")
            match = None if tag[1] else _ADDRESS.search(tag[3])
            address = unescape(match[1] or match[2] or "") if match else ""
    pieces.append(unescape(html[at:]))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))
