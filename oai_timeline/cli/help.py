"""The help of the commands: laid out like answers, with commands before options."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from typer._click import Command, Context
from typer.core import TyperGroup

from oai_timeline.cli import output
from oai_timeline.cli.settings import Settings
from oai_timeline.model.visible import in_ascii
from oai_timeline.views.blocks import join_sections, paragraph
from oai_timeline.views.text import (
    MEASURE,
    Line,
    Span,
    StyledText,
    display_width,
    widest,
    wrap,
    wrap_spans,
)

_PIPE_WIDTH = 80
_INDENT = 2
_LITERAL = re.compile(r"(--?[a-z][a-z-]*|^[a-z]+$)")


class HelpSection(NamedTuple):
    """A heading, and pairs of what can be typed and what that does."""

    heading: str
    rows: list[tuple[str, str]]


def write_help(command: Command, context: Context, settings: Settings) -> None:
    """Write the help of a command as the settings require. Raises OSError."""
    target = output.choose_target(settings)
    lines = render_help(command, context, target.width or _PIPE_WIDTH)
    if settings.ascii:
        lines = ([span._replace(text=in_ascii(span.text)) for span in line] for line in lines)
    output.write_view(StyledText(lines), target)


def render_help(command: Command, context: Context, width: int) -> Iterator[Line]:
    """Lay out the help of a command: how to call it, what it does, its commands, its options."""
    width = min(width, MEASURE)
    commands, options = list(_list_commands(command, context)), _list_options(command, context)
    usage = ["Usage:", context.command_path, *command.collect_usage_pieces(context)]
    return join_sections(
        paragraph(Span(" ".join(usage)), width),
        *(_render_paragraph(text, width) for text in (command.help or "").split("\n\n")),
        *_render_sections(commands, width),
        *_render_sections(options, width),
    )


def _list_commands(command: Command, context: Context) -> Iterator[HelpSection]:
    """Yield the commands of a group under their headings; nothing for a command without any."""
    if not isinstance(command, TyperGroup):
        return
    commands = [
        (name, command.get_command(context, name)) for name in command.list_commands(context)
    ]
    for heading, group in groupby(commands, lambda row: getattr(row[1], "rich_help_panel", "")):
        yield HelpSection(heading, [(name, _summary(found)) for name, found in group])


def _summary(command: Command | None) -> str:
    """Return the first paragraph of a command's help."""
    return ((command and command.help) or "").partition("\n\n")[0]


def _list_options(command: Command, context: Context) -> list[HelpSection]:
    """Return the arguments and the options of a command in their groups."""
    groups: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
    for option in command.get_params(context):
        record = option.get_help_record(context)
        if record:
            term, text = record
            usual = "Options" if option.param_type_name == "option" else "Arguments"
            name = getattr(option, "rich_help_panel", None) or usual
            groups.setdefault(name, []).append((term, " ".join(text.split())))
    return [HelpSection(*group) for group in groups.items() if group[1]]


def _render_paragraph(text: str, width: int) -> Iterator[Line]:
    label, is_example, example = text.partition("Example: ")
    if not is_example or label:
        return paragraph(Span(text), width, _INDENT)
    parts = [Span(is_example, "quiet"), Span(example, "command")]
    return ([Span(" " * _INDENT), *line] for line in wrap_spans(parts, width - _INDENT))


def _render_sections(sections: list[HelpSection], width: int) -> Iterator[Iterable[Line]]:
    """Yield the lines of each section, their columns aligned with one another."""
    size = min(widest(term for section in sections for term, _ in section.rows), width * 2 // 5)
    for section in sections:
        yield _render_section(section, size, width)


def _render_section(section: HelpSection, size: int, width: int) -> Iterator[Line]:
    yield [Span(f"{section.heading}:", "title")]
    for term, text in section.rows:
        yield from _render_row(term, wrap(text, width - size - 2 * _INDENT), size)


def _render_row(term: str, texts: Iterable[str], size: int) -> Iterator[Line]:
    """Yield what can be typed beside what that does, or above it if it is wider than its column."""
    used = display_width(term)
    left = [Span(" " * _INDENT), *_highlight(term)]
    if used > size:
        yield left
        left, used = [Span(" " * _INDENT)], 0
    for text in texts:
        yield [*left, Span(" " * (size - used + _INDENT)), Span(text)]
        left, used = [Span(" " * _INDENT)], 0


def _highlight(term: str) -> Iterator[Span]:
    """Yield a term with the command or the flags in it highlighted, but not their values."""
    for part in _LITERAL.split(term):
        yield Span(part, "command" if _LITERAL.fullmatch(part) else "")
