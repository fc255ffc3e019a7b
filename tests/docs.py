"""Generate docs/commands.md and the man pages from the command line: `python -m tests.docs`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import fill

from oai_timeline.cli.app import GROUPS
from tests import man
from tests.command_help import CommandHelp, OptionHelp, describe_commands

FILE = Path(__file__).parents[1] / "docs" / "commands.md"

_INTRODUCTION = """\
# The commands

Look up here what a command answers, and which options it has: all that `timeline COMMAND --help`
shows, on one page. For a first look, follow the [tour](../README.md#a-tour).

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
    commands = list(describe_commands())
    every = [option for command in (*commands[1:], commands[0]) for option in command.options]
    shared = {heading: _select(every, heading) for heading in _SHARED}
    yield "\n".join([_INTRODUCTION, *_contents()])
    for command in commands:
        yield from _command(command, shared)
    for heading, introduction in _SHARED.items():
        yield f"## {heading}"
        yield introduction
        yield _bullet_list(shared[heading].values())
    yield "<!-- Written by `python -m tests.docs` from what --help says; a test checks it. -->"


def _contents() -> Iterator[str]:
    for group, names in GROUPS.items():
        links = (f"[`{name}`](#timeline-{name})" for name in names)
        yield f"- {group}: {', '.join(links)}"
    links = (f"[{heading.lower()}](#{_anchor(heading)})" for heading in _SHARED)
    yield f"- Options that they share: {', '.join(links)}"


def _select(every: Iterable[OptionHelp], heading: str) -> dict[str, OptionHelp]:
    return {option.key: option for option in every if option.panel == heading}


def _command(command: CommandHelp, shared: Mapping[str, Mapping[str, OptionHelp]]) -> Iterator[str]:
    """Yield the paragraphs on a command: its help, an example, its own options."""
    yield f"## {command.name}"
    yield f"    {' '.join([command.name, '[OPTIONS]', *command.arguments])}"
    first, *others = command.paragraphs
    yield _plain(first)
    yield f"Example: `{command.example}`"
    yield from map(_plain, others)
    panels = [
        heading
        for heading, options in shared.items()
        if _select(command.options, heading).keys() == options.keys()
    ]
    own = [option for option in command.options if option.panel not in panels]
    if own:
        yield _bullet_list(own)
    if panels:
        yield f"And {', '.join(f'[{panel.lower()}](#{_anchor(panel)})' for panel in panels)}."


def _bullet_list(options: Iterable[OptionHelp]) -> str:
    return "\n".join(f"- {_option(option)}" for option in options)


def _option(option: OptionHelp) -> str:
    *others, last = option.names or ("",)
    names = (*others, " ".join(filter(None, (last, option.value))))
    written = ", ".join(f"`{name}`" for name in names)
    return f"{written}: {_plain(option.help)}" if option.help else written


def _plain(text: str) -> str:
    """Escape and wrap text for Markdown."""
    return fill(re.sub(r"[*<]", r"\\\g<0>", text), 100, break_on_hyphens=False)


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


if __name__ == "__main__":
    FILE.write_text(commands_page(), encoding="utf-8")
    man.write_pages()
