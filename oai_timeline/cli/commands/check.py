"""`timeline check`: report the errors of timeline files, and warnings about their editing."""

from collections.abc import Iterable
from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.files import open_input, timeline_path
from oai_timeline.cli.options import share_options
from oai_timeline.cli.output_format import choose_format
from oai_timeline.cli.settings import Settings
from oai_timeline.formats import json_text
from oai_timeline.formats.findings import FORMATS
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
    output_format: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="text, json or github.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="Explain a finding.")
    ] = None,
) -> None:
    """Check timeline files, and report each problem with its line.

    Example: timeline check events.yaml
    """
    if explain is not None:
        if files or strict or output_format or settings.file:
            raise messages.UsageError("--explain takes no files and no other options")
        output.write((f"{_explanation(explain)}\n",), output.choose_target(settings))
        return
    chosen = choose_format(output_format, None, FORMATS)
    if files and settings.file:
        raise messages.UsageError("name the files to check as arguments, or one by --file")

    findings, unread = _check_files(files or [timeline_path(settings.file)])
    if strict:
        findings = [finding._replace(severity="error") for finding in findings]
    texts = FORMATS[chosen](findings)
    if settings.ascii:
        texts = json_text.escape_non_ascii(texts) if chosen == "json" else map(in_ascii, texts)
    output.write(texts, output.choose_target(settings))
    errors = sum(finding.severity == "error" for finding in findings)
    if findings or not unread:
        messages.warn(_summary(errors, len(findings) - errors))
    if errors or unread:
        raise typer.Exit(1)


def _check_files(paths: Iterable[str]) -> tuple[list[Diagnostic], int]:
    """Return the findings in files, and the number of files that could not be read."""
    findings: list[Diagnostic] = []
    unread = 0
    for path in paths:
        try:
            findings += _check_file(path)
        except OSError as error:
            unread += 1
            messages.report(error)
    return findings, unread


def _check_file(path: str) -> list[Diagnostic]:
    from oai_timeline.lint import Linter
    from oai_timeline.load import load

    with open_input(path) as (stream, name):
        loading = load(stream, name)
        linter = None
        if loading.header:
            linter = Linter(loading.header, loading.actors, loading.sources, loading.place)
        for event in loading.events():
            if linter:
                linter.check_event(event, loading.place_in_event)
        if linter and loading.complete:
            linter.note_unread(loading.unread)
            linter.check_file()
        for finding in linter.findings if linter else ():
            loading.warn(*finding)
        loading.find_lost_texts()
        return loading.diagnostics()


def _explanation(code: str) -> str:
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
