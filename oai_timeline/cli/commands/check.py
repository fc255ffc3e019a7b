"""`timeline check`: report the errors of timeline files, and warnings about their editing."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.files import is_timeline_name, open_readable, report_left_out, timeline_paths
from oai_timeline.cli.options import share_options
from oai_timeline.cli.output_format import choose_format, refuse_text_options
from oai_timeline.cli.settings import Settings
from oai_timeline.formats import json_text
from oai_timeline.formats.findings import FORMATS
from oai_timeline.model.diagnostic import Diagnostic
from oai_timeline.model.plural import format_count, plural
from oai_timeline.model.quoting import quote_word
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.timeline_file import TimelineFile, describe_paths
from oai_timeline.model.visible import in_ascii

_UNDEFINED = {"unknown-actor", "unknown-source", "unknown-event"}
_MOST_FILES = 100
"""Of a folder with more, no other file is read to find what is missing in one."""


@share_options("file", "color", "width", "ascii", "no_pager")
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

    Each file is a timeline of its own; a folder, or several --file, are one timeline.
    """
    if explain is not None:
        if files or strict or output_format or settings.file:
            raise messages.UsageError("--explain takes no files and no other options")
        output.write((f"{_explanation(explain)}\n",), output.choose_target(settings))
        return
    chosen = choose_format(output_format, None, ("text", *FORMATS))
    if chosen != "text":
        refuse_text_options(settings, chosen)
    if files and settings.file:
        raise messages.UsageError("name the files to check as arguments, or by --file")

    groups = [[file] for file in files] if files else [settings.file]
    timelines = [timeline_paths(group) for group in groups]
    for group in groups:
        report_left_out(group)
    findings, unread = _check_timelines(timelines)
    as_found = findings
    if strict:
        findings = [finding._replace(severity="error") for finding in findings]
    _write(findings, chosen, settings)
    errors = sum(finding.severity == "error" for finding in findings)
    if findings or not unread:
        messages.warn(_summarize(findings, [path for paths in timelines for path in paths]))
    _suggest_folders(timelines, as_found)
    if errors or unread:
        raise typer.Exit(1)


def _write(findings: Sequence[Diagnostic], output_format: str, settings: Settings) -> None:
    target = output.choose_target(settings)
    if output_format == "text":
        from oai_timeline.views.findings import plain_findings, render_findings
        from oai_timeline.views.layout import Layout
        from oai_timeline.views.text import StyledText

        lay_out = plain_findings if target.width is None else render_findings
        layout = Layout(target.width or 0, "", settings.ascii)
        output.write_view(StyledText(lay_out(findings, layout)), target)
        return
    texts = FORMATS[output_format](findings)
    if settings.ascii:
        is_json = output_format == "json"
        texts = json_text.escape_non_ascii(texts) if is_json else map(in_ascii, texts)
    output.write(texts, target)


def _check_timelines(timelines: Iterable[Sequence[str]]) -> tuple[list[Diagnostic], int]:
    """Return the findings in timelines, and the number of those that could not be read."""
    findings: list[Diagnostic] = []
    unread = 0
    for paths in timelines:
        try:
            with open_readable(paths) as (files, errors):
                _report_unread(errors, files)
                unread += len(errors)
                findings += _check_files(files, are_all=not errors) if files else []
        except OSError as error:
            unread += 1
            messages.report(error)
    return findings, unread


def _report_unread(errors: Sequence[OSError], others: Sequence[TimelineFile]) -> None:
    for error in errors:
        messages.report(error)
    if errors and others:
        which = "this" if len(errors) == 1 else "these"
        messages.warn(f"as {which} can't be read, ids that no other file defines are not reported")


def _check_files(files: Sequence[TimelineFile], *, are_all: bool) -> list[Diagnostic]:
    from oai_timeline.lint import Linter
    from oai_timeline.load import Loading

    loading = Loading(files, are_all=are_all)
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


def _suggest_folders(timelines: Iterable[Sequence[str]], findings: Sequence[Diagnostic]) -> None:
    for paths in timelines:
        if len(paths) == 1:
            _suggest_folder(paths[0], findings)


def _suggest_folder(path: str, findings: Sequence[Diagnostic]) -> None:
    """Write to stderr how to check a file with the others of its folder, if they mend errors."""
    folder, name = os.path.split(path)
    found = [one for one in findings if one.location.path == path and one.severity == "error"]
    if not is_timeline_name(name) or not any(one.code in _UNDEFINED for one in found):
        return
    folder = folder or os.curdir
    paths = timeline_paths([folder])
    if not 1 < len(paths) <= _MOST_FILES:
        return
    from oai_timeline.load import Loading

    with open_readable(paths) as (files, _):
        loading = Loading(files)
        for _ in loading.events():
            pass
        left = [one for one in loading.diagnostics() if os.path.basename(one.location.path) == name]
    fewer = len(found) - sum(one.severity == "error" for one in left)
    if fewer > 0:
        count = format_count(fewer, "fewer error")
        command = f"timeline check {quote_word(folder)}"
        messages.warn(f"with the other files of {folder}, {path} has {count}: {command}")


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


def _summarize(findings: Sequence[Diagnostic], paths: Sequence[str]) -> str:
    """Return how many errors and warnings there are, in how many of the files checked."""
    if not findings:
        names = ["<stdin>" if path == "-" else path for path in paths]
        return f"no mistakes found in {describe_paths(names)}"
    severities = Counter(finding.severity for finding in findings)
    counts = ((severities["error"], "error"), (severities["warning"], "warning"))
    bad = len({finding.location.path for finding in findings})
    where = format_count(bad, "file") if bad == len(paths) else f"{bad} of {len(paths)} files"
    return f"{', '.join(f'{n:,} {plural(what, n)}' for n, what in counts if n)} in {where}"
