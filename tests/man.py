"""Man pages, timeline(1) and one for each command, in the macros of man(7)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from oai_timeline.cli.app import GROUPS
from tests.command_help import CommandHelp, OptionHelp, describe_commands

FOLDER = Path(__file__).parents[1] / "docs" / "man"
_TERMINAL = Path(__file__).parents[1] / "docs" / "terminal.md"
_PANELS = ("", "Filters", "Sorting", "Point of view", "Output")
"""The headings of options, in the order of a page; those without one come first."""
_SPECIAL = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "~": "\\(ti", "^": "\\(ha"}
"""The characters that roff would print as others, and how to have them as they are."""


def man_pages() -> dict[str, str]:
    """Return the text of each page, by the name of its file."""
    top, *commands = describe_commands()
    summaries = {command.name: command.paragraphs[0] for command in commands}
    pages = {"timeline.1": _page(top, _commands(summaries), _environment(), _see_all(commands))}
    for command in commands:
        pages[f"{_dashed(command)}.1"] = _page(command, (), (), _see_also())
    return pages


def write_pages() -> None:
    """Write all pages, and delete those of commands that are gone."""
    FOLDER.mkdir(exist_ok=True)
    pages = man_pages()
    for path in FOLDER.glob("*.1"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="ascii")


def _page(
    command: CommandHelp,
    commands: Iterable[str],
    environment: Iterable[str],
    see_also: Iterable[str],
) -> str:
    name, (summary, *others) = _dashed(command), command.paragraphs
    title = f"{_escape(name)} \\- {_escape(summary[:1].lower() + summary[1:].rstrip('.'))}"
    lines = [
        f'.TH "{_escape(name.upper())}" "1" "" "timeline" "Timeline manual"',
        ".ad l",
        ".SH NAME",
        *wrap(title, 78, break_on_hyphens=False),
        ".SH SYNOPSIS",
        f".B {_escape(command.name)}",
        *(f".I {_escape(one)}" for one in ("[OPTIONS]", *command.arguments)),
        ".SH DESCRIPTION",
        _prose(summary),
        *(line for paragraph in others for line in (".PP", _prose(paragraph))),
        *commands,
        *_options(command.options),
        *environment,
        ".SH EXIT STATUS",
        *_terms(_read_table("code")),
        ".SH EXAMPLES",
        ".EX",
        _escape(command.example),
        ".EE",
        ".SH SEE ALSO",
        *see_also,
    ]
    return "\n".join(lines) + "\n"


def _commands(summaries: Mapping[str, str]) -> Iterator[str]:
    yield ".SH COMMANDS"
    for group, names in GROUPS.items():
        yield f".SS {group}"
        for name in names:
            full = f"timeline {name}"
            yield from _term(f"\\fB{_escape(full)}\\fR", _prose(summaries[full]))


def _options(options: Iterable[OptionHelp]) -> Iterator[str]:
    """Yield the arguments, then the options under their headings."""
    arguments = [option for option in options if not option.names]
    if arguments:
        yield ".SH ARGUMENTS"
        for option in arguments:
            yield from _term(f"\\fI{_escape(option.value)}\\fR", _prose(option.help))
    yield ".SH OPTIONS"
    named = [option for option in options if option.names]
    for panel, group in groupby(
        sorted(named, key=lambda option: _PANELS.index(option.panel)), lambda one: one.panel
    ):
        if panel:
            yield f".SS {panel}"
        for option in group:
            names = ", ".join(f"\\fB{_escape(name)}\\fR" for name in option.names)
            value = f" \\fI{_escape(option.value)}\\fR" if option.value else ""
            yield from _term(names + value, _prose(option.help))


def _environment() -> Iterator[str]:
    yield ".SH ENVIRONMENT"
    yield from _terms(_read_table("variable"))


def _see_all(commands: Iterable[CommandHelp]) -> Iterator[str]:
    names = [_dashed(command) for command in commands]
    for name in names:
        yield f".BR \\%{_escape(name)} (1){',' if name != names[-1] else ''}"


def _see_also() -> Iterator[str]:
    yield ".BR timeline (1)"


def _read_table(heading: str) -> dict[str, str]:
    """Return the rows of a table of two columns in docs/terminal.md."""
    text = _TERMINAL.read_text(encoding="utf-8")
    (rows,) = re.findall(rf"^\| {heading} \|.*\n\|[-|]*\n((?:\|.*\n)+)", text, re.MULTILINE)
    return dict(re.findall(r"^\| (.*?) \| (.*) \|$", rows, re.MULTILINE))


def _terms(rows: Mapping[str, str]) -> Iterator[str]:
    for term, text in rows.items():
        yield from _term(f"\\fB{_escape(term.replace('`', ''))}\\fR", _prose(text))


def _term(term: str, text: str) -> Iterator[str]:
    yield from (".TP", term, text)


def _prose(text: str) -> str:
    """Return text in short lines, in which what stands in backticks is bold."""
    bold = re.sub("`(.*?)`", r"\\fB\1\\fR", _escape(" ".join(text.split())))
    lines = wrap(bold, 78, break_long_words=False, break_on_hyphens=False)
    return "\n".join(_guard(line) for line in lines)


def _escape(text: str) -> str:
    """Return text that roff prints as it is, so that it can be copied."""
    text = "".join(_SPECIAL.get(character, character) for character in text)
    text = re.sub(r"[^\x00-\x7f]", lambda match: f"\\[u{ord(match[0]):04X}]", text)
    return _guard(text)


def _guard(line: str) -> str:
    """Return a line that is not taken for a request, whatever it begins with."""
    return f"\\&{line}" if line.startswith(".") else line


def _dashed(command: CommandHelp) -> str:
    return command.name.replace(" ", "-")
