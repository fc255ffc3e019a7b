"""Open the versions of a timeline that `timeline diff` compares: files, or as git has them."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO, cast

from oai_timeline.cli.files import (
    is_timeline_name,
    open_inputs,
    report_left_out,
    timeline_paths,
)
from oai_timeline.cli.messages import UsageError
from oai_timeline.model.timeline_file import TimelineFile, describe_paths
from oai_timeline.model.visible import quoted


@contextmanager
def open_version(text: str, named: Sequence[str]) -> Iterator[tuple[Sequence[TimelineFile], str]]:
    """Open the version that a text names; yield its files, and what to call it.

    It is a file, a folder or `-`; `REV:path`; or a revision of git, which means the files and
    folders `named` as that has them. Raises OSError, UsageError.
    """
    if _is_path(text):
        with open_paths([text]) as opened:
            yield opened
    elif ":" in text:
        yield [TimelineFile(BytesIO(_read_file(text, text, ".")), text)], text
    else:
        files = [file for path in named for file in _read_all(text, os.path.abspath(path))]
        yield files, f"{text}:{describe_paths([os.path.basename(path) or path for path in named])}"


@contextmanager
def open_paths(paths: Sequence[str]) -> Iterator[tuple[Sequence[TimelineFile], str]]:
    """Open files, and those of folders; yield them, and what to call them. Raises OSError."""
    report_left_out(paths)
    with open_inputs(timeline_paths(paths)) as files:
        name = files[0].path if len(files) == 1 else describe_paths(paths)
        yield files, name


def needs_timeline(text: str) -> bool:
    """Return whether a text is a revision of git alone, which needs files to look for in it."""
    return not (_is_path(text) or ":" in text)


def _is_path(text: str) -> bool:
    try:
        return text == "-" or os.path.exists(text)
    except ValueError:  # a null character
        return False


def _read_all(revision: str, path: str) -> Iterator[TimelineFile]:
    """Yield a file, or those of a folder, as a revision has it. Raises OSError, UsageError."""
    folder, name = os.path.split(path)
    names = [name]
    if os.path.isdir(path):
        listed = _run_git(revision, revision, path, "ls-tree", "-z", "--name-only")
        folder = path
        names = sorted(filter(is_timeline_name, map(os.fsdecode, listed.split(b"\0")[:-1])))
        if not names:
            raise UsageError(f"{quoted(revision)} has no timeline files (*.yaml) in {name}")
    for one in names:
        content = _read_file(revision, f"{revision}:./{one}", folder)
        yield TimelineFile(BytesIO(content), f"{revision}:{one}")


def _read_file(text: str, spec: str, folder: str) -> bytes:
    """Return the bytes of a file as git has it: without filters. Raises OSError, UsageError."""
    return _run_git(text, spec, folder, "cat-file", "blob")


def _run_git(text: str, spec: str, folder: str, *command: str) -> bytes:
    """Return what a command of git prints about a file or folder in the repository of a folder.

    The commands run nothing that the repository configures. Raises OSError, UsageError.
    """
    from oai_timeline.load.limited import read_limited

    if spec.startswith("-"):
        raise UsageError(f"{quoted(text)} is no file, and no revision of git")
    try:
        git = subprocess.Popen(  # noqa: S603
            ["git", "-C", folder, *command, spec],  # noqa: S607
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError:
        raise UsageError(f"{quoted(text)} is no file, and git is not installed") from None
    with git:
        content = read_limited(cast("BinaryIO", git.stdout), spec)
        message = cast("BinaryIO", git.stderr).read().decode("utf-8", "replace").strip()
    if git.returncode:
        reason = message.removeprefix("fatal: ").partition("\n")[0] or "it is no file"
        raise UsageError(f"{quoted(text)} is no file, and git can't read {quoted(spec)}: {reason}")
    return content
