"""Start the user's editor and browser, without a shell."""

import os
import shlex
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

_LINE_AFTER_COLON = {"subl", "hx", "helix", "zed"}
_EDITORS_WITH_GOTO = {"code", "codium", "cursor", "code-insiders"}
_browsers: list["Popen[bytes]"] = []
"""The browsers that were started, which may outlive the program."""
_BROWSER = "open" if sys.platform == "darwin" else "xdg-open"


def run_editor(path: str, line: int) -> str:
    """Open a file in $VISUAL or $EDITOR at a line, and wait; return what went wrong, or nothing."""
    import subprocess

    try:
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
        code = subprocess.call([*command, *_locate(command[0], path, line)])  # noqa: S603
    except (OSError, ValueError, IndexError) as error:
        return f"the editor doesn't start: {error}"
    return f"the editor ended with exit code {code}" if code else ""


def open_address(address: str) -> str:
    """Open an http(s) address in $BROWSER or the system's; return what went wrong, or nothing."""
    import subprocess

    if not (address.startswith(("http://", "https://")) and address.isprintable()):
        return "not opened: the address is not one of a web page"
    try:
        command = shlex.split(os.environ.get("BROWSER") or _BROWSER)
        browser = subprocess.Popen(  # noqa: S603
            [*command, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        return f"no browser starts ({error}): {address}"
    _browsers.append(browser)
    return ""


def _locate(program: str, path: str, line: int) -> list[str]:
    """Return the arguments that open a file at a line, as an editor takes them."""
    path = os.path.abspath(path)  # which is never an option
    name = os.path.basename(program)
    if name in _EDITORS_WITH_GOTO:
        return ["--wait", "--goto", f"{path}:{line}"]
    if name in _LINE_AFTER_COLON:
        return [f"{path}:{line}"]
    return [f"+{line}", path]
