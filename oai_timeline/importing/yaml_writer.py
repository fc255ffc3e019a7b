"""Write timeline files: YAML as people write it, in which every value reads back as it was."""

import re
from collections.abc import Iterator, Mapping
from json import dumps

_WIDTH = 100
_LONGEST_FLOW = 80
"""A list of texts is written on one line, `[a, b]`, if it takes up no more."""
_LONGEST_KEY = 128
# What YAML can't hold as it is, or what would be invisible: from DEL on; JSON escapes the others.
# Joiners and soft hyphens stay between letters and the parts of an emoji, which need them.
_JOINER, _JOINED = "[\xad\u200c\u200d]", r"[\w\u0300-\U0001ffff]"
_ESCAPED = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
    f"|(?<!{_JOINED}){_JOINER}|{_JOINER}(?!{_JOINED})"
)
_QUOTED = re.compile(rf"[\x00-\x1f]|:(?: |\Z)| #| \Z|^null\Z|{_ESCAPED.pattern}")
"""What a text without quotes can't have."""
_QUOTED_IN_FLOW = re.compile(r"[][{},:?]")
_FOLD = re.compile(r"(?<=[^ ]) (?=[^ ])")


def render_timeline(timeline: Mapping[str, object]) -> Iterator[str]:
    """Yield the text of a timeline given in the shape of its file: texts, lists and mappings.

    The first piece is everything before the events; each further piece is an event.
    """
    sections = [{key: timeline[key]} for key in ("timeline", "actors", "sources") if timeline[key]]
    events = timeline["events"]
    assert isinstance(events, list)
    texts = ["".join(_render(section, 0)) for section in sections]
    yield "\n".join(texts) + ("\nevents:\n" if events else "\nevents: []\n")
    for event in events:
        yield "".join(["\n", *_render([event], 2)])


def _render(value: object, indent: int) -> Iterator[str]:
    """Yield the lines of a mapping or of a list that is not on one line."""
    pad = " " * indent
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _render_member(f"{pad}{_render_key(key, pad)}:", member, indent)
        return
    assert isinstance(value, list)
    for item in value:
        if isinstance(item, dict) and item:
            first, *others = _render(item, indent + 2)
            yield f"{pad}- {first[indent + 2 :]}"
            yield from others
        else:
            yield from _render_member(f"{pad}-", item, indent)


def _render_member(start: str, value: object, indent: int) -> Iterator[str]:
    """Yield what follows a key or a dash, on the same line if possible."""
    if isinstance(value, str):
        yield _fold(f"{start} {_render_text(value)}", indent + 2)
    elif not value:
        yield f"{start} []\n" if isinstance(value, list) else f"{start} {{}}\n"
    elif isinstance(value, list) and _is_short(value):
        yield f"{start} [{', '.join(_render_text(item, in_flow=True) for item in value)}]\n"
    else:
        yield f"{start}\n"
        yield from _render(value, indent + 2)


def _is_short(items: list[object]) -> bool:
    texts = [item for item in items if isinstance(item, str)]
    return len(texts) == len(items) and sum(len(text) + 2 for text in texts) < _LONGEST_FLOW


def _render_key(key: str, pad: str) -> str:
    text = _render_text(key)
    return text if len(text) < _LONGEST_KEY else f"? {text}\n{pad}"


def _render_text(text: str, *, in_flow: bool = False) -> str:
    """Return a text, in quotes unless it begins with a letter or a digit and YAML allows it.

    All plain texts of a timeline file are texts: `no`, `12:19` and `2023-11-17` need no quotes.
    """
    is_plain = text[:1].isalnum() and not _QUOTED.search(text)
    if is_plain and not (in_flow and _QUOTED_IN_FLOW.search(text)):
        return text
    return _ESCAPED.sub(lambda match: _escape(match[0]), dumps(text, ensure_ascii=False))


def _fold(text: str, indent: int) -> str:
    """Return a line, folded at single spaces if it is too long."""
    if len(text) < _WIDTH:
        return f"{text}\n"
    first, *words = _FOLD.split(text)
    lines = [first]
    for word in words:
        if len(lines[-1]) + len(word) >= _WIDTH:
            lines.append(" " * indent + word)
        else:
            lines[-1] += f" {word}"
    return "\n".join([*lines, ""])


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
