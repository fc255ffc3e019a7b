"""A timeline file: YAML as people write and edit it, of which every value reads back as it was.

Texts stand plain wherever YAML allows it, else in double quotes, and are folded at spaces. Lists of
texts stand on one line, `[a, b]`, as long as that is short.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from typing import Any

_MEASURE = 100
_INDENT = "  "
# What can't be misread: a letter or digit first, no `: ` and no ` #`; without null, which a
# schema's parser takes for nothing.
_PLAIN = re.compile(r"(?!null$)[^\W_](?:[^\s\x00-\x1f:#]|:(?=\S)|(?<=\S)#| (?=[^\s#]))*")
_PLAIN_IN_A_LIST = re.compile(r"(?!null$)[^\W_](?:[^\s\x00-\x1f:#?,\[\]{}]| (?=[^\s#]))*")
# What YAML can't have as it is, or what could not be seen: from DEL on; JSON escapes the others.
# Joiners and soft hyphens stay between letters and the parts of an emoji, which need them.
_JOINER, _JOINED = "[\xad\u200c\u200d]", r"[\w\u0300-\U0001ffff]"
_ESCAPED = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
    f"|(?<!{_JOINED}){_JOINER}|{_JOINER}(?!{_JOINED})"
)
_FOLD = re.compile(r"(?<=[^ ]) (?=[^ ])")
_LONGEST_KEY = 120
"""YAML finds the end of a key within 1024 characters; before that it is no more to be read."""


def document(timeline: Mapping[str, Any]) -> Iterator[str]:
    """Write a timeline given in the shape of its file, of texts, lists and mappings.

    The first piece is all that stands before the events; then comes one piece for each of them.
    """
    sections = [{key: timeline[key]} for key in ("timeline", "actors", "sources") if timeline[key]]
    head = "\n".join("".join(_members(section, "")) for section in sections)
    yield f"{head}\nevents:{'' if timeline['events'] else ' []'}\n"
    for event in timeline["events"]:
        yield "\n" + "".join(_item(event, _INDENT))


def _members(mapping: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        begin = f"{indent}{_scalar(key, indent, len(indent))}:"
        if len(begin) > _LONGEST_KEY or "\n" in begin:
            begin = f"{indent}? {_quoted(key)}\n{indent}:"
        yield from _member(begin, value, indent)


def _member(begin: str, value: Any, indent: str) -> Iterator[str]:
    """Write a key and its value: texts and short lists on its line, others below it."""
    within = indent + _INDENT
    if isinstance(value, str):
        yield f"{begin} {_scalar(value, within, len(begin) + 1)}\n"
    elif not value:
        yield f"{begin} {'{}' if isinstance(value, Mapping) else '[]'}\n"
    elif isinstance(value, Mapping):
        yield f"{begin}\n"
        yield from _members(value, within)
    else:
        flow = _flow(value)
        if flow and len(begin) + len(flow) < _MEASURE:
            yield f"{begin} {flow}\n"
        else:
            yield f"{begin}\n"
            for item in value:
                yield from _item(item, within)


def _item(value: Any, indent: str) -> Iterator[str]:
    """Write an item of a list below its key: `- ` stands where the first key is indented."""
    if isinstance(value, str):
        yield f"{indent}- {_scalar(value, indent + _INDENT, len(indent) + 2)}\n"
        return
    first, *rest = _members(value, indent + _INDENT)
    yield f"{indent}- {first.removeprefix(indent + _INDENT)}"
    yield from rest


def _flow(values: Sequence[Any]) -> str:
    """Write a list of texts on one line; empty where it is none."""
    if not all(isinstance(value, str) for value in values):
        return ""
    return f"[{', '.join(_written(value, _PLAIN_IN_A_LIST) for value in values)}]"


def _scalar(text: str, indent: str, column: int) -> str:
    """Write a text that begins in `column`, folded so that its lines are no longer than others."""
    written = _written(text, _PLAIN)
    if column + len(written) <= _MEASURE:
        return written
    lines = [""]
    for word in _FOLD.split(written):
        if lines[-1] and column + len(lines[-1]) + len(word) >= _MEASURE:
            lines.append(word)
            column = len(indent)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return f"\n{indent}".join(lines)


def _written(text: str, plain: re.Pattern[str]) -> str:
    return text if plain.fullmatch(text) and not _ESCAPED.search(text) else _quoted(text)


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda match: _escape(match[0]), dumps(text, ensure_ascii=False))


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
