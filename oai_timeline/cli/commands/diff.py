"""`timeline diff`: which facts changed between two versions of a timeline file."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.completion import complete_choices
from oai_timeline.cli.files import named_paths
from oai_timeline.cli.layout import choose_layout
from oai_timeline.cli.options import OUTPUT, share_options
from oai_timeline.cli.output_format import choose_format, refuse_text_options
from oai_timeline.cli.revision_files import needs_timeline, open_paths, open_version
from oai_timeline.cli.settings import Settings
from oai_timeline.model.visible import in_ascii, quoted

if TYPE_CHECKING:
    from oai_timeline.revisions import Comparison, Revision
    from oai_timeline.views.text import StyledText

_FORMATS = ("text", "json", "markdown")
_UNMERGED, _LEAST, _RENAMED = 1, 7, 9
"""How many arguments git hands to a driver."""


@share_options("file", "tz", "color", "width", "ascii", "no_pager")
def diff(
    settings: Settings,
    versions: Annotated[
        list[str],
        typer.Argument(
            metavar="VERSION...",
            help="Two files or folders (- for standard input), or REV:path as git has it; or one "
            "revision of git: the timeline file as it was, and as it is.",
            show_default=False,
        ),
    ],
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, json or markdown (a page of corrections).",
            autocompletion=complete_choices(*_FORMATS),
        ),
    ] = None,
    path: Annotated[str | None, OUTPUT] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if there are changes.")
    ] = False,
    git: Annotated[
        bool, typer.Option("--git", help="Take the arguments that git hands to a diff driver.")
    ] = False,
) -> None:
    """Show which facts changed between two versions of a timeline.

    Example: timeline diff old.yaml events.yaml

    Only facts count: not the place of an entry in the file, nor line breaks, nor comments. A file
    with errors is compared as far as it can be read; then the exit code is 1. In a git repository,
    `timeline diff --file mine.yaml HEAD~1` shows what changed since an earlier commit.
    """
    chosen = choose_format(output_format, path, _FORMATS)
    if chosen != "text":
        refuse_text_options(settings, chosen)
    if git:
        if chosen != "text" or path:
            raise messages.UsageError("--git writes text to standard output")
        is_equal = _show_to_git(settings, versions)
        raise typer.Exit(int(exit_code and not is_equal))
    comparison = _compare(settings, versions)
    for note in comparison.list_notes():
        messages.warn(note)
    if not comparison.changes:
        messages.warn("no changes" if comparison.is_equal else "no other changes")
    _write(comparison, chosen, settings, output.choose_target(settings, path))
    has_errors = comparison.old.errors or comparison.new.errors
    if has_errors or (exit_code and not comparison.is_equal):
        raise typer.Exit(1)


def _compare(settings: Settings, versions: list[str]) -> "Comparison":
    """Compare the versions that are named; a single one with the timeline file as it is."""
    from oai_timeline.revisions import compare_revisions, read_revision

    if len(versions) > 2:
        raise messages.UsageError(f"diff takes two versions at most, not {len(versions)}")
    if versions.count("-") == 2:
        raise messages.UsageError("only one version can be standard input")
    named = named_paths(settings.file)
    if len(versions) == 1:
        _check_single(settings, versions[0])
        with open_paths(named) as working:
            new = read_revision(*working)
        return compare_revisions(_read(versions[0], named), new)
    if settings.file and not any(map(needs_timeline, versions)):
        raise messages.UsageError("--file has no effect if both versions are files: leave it out")
    old, new = (_read(text, named) for text in versions)
    return compare_revisions(old, new)


def _check_single(settings: Settings, name: str) -> None:
    """Raise UsageError if a file is named, but not what to compare it with."""
    if os.path.exists(name) and not (settings.file or os.environ.get("TIMELINE_FILE")):
        raise messages.UsageError(
            f"compare {quoted(name)} with what? Try: timeline diff {name} OTHER, "
            f"or, with its last version in git: timeline diff -f {name} HEAD"
        )


def _read(text: str, named: Sequence[str]) -> "Revision":
    from oai_timeline.revisions import read_revision

    with open_version(text, named) as opened:
        return read_revision(*opened)


def _show_to_git(settings: Settings, arguments: list[str]) -> bool:
    """Write the changes of a file for git; return whether there are none."""
    from oai_timeline.revisions import compare_revisions, read_revision
    from oai_timeline.revisions.revision import empty_revision

    name = arguments[0]
    target = output.choose_git_target(settings)
    if len(arguments) == _UNMERGED:
        output.write((f"* unmerged: {quoted(name)}\n",), target)
        return False
    if not _LEAST <= len(arguments) <= _RENAMED:
        raise messages.UsageError(
            f"--git takes the {_LEAST} arguments that git hands to a diff driver, "
            f"not {len(arguments)}"
        )
    new_name = arguments[_LEAST] if len(arguments) > _LEAST else name
    revisions = []
    for file, label in ((arguments[1], f"a/{name}"), (arguments[4], f"b/{new_name}")):
        if file == os.devnull:
            revisions.append(empty_revision(file))
        else:
            with open_paths([file]) as (files, _):
                revisions.append(read_revision(files, label))
    comparison = compare_revisions(*revisions)
    notes = [*comparison.list_notes()] or ([] if comparison.changes else ["no facts changed"])
    head = [f"timeline diff a/{name} b/{new_name}", *notes]
    output.write_view(_style_head(head, settings), target)
    _write(comparison, "text", settings, target)
    return comparison.is_equal


def _style_head(texts: list[str], settings: Settings) -> "StyledText":
    from oai_timeline.views.layout import Layout
    from oai_timeline.views.text import Span, StyledText

    layout = Layout(0, "", settings.ascii)
    first, *notes = map(layout.text, texts)
    return StyledText([[Span(first, "title")], *([Span(note)] for note in notes)])


def _write(
    comparison: "Comparison", output_format: str, settings: Settings, target: output.Target
) -> None:
    if output_format == "text":
        from oai_timeline.views.changes import plain_changes, render_changes
        from oai_timeline.views.text import StyledText

        lay_out = plain_changes if target.width is None else render_changes
        layout = choose_layout(settings, target.width or 0, comparison.zone)
        output.write_view(StyledText(lay_out(comparison, layout)), target)
        return
    from oai_timeline.formats.changes import FORMATS
    from oai_timeline.formats.json_text import escape_non_ascii

    texts = FORMATS[output_format](comparison)
    if settings.ascii:
        texts = escape_non_ascii(texts) if output_format == "json" else map(in_ascii, texts)
    output.write(texts, target)
