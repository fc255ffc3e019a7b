"""Write timeline files: YAML as people write it, in which every value reads back as it was."""

import re
from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

import yaml

_WIDTH = 100
_LONGEST_FLOW = 80
"""A list of texts that takes up no more is written on one line: `[a, b]`."""
# What YAML can't hold as it is, or what would be invisible: from DEL on; JSON escapes the others.
# Joiners and soft hyphens stay between letters and the parts of an emoji, which need them.
_JOINER, _JOINED = "[\xad\u200c\u200d]", r"[\w\u0300-\U0001ffff]"
_ESCAPED = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
    f"|(?<!{_JOINED}){_JOINER}|{_JOINER}(?!{_JOINED})"
)
_FOLD = re.compile(r"(?<=[^ ]) (?=[^ ])")


class _Dumper(yaml.SafeDumper):
    """Writes texts plain where they begin with a letter or digit and YAML allows it, else quoted.

    All plain texts of a timeline file are texts: `no`, `12:19` and `2023-11-17` need no quotes.
    """

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's, of a class

    def ignore_aliases(self, _: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)

    def choose_scalar_style(self) -> str:
        assert isinstance(self.event, yaml.ScalarEvent)
        text = self.event.value
        plain = text[:1].isalnum() and text != "null" and not _ESCAPED.search(text)
        return "" if plain and not super().choose_scalar_style() else '"'

    def write_plain(self, text: str, split: bool = True) -> None:
        """Write a text, folded at spaces so that lines are no longer than others."""
        first, *words = _FOLD.split(text) if split else [text]
        self.write_indicator(first, need_whitespace=True)
        for word in words:
            if self.column + len(word) >= _WIDTH:
                self.write_indent()
                self.write_indicator(word, need_whitespace=False)
            else:
                self.write_indicator(f" {word}", need_whitespace=False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        written = dumps(text, ensure_ascii=False)
        self.write_plain(_ESCAPED.sub(lambda match: _escape(match[0]), written), split)


def _represent_list(dumper: _Dumper, items: list[Any]) -> yaml.SequenceNode:
    is_short = all(isinstance(item, str) for item in items)
    is_short = is_short and sum(len(item) + 2 for item in items) < _LONGEST_FLOW
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


_Dumper.add_representer(list, _represent_list)


def render_timeline(timeline: Mapping[str, Any]) -> Iterator[str]:
    """Write a timeline given in the shape of its file, of texts, lists and mappings.

    The first piece is everything before the events; then comes one piece for each of them.
    """
    sections = [{key: timeline[key]} for key in ("timeline", "actors", "sources") if timeline[key]]
    yield "\n".join(map(_dump, sections)) + "\nevents:" + ("\n" if timeline["events"] else " []\n")
    for event in timeline["events"]:
        yield _dump({"events": [event]}).removeprefix("events:")


def _dump(value: object) -> str:
    text: str = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False,
        width=_WIDTH,
    )  # fmt: skip
    return text


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
