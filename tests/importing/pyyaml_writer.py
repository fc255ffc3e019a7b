"""Write timeline files by PyYAML's emitter, the reference for `importing/yaml_writer.py`."""

from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

import yaml

from oai_timeline.importing.yaml_writer import ESCAPED, FOLD, LONGEST_FLOW, WIDTH, escape


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
        plain = text[:1].isalnum() and text != "null" and not ESCAPED.search(text)
        return "" if plain and not super().choose_scalar_style() else '"'

    def write_plain(self, text: str, split: bool = True) -> None:
        """Write a text, folded at spaces so that lines are no longer than others."""
        first, *words = FOLD.split(text) if split else [text]
        self.write_indicator(first, need_whitespace=True)
        for word in words:
            if self.column + len(word) >= WIDTH:
                self.write_indent()
                self.write_indicator(word, need_whitespace=False)
            else:
                self.write_indicator(f" {word}", need_whitespace=False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        written = dumps(text, ensure_ascii=False)
        self.write_plain(ESCAPED.sub(lambda match: escape(match[0]), written), split)


def _represent_list(dumper: _Dumper, items: list[Any]) -> yaml.SequenceNode:
    is_short = all(isinstance(item, str) for item in items)
    is_short = is_short and sum(len(item) + 2 for item in items) < LONGEST_FLOW
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


_Dumper.add_representer(list, _represent_list)


def render_timeline(timeline: Mapping[str, Any]) -> Iterator[str]:
    """Write a timeline as the function of the same name that it is the reference for."""
    sections = [{key: timeline[key]} for key in ("timeline", "actors", "sources") if timeline[key]]
    yield "\n".join(map(_dump, sections)) + "\nevents:" + ("\n" if timeline["events"] else " []\n")
    for event in timeline["events"]:
        yield _dump({"events": [event]}).removeprefix("events:")


def _dump(value: object) -> str:
    text: str = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False,
        width=WIDTH,
    )  # fmt: skip
    return text
