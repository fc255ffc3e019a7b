"""Generate docs/commands.md from the command line: `python -m tests.docs`."""

import re
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from itertools import groupby
from pathlib import Path
from textwrap import fill
from typing import Any

import typer

from oai_timeline.cli.app import COMMANDS, app

FILE = Path(__file__).parents[1] / "docs" / "commands.md"

_INTRODUCTION = """\
# The commands

What each command answers, and its options. This file is written by `python -m tests.docs`
from what `--help` says of them; a test holds it to that.

- [`timeline`](#timeline) alone shows the timeline at a glance."""
_SHARED = {
    "Filters": "The filters are the same wherever events are listed. Repeat a filter to match any "
    "of its values;\ndifferent filters are combined with AND.",
    "Sorting": "Events are listed in chronological order by default.",
    "Output": "These can be given before or after the command.",
}
"""The headings and introductions of the groups of shared options."""


def commands_page() -> str:
    """Return the text of the page."""
    return "\n\n".join(_blocks()) + "\n"


def _blocks() -> Iterator[str]:
    top: Any = typer.main.get_command(app)
    context = typer.Context(top, info_name="timeline")
    commands = {name: top.get_command(context, name) for name in top.list_commands(context)}
    every = [option for command in (*commands.values(), top) for option in command.params]
    shared = {heading: _options(every, heading) for heading in _SHARED}
    yield "\n".join([_INTRODUCTION, *_contents()])
    yield from _command("timeline", top, shared)
    for name, command in commands.items():
        yield from _command(f"timeline {name}", command, shared)
    for heading, introduction in _SHARED.items():
        yield f"## {heading}"
        yield introduction
        yield _bullet_list(shared[heading].values())


def _contents() -> Iterator[str]:
    for group, names in groupby(COMMANDS, lambda name: COMMANDS[name].group):
        links = (f"[`{name}`](#timeline-{name})" for name in names)
        yield f"- {group}: {', '.join(links)}"
    links = (f"[{heading.lower()}](#{_anchor(heading)})" for heading in _SHARED)
    yield f"- Options that they share: {', '.join(links)}"


def _options(every: Iterable[Any], heading: str) -> dict[str, Any]:
    return {option.name: option for option in every if _panel(option) == heading}


def _command(name: str, command: Any, shared: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the paragraphs on a command: its help, an example, its own options."""
    yield f"## {name}"
    yield f"    {' '.join([name, '[OPTIONS]', *_arguments(command)])}"
    for paragraph in cleandoc(command.help).split("\n\n"):
        what, is_example, example = paragraph.partition("Example: ")
        yield f"{what}Example: `{example}`" if is_example else _plain(paragraph)
    panels = [
        heading
        for heading, options in shared.items()
        if _options(command.params, heading).keys() == options.keys()
    ]
    own = [option for option in command.params if _panel(option) not in panels]
    if own:
        yield _bullet_list(own)
    if panels:
        yield f"And {', '.join(f'[{panel.lower()}](#{_anchor(panel)})' for panel in panels)}."


def _arguments(command: Any) -> Iterator[str]:
    """Yield the arguments of a command."""
    if hasattr(command, "list_commands"):
        yield "[COMMAND ...]"
    for option in command.params:
        if option.param_type_name == "argument":
            yield option.metavar or option.name.upper()


def _bullet_list(options: Iterable[Any]) -> str:
    return "\n".join(f"- {_option(option)}" for option in options)


def _option(option: Any) -> str:
    if option.param_type_name == "argument":
        written = f"`{option.metavar or option.name.upper()}`"
    else:
        *others, last = sorted([*option.opts, *option.secondary_opts], key=len)
        value = "" if option.is_flag else f" {option.metavar or option.type.name.upper()}"
        written = ", ".join(f"`{flag}`" for flag in (*others, f"{last}{value}"))
    return f"{written}: {_plain(option.help)}" if option.help else written


def _plain(text: str) -> str:
    """Escape and wrap text for Markdown."""
    return fill(re.sub(r"[*<]", r"\\\g<0>", text), 100, break_on_hyphens=False)


def _panel(option: Any) -> str:
    return getattr(option, "rich_help_panel", None) or ""


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


if __name__ == "__main__":
    FILE.write_text(commands_page(), encoding="utf-8")
