"""Write notes, hints and errors to stderr."""

import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from typer._click import exceptions

from oai_timeline.model.plural import plural
from oai_timeline.model.visible import visible
from oai_timeline.query.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oai_timeline.model.diagnostic import Diagnostic
    from oai_timeline.query.event_names import Candidate

_OPTIONS_MEANT = {
    "--after": ("--since",),
    "--at": ("--day",),
    "--before": ("--until",),
    "--date": ("--day", "--at"),
    "--day": ("--at",),
    "--from": ("--since",),
    "--on": ("--day", "--at"),
    "--to": ("--until",),
    "--who": ("--actor",),
    "--with": ("--actor",),
}
"""What options of other commands, and of other programs, are called here."""


UsageError = exceptions.UsageError
"""The command line is wrong; `typer` exports only a subclass of it."""


class MissingExtra(Exception):
    """A format needs a library that is not installed; the message says how to install it."""


def warn(text: str) -> None:
    """Write a line to stderr, with control characters escaped."""
    _write(f"{visible(text)}\n")


@cache
def warn_once(text: str) -> None:
    """Write a line to stderr, but once in a run: a command may run again with a new index."""
    warn(text)


def report_omitted(
    shown: int, total: int, what: str, nearest: "Sequence[str]", advice: str = ""
) -> None:
    """Write to stderr how many of `total` are shown, or what to try if no event matches.

    That is the nearest days with events, or else the advice.
    """
    if shown < total:
        warn_once(f"{shown} of {total} {what}")
    if nearest:
        warn_once(describe_nearest("event", nearest, is_possible=bool(shown)))
    elif not shown:
        warn_once("; ".join(filter(None, ("no matching events", advice))))


def describe_nearest(noun: str, nearest: "Sequence[str]", *, is_possible: bool) -> str:
    """Return that nothing is known to be in a period, though it may be, and what to try instead.

    `nearest` are days, or times.
    """
    what = "times" if "T" in nearest[0] else "days"
    nothing = f"no {noun} is certainly in that period, but some may be"
    which = nothing if is_possible else f"no matching {noun}s"
    return f"{which}; nearest {what} with {noun}s: {', '.join(nearest)}"


def explain_missing(what: str, place: str) -> str:
    """Return that a timeline has none of something, and how to add it."""
    return f"the timeline has no {what}; add some {place} (timeline init FILE writes an example)"


def report_usage(error: UsageError, command: str) -> int:
    """Report a wrong command line, and how to get help; return the exit code."""
    path = error.ctx.command_path if error.ctx else command
    _replace_possibilities(error)
    message = error.format_message().rstrip(".")
    warn(f"timeline: {message[:1].lower()}{message[1:]}{_hint_at_dashes(error, path)}")
    warn(f"Try: {path} --help")
    return 2


def _replace_possibilities(error: UsageError) -> None:
    """Suggest the option that is meant by one of another command, if this command has it."""
    if error.ctx and isinstance(error, exceptions.NoSuchOption):
        options = {name for option in error.ctx.command.params for name in option.opts}
        meant = options.intersection(_OPTIONS_MEANT.get(error.option_name, ()))
        similar = [name for name in error.possibilities or () if name != "--help"]
        error.possibilities = list(meant) or similar


def _hint_at_dashes(error: UsageError, path: str) -> str:
    """Return how to type an argument that begins with a dash, if one was taken for options."""
    is_option = type(error).__name__ in {"NoSuchOption", "MissingParameter"}
    parameters = error.ctx.command.params if error.ctx else []
    has_arguments = any(option.param_type_name == "argument" for option in parameters)
    dashed = [word for word in sys.argv[1:] if len(word) > 2 and word[0] == "-" != word[1]]
    if not (is_option and has_arguments and dashed):
        return ""
    return f"; put -- before an argument that begins with -: {path} -- {dashed[0]}"


def report(error: Exception) -> int:
    """Report an error in one line, or each error of a timeline file; return the exit code."""
    from oai_timeline.index import DamagedIndex
    from oai_timeline.model.diagnostic import TimelineFileError

    if isinstance(error, QueryError):
        warn(f"timeline: {error}")
        _list_candidates(error.candidates)
        return 2
    if isinstance(error, TimelineFileError):
        report_findings(error.diagnostics)
        count = len(error.diagnostics)
        warn(f"timeline: {count:,} {plural('error', count)} in the timeline file")
    elif isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        warn(f"timeline: {place}{error.strerror or error}")
    elif isinstance(error, DamagedIndex):
        warn(f"timeline: {error.path}: its cached index was damaged and the output is incomplete")
        warn("Run the command again: it will build a new index.")
    elif isinstance(error, MissingExtra):
        warn(f"timeline: {error}")
    else:
        warn(f"timeline: {type(error).__name__}: {error}")
        warn("This is a bug in timeline; TIMELINE_DEBUG=1 shows the stack trace.")
    return 1


def _list_candidates(candidates: "Sequence[Candidate]") -> None:
    """Write events to stderr, one per line."""
    if not candidates:
        return
    from oai_timeline.views.plain import align
    from oai_timeline.views.text import Span

    for line in align(([Span(cell) for cell in candidate] for candidate in candidates), 2):
        warn("".join(span.text for span in line))


def report_findings(findings: "Iterable[Diagnostic]") -> None:
    """Write what is wrong with a file to stderr, as `timeline check` does to stdout."""
    from oai_timeline.cli import output
    from oai_timeline.views.findings import plain_findings, render_findings
    from oai_timeline.views.layout import Layout
    from oai_timeline.views.text import StyledText

    target = output.stderr_target()
    lay_out = plain_findings if target.width is None else render_findings
    view = StyledText(lay_out(findings, Layout(target.width or 0, "")))
    for text in output.render_view(view, target):
        _write(text)


def _write(text: str) -> None:
    with suppress(OSError, AttributeError):  # stderr may be closed
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()
