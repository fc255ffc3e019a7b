"""Write timeline files: YAML as people write it, in which every value reads back as it was.

The emitters of PyYAML are not used. The one in Python is many times as slow. The one of libyaml
writes invisible characters as they are, and lines that are longer than asked for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from json import dumps

WIDTH = 100
LONGEST_FLOW = 80
"""A list of texts that takes up no more is written on one line: `[a, b]`."""
# What YAML can't hold as it is, or what would be invisible: from DEL on; JSON escapes the others.
# Joiners and soft hyphens stay between letters and the parts of an emoji, which need them.
_JOINER, _JOINED = "[\xad\u200c\u200d]", r"[\w\u0300-\U0001ffff]"
ESCAPED = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
    f"|(?<!{_JOINED}){_JOINER}|{_JOINER}(?!{_JOINED})"
)
FOLD = re.compile(r"(?<=[^ ]) (?=[^ ])")
_NEEDS_QUOTES = re.compile(rf"[\0-\x1f\U0010ffff]|:(?: |\Z)| (?:#|\Z)|{ESCAPED.pattern}")
_NEEDS_QUOTES_IN_LIST = re.compile(r"[],?[{}:]")
_LINE_BREAK = re.compile("[\n\x85\u2028\u2029]")
_LONGEST_KEY = 122
"""A key that is longer is written behind a question mark, its value on the next line."""


def render_timeline(timeline: Mapping[str, object]) -> Iterator[str]:
    """Write a timeline given in the shape of its file, of texts, lists and mappings.

    The first piece is everything before the events; then comes one piece for each of them.
    """
    sections = [{key: timeline[key]} for key in ("timeline", "actors", "sources") if timeline[key]]
    head = "\n".join(f"{_write_mapping(section, 0)}\n" for section in sections)
    events = timeline["events"]
    assert isinstance(events, Sequence)
    yield f"{head}\nevents:" + ("\n" if events else " []\n")
    for event in events:
        yield f"\n  {_write_items([event], 2)}\n"


def _write_mapping(mapping: Mapping[str, object], indent: int) -> str:
    """Return the members of a mapping, each on its line; the first is not indented yet."""
    members = (_write_member(key, value, indent) for key, value in mapping.items())
    return _begin_line(indent).join(members)


def _write_member(key: str, value: object, indent: int) -> str:
    name = _write_text(key)
    line = _begin_line(indent)
    if key and len(key) <= _LONGEST_KEY and not _LINE_BREAK.search(key):
        return f"{name}:{_write_value(value, indent, indent + len(name) + 1, f'{line}  ')}"
    name = _fold(name, indent + 2, indent + 2)
    return f"? {name}{line}:{_write_value(value, indent, indent + 1, ' ')}"


def _write_items(items: Sequence[object], indent: int) -> str:
    """Return the items of a list, each on its line; the first is not indented yet."""
    lines = (f"-{_write_value(item, indent, indent + 1, ' ')}" for item in items)
    return _begin_line(indent).join(lines)


def _write_value(value: object, indent: int, column: int, gap: str) -> str:
    """Return a value behind what it belongs to, which is indented, and ends at a column.

    `gap` stands before the first of several lines.
    """
    if isinstance(value, str):
        return f" {_fold(_write_text(value), column + 1, indent + 2)}"
    if isinstance(value, Mapping):
        return f"{gap}{_write_mapping(value, indent + 2)}" if value else " {}"
    assert isinstance(value, Sequence)
    texts = [item for item in value if isinstance(item, str)]
    if len(texts) == len(value) and sum(len(text) + 2 for text in texts) < LONGEST_FLOW:
        return f" {_write_flow(texts, indent + 2, column + 1)}"
    return f"{gap}{_write_items(value, indent + 2)}"


def _write_flow(texts: Sequence[str], indent: int, column: int) -> str:
    """Return a list as one line, which begins at a column."""
    written, column = "[", column + 1
    for text in texts:
        gap = "," if written != "[" else ""
        if column + len(gap) > WIDTH:
            gap += _begin_line(indent)
            column = indent
        elif gap:
            gap = ", "
            column += len(gap)
        folded = _fold(_write_text(text, _NEEDS_QUOTES_IN_LIST), column, indent + 2)
        _, line_end, last = folded.rpartition("\n")
        column = len(last) if line_end else column + len(folded)
        written += gap + folded
    return f"{written}]"


def _begin_line(indent: int) -> str:
    return "\n" + " " * indent


def _fold(text: str, column: int, indent: int) -> str:
    """Return a text that begins at a column, folded at spaces; lines are as long as `WIDTH`."""
    if column + len(text) <= WIDTH:
        return text
    first, *words = FOLD.split(text)
    pieces = [first]
    column += len(first)
    line = _begin_line(indent)
    for word in words:
        if column + len(word) >= WIDTH:
            pieces.append(line)
            column = indent
        else:
            pieces.append(" ")
            column += 1
        pieces.append(word)
        column += len(word)
    return "".join(pieces)


def _write_text(text: str, more: re.Pattern[str] | None = None) -> str:
    """Return a text plain if it begins with a letter or digit and YAML allows it, else quoted.

    All plain texts of a timeline file are texts: `no`, `12:19` and `2023-11-17` need no quotes.
    What `more` finds needs them, too.
    """
    is_plain = text[:1].isalnum() and text != "null" and not _NEEDS_QUOTES.search(text)
    if is_plain and not (more and more.search(text)):
        return text
    return ESCAPED.sub(lambda match: escape(match[0]), dumps(text, ensure_ascii=False))


def escape(character: str) -> str:
    """Return a character as YAML and JSON write it by its number."""
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
