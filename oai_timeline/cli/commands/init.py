"""`timeline init`: write a new timeline file to start from."""

import errno
import os
from importlib.resources import files
from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.options import share_options
from oai_timeline.cli.output_format import check_extension
from oai_timeline.cli.settings import Settings


@share_options()
def init(
    settings: Settings,
    path: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A new file (init never overwrites one), or - for standard output.",
        ),
    ],
) -> None:
    """Write a small timeline to start from, with comments.

    Example: timeline init mine.yaml
    """
    check_extension(path, "a timeline", "yaml", "yml")
    if path == "-":
        output.write((_starter(),), output.choose_target(settings))
        return
    _write_new(path)
    from shlex import quote

    messages.warn(f"wrote {path}; view it with: timeline --file {quote(path)}")


def _write_new(path: str) -> None:
    """Write the starter timeline to a new file, or leave none if that fails. Raises OSError."""
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(_starter())
                file.flush()
            except BaseException:
                os.unlink(path)
                raise
    except FileExistsError:
        reason = "the file exists, and init never overwrites one"
        raise OSError(errno.EEXIST, reason, path) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


def _starter() -> str:
    return (files("oai_timeline") / "data" / "starter.yaml").read_text(encoding="utf-8")
