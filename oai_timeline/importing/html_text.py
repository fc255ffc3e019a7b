"""Read the text of fields that hold HTML."""

import re
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]*)>")
_ADDRESS = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}


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
