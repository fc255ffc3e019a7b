"""Open the revisions that `timeline diff` compares: files, and files as git has them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO, cast

from oai_timeline.cli.files import open_input
from oai_timeline.cli.messages import UsageError
from oai_timeline.model.visible import quoted


@contextmanager
def open_revision(text: str, working: str) -> Iterator[tuple[BinaryIO, str]]:
    """Open the revision that a text names; yield its bytes, and what to call it.

    It is a file, `-`, or `REV:path`, or a revision of git, which means the file `working` as that
    has it. Raises OSError, UsageError.
    """
    if _is_file(text):
        with open_input(text) as opened:
            yield opened
    elif ":" in text:
        yield BytesIO(_read_from_git(text, text, ".")), text
    else:
        folder, name = os.path.split(os.path.abspath(working))
        yield BytesIO(_read_from_git(text, f"{text}:./{name}", folder)), f"{text}:{name}"


def needs_working_file(text: str) -> bool:
    """Return whether a text is a revision of git alone, which needs the file to compare."""
    return not (_is_file(text) or ":" in text)


def _is_file(text: str) -> bool:
    try:
        return text == "-" or os.path.exists(text)
    except ValueError:  # a null character
        return False


def _read_from_git(text: str, spec: str, folder: str) -> bytes:
    """Return the bytes of a file in git's repository of a folder.

    `git cat-file` prints nothing but files, as they are stored: without filters, and without
    running what the repository configures. Raises OSError if git doesn't start, UsageError.
    """
    from oai_timeline.load.limited import read_limited

    if spec.startswith("-"):
        raise UsageError(f"{quoted(text)} is no file, and no revision of git")
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        git = subprocess.Popen(  # noqa: S603
            ["git", "-C", folder, "cat-file", "blob", spec],  # noqa: S607
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
    except FileNotFoundError:
        raise UsageError(f"{quoted(text)} is no file, and git is not installed") from None
    with git:
        assert git.stdout
        assert git.stderr
        content = read_limited(cast("BinaryIO", git.stdout), spec)
        message = git.stderr.read().decode("utf-8", "replace").strip().removeprefix("fatal: ")
    if git.returncode:
        reason = message.splitlines()[0] if message else "it is no file"
        raise UsageError(f"{quoted(text)} is no file, and git can't read {quoted(spec)}: {reason}")
    return content
