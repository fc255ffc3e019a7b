"""Whole processes: where and with which environment they run, and how long they take."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NamedTuple

from bench.cases import Command
from bench.timelines import write_timeline

# Children get these and no others. PYTHONDONTWRITEBYTECODE above all must not reach them: where it
# is set nothing that was installed without byte code ever has any, each run compiles what it
# imports, and the figures mean nothing. NO_COLOR, COLUMNS, TERM or TIMELINE_FILE would change
# what is measured, PYTHONPROFILEIMPORTTIME and the like how long it takes.
_INHERITED = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH")
_CHUNK_BYTES = 1 << 16
# As long as a file is just written, each run hashes it to trust its index.
_SETTLED_SECONDS = 2.5


class CommandFailed(Exception):
    """A command that is to be measured didn't do what was asked."""


class Workplace(NamedTuple):
    """A temporary folder in which commands run: it has the timelines and the cache."""

    folder: str

    def prepare(self, commands: Iterable[Command]) -> bool:
        """Write the timelines that the commands read, and compile the installed package.

        Tells whether there is byte code of all of it: it may lie where we can't write.
        """
        for events in {command.events for command in commands} - {0}:
            with open(self._timeline(events), "w", encoding="utf-8") as file:
                write_timeline(file, events)
        where = "import oai_timeline as it; print(it.__path__[0])"
        package = self._python("-c", where).stdout.strip()
        if not package:
            raise CommandFailed(f"oai_timeline can't be imported by {sys.executable}")
        compiled = self._python("-m", "compileall", "-q", package).returncode == 0
        time.sleep(_SETTLED_SECONDS)
        return compiled

    def run(self, command: Command) -> float:
        """Run a command, and give the seconds from before its start to after its end.

        Its output goes to a pipe, is read and discarded. Raises CommandFailed where it exits with
        anything but 0, or where `timeline` prints nothing.
        """
        if not command.fresh_cache:
            return self._timed(command, os.path.join(self.folder, "cache"))
        with TemporaryDirectory(dir=self.folder) as cache:
            return self._timed(command, cache)

    def _timed(self, command: Command, cache: str) -> float:
        arguments = [*_PROGRAMS[command.program], *command.arguments]
        environment = _environment() | {"XDG_CACHE_HOME": cache}
        environment |= dict(command.environment)
        if command.events:
            environment["TIMELINE_FILE"] = self._timeline(command.events)
        with TemporaryFile() as errors:
            start = time.perf_counter()
            with subprocess.Popen(
                arguments,
                bufsize=0,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=self.folder,
                env=environment,
            ) as process:
                printed = _drain(process)
                code = process.wait()
            seconds = time.perf_counter() - start
            if code or (not printed and command.program == "timeline"):
                errors.seek(0)
                said = errors.read().decode("utf-8", "replace").strip()
                shown = " ".join((command.program, *command.arguments))
                raise CommandFailed(f"{shown}: exit code {code}, {printed} bytes\n{said}")
        return seconds

    def _timeline(self, events: int) -> str:
        return os.path.join(self.folder, f"{events}.yaml")

    def _python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=_environment(),
            check=False,
        )


def _drain(process: subprocess.Popen[bytes]) -> int:
    """Read what a process prints to its end, and count the bytes."""
    assert process.stdout
    size = 0
    while chunk := process.stdout.read(_CHUNK_BYTES):
        size += len(chunk)
    return size


def _environment() -> dict[str, str]:
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    if "PYTHONPATH" in os.environ:  # children run in another folder than we do
        folders = os.environ["PYTHONPATH"].split(os.pathsep)
        environment["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, folders))
    return environment


def _timeline_program() -> list[str]:
    """Find the console script of this interpreter's environment; without one, do what it does."""
    script = os.path.join(os.path.dirname(sys.executable), "timeline")
    if os.access(script, os.X_OK):
        return [script]
    return [sys.executable, "-c", "from oai_timeline.cli import main; main()"]


_PROGRAMS = {"python": [sys.executable], "timeline": _timeline_program()}
