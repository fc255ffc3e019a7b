"""Processes as they are measured: in which environment, how long they take and what they hold."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from tempfile import TemporaryFile

from bench.timing import Run

# Children get these and no others. PYTHONDONTWRITEBYTECODE above all must not reach them: where it
# is set nothing that was installed without byte code ever has any, each run compiles what it
# imports, and the figures mean nothing. NO_COLOR, COLUMNS, TERM or TIMELINE_FILE would change
# what is measured, PYTHONPROFILEIMPORTTIME and the like how long it takes.
_INHERITED = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH")
_CHUNK_BYTES = 1 << 16
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
# The index of a file that has only just been written is not kept.
_SETTLED_SECONDS = 2.5


class CommandFailed(Exception):
    """A command that is to be measured didn't do what was asked."""


def run(arguments: Sequence[str], folder: str, changes: Mapping[str, str]) -> Run:
    """Run a process in a folder, with `changes` to the environment that all get.

    Its output goes to a pipe, is counted and discarded. Raises CommandFailed where it exits with
    anything but 0.
    """
    with TemporaryFile() as errors:
        start = time.perf_counter()
        with subprocess.Popen(
            arguments,
            bufsize=0,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=folder,
            env=environment() | dict(changes),
        ) as process:
            lines = _drain(process)
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace").strip()
            shown = " ".join((os.path.basename(arguments[0]), *arguments[1:]))
            raise CommandFailed(f"{shown}: exit code {process.returncode}\n{said}")
    return Run(seconds, usage.ru_maxrss * _PEAK_UNIT, lines)


def _drain(process: subprocess.Popen[bytes]) -> int:
    """Read what a process prints to its end, and count the lines."""
    assert process.stdout
    lines = 0
    while chunk := process.stdout.read(_CHUNK_BYTES):
        lines += chunk.count(b"\n")
    return lines


def environment() -> dict[str, str]:
    """Give the environment of every process that is measured."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    if "PYTHONPATH" in os.environ:  # children run in another folder than we do
        folders = os.environ["PYTHONPATH"].split(os.pathsep)
        inherited["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, folders))
    return inherited


def settle() -> None:
    """Wait until files that were just written count as settled."""
    time.sleep(_SETTLED_SECONDS)


def timeline_program() -> list[str]:
    """Find the console script of this interpreter's environment; without one, do what it does."""
    script = os.path.join(os.path.dirname(sys.executable), "timeline")
    if os.access(script, os.X_OK):
        return [script]
    return [sys.executable, "-c", "from oai_timeline.cli import main; main()"]


def compile_package(folder: str) -> None:
    """Compile the package that is measured. Raises CommandFailed where that can't be written."""
    where = "import oai_timeline as it; print(it.__path__[0])"
    package = _python(folder, "-c", where).stdout.strip()
    if not package:
        raise CommandFailed(f"oai_timeline can't be imported by {sys.executable}")
    if _python(folder, "-m", "compileall", "-q", package).returncode:
        raise CommandFailed("no byte code can be written: the figures would mean nothing")


def _python(folder: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=environment(),
        check=False,
    )
