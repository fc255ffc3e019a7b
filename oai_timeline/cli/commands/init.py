"""`timeline init`: write a new timeline file to start from."""

import errno
import os
from importlib.resources import files
from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.files import explain_unwritable
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
    messages.warn(f"wrote {path}; view it with: {_view(path)}")


def _view(path: str) -> str:
    from shlex import quote

    return f"timeline --file {quote(path)}"


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
        raise OSError(errno.EEXIST, _explain_existing(path), path) from None
    except OSError as error:
        raise explain_unwritable(error, path) from None


def _explain_existing(path: str) -> str:
    """Return why a path that exists is not written, and what to do instead."""
    if os.path.isdir(path):
        return "this is a folder: init needs the name of a new file"
    view = f", or view it with: {_view(path)}" if os.path.isfile(path) else ""
    return f"the file exists, and init never overwrites one: choose another name{view}"


def _starter() -> str:
    return (files("oai_timeline") / "data" / "starter.yaml").read_text(encoding="utf-8")
