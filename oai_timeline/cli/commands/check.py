"""`timeline check`: report the errors of timeline files, and warnings about their editing."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Annotated, BinaryIO

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.files import name_errors
from oai_timeline.cli.options import share_options
from oai_timeline.cli.output_format import format_of
from oai_timeline.cli.progress import open_with_progress
from oai_timeline.cli.session import read_standard_input, timeline_file
from oai_timeline.cli.settings import Settings
from oai_timeline.formats import json_text
from oai_timeline.formats.findings import FORMATS
from oai_timeline.load.limited import read_limited
from oai_timeline.model.diagnostic import Diagnostic
from oai_timeline.model.plural import plural
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.visible import in_ascii


@share_options("file", "ascii")
def check(
    settings: Settings,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="Timeline files (- for standard input)."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="text, json or github.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="Explain a finding.")
    ] = None,
) -> None:
    """Check timeline files, and report each problem with its line.

    Example: timeline check events.yaml
    """
    to = output.target(settings)
    if explain is not None:
        if files or strict or form or settings.file:
            raise messages.UsageError("--explain takes no files and no other options")
        output.write((f"{_explained(explain)}\n",), to)
        return
    chosen = format_of(form, None, FORMATS)
    if files and settings.file:
        raise messages.UsageError("name the files to check as arguments, or one by --file")
    found: list[Diagnostic] = []
    unread = 0
    for path in files or [timeline_file(settings)]:
        try:
            found += _checked(path)
        except OSError as error:
            unread += 1
            messages.report(error)
    if strict:
        found = [one._replace(severity="error") for one in found]
    texts = FORMATS[chosen](found)
    if settings.ascii:
        texts = json_text.escape_non_ascii(texts) if chosen == "json" else map(in_ascii, texts)
    output.write(texts, to)
    errors = sum(one.severity == "error" for one in found)
    if found or not unread:
        messages.warn(_summary(errors, len(found) - errors))
    if errors or unread:
        raise typer.Exit(1)


def _checked(path: str) -> list[Diagnostic]:
    from oai_timeline.lint import Linter
    from oai_timeline.load import load

    with _stream(path) as (stream, name):
        loading = load(stream, name)
        linter = None
        if loading.header:
            linter = Linter(loading.header, loading.actors, loading.sources, loading.place)
        for event in loading.events():
            if linter and loading.entry:
                linter.see(event, loading.entry.place)
        if linter and loading.complete:
            linter.miss(loading.unread)
            linter.finish()
        for finding in linter.findings if linter else ():
            loading.warn(*finding)
        loading.find_lost_texts()
        return loading.diagnostics()


@contextmanager
def _stream(path: str) -> Iterator[tuple[BinaryIO, str]]:
    if path == "-":
        yield BytesIO(read_standard_input()), "<stdin>"
        return
    with name_errors(path), open_with_progress(path) as file:
        is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        yield (file if is_file else BytesIO(read_limited(file, path))), path


def _explained(code: str) -> str:
    from oai_timeline.lint import RULES, explain
    from oai_timeline.load.explanations import read_explanations

    errors, warnings = read_explanations()
    text = errors.get(code) or warnings.get(code) or explain(code)
    if text is None:
        codes = sorted([*errors, *warnings, *RULES])
        hint = did_you_mean(code, codes) or f"; the codes are: {', '.join(codes)}"
        raise messages.UsageError(f'unknown code "{code}"{hint}')
    kind = "error" if code in errors else "warning"
    return f"{code} ({kind})\n\n{text.strip()}"


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "no mistakes found"
    counts = ((errors, "error"), (warnings, "warning"))
    return ", ".join(f"{n:,} {plural(what, n)}" for n, what in counts if n)
