"""Run the program: as a process, in pipes or in a terminal; or, for speed, in this process."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple
from unittest.mock import patch

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SMALL = HERE / "small.yaml"
TIMELINE = (sys.executable, "-m", "oai_timeline")
CACHING = (
    sys.executable,
    "-c",
    """\
from oai_timeline.index import cache
cache._RACY_NS = 0
from oai_timeline.cli import main
main()
""",
)
"""The program, which here also caches the index of a file that has just changed."""
FULL_SCREEN = {"browse"}
"""Commands that need a terminal; tests/browse tests them."""
SECONDS = 120
"""The longest that a process may take, on a busy machine."""


def wait_until_cacheable(path: Path) -> None:
    """Wait until a file is old enough for its index to be cached: two seconds."""
    while time.time_ns() < path.stat().st_ctime_ns + 2_000_000_000:
        time.sleep(0.05)


class Done(NamedTuple):
    """The exit code of a run (-N: ended by signal N), and its output."""

    code: int
    out: str
    err: str


class Program:
    """`timeline` in a minimal environment, by default on the small timeline."""

    def __init__(self, cache: Path, command: Sequence[str] = TIMELINE) -> None:
        """Cache indexes in the folder `cache`; run `command` by default."""
        self.cache = cache
        self.command = command

    def environment(self, changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
        """Return the environment of a run; a change to None removes a variable."""
        wanted: dict[str, str | None] = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.cache),
            "XDG_CACHE_HOME": str(self.cache),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "TIMELINE_FILE": SMALL.name,
            **(changes or {}),
        }
        return {name: value for name, value in wanted.items() if value is not None}

    def raw(
        self,
        *arguments: str | bytes,
        stdin: bytes = b"",
        cwd: Path = HERE,
        command: Sequence[str] | None = None,
        **environment: str | None,
    ) -> tuple[int, bytes, bytes]:
        """Run in pipes; return the exit code, and the bytes of stdout and stderr."""
        done = subprocess.run(
            [*(command or self.command), *arguments],
            input=stdin,
            capture_output=True,
            env=self.environment(environment),
            cwd=cwd,
            timeout=SECONDS,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def __call__(self, *arguments: str | bytes, **options: Any) -> Done:
        """Run in pipes, like `raw`; the output must be UTF-8."""
        code, out, err = self.raw(*arguments, **options)
        return Done(code, out.decode(), err.decode())

    def started(
        self, *arguments: str, stdin: int | None = None, stdout: int, **environment: str | None
    ) -> subprocess.Popen[bytes]:
        """Start a run in a new session, with stderr in a pipe."""
        return subprocess.Popen(
            [*self.command, *arguments],
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=self.environment(environment),
            cwd=HERE,
            start_new_session=True,
        )

    def in_terminal(
        self,
        *arguments: str,
        columns: int = 80,
        lines: int = 1000,
        watch: Callable[[subprocess.Popen[bytes]], None] | None = None,
        **environment: str | None,
    ) -> Done:
        """Run with stdin and stdout in a terminal and stderr in a pipe.

        `watch` is called with the process when it has started.
        """
        with terminal(columns, lines) as (outer, inner):
            process = self.started(*arguments, stdin=inner, stdout=inner, **environment)
            os.close(inner)
            if watch:
                watch(process)
            out = read_all(outer, process)
        _, err = process.communicate(timeout=SECONDS)
        return Done(process.returncode, out.decode(), err.decode())


@contextmanager
def terminal(columns: int = 80, lines: int = 24) -> Iterator[tuple[int, int]]:
    """Open a terminal that passes output on unchanged; yield its outer and inner end."""
    outer, inner = pty.openpty()
    attributes = termios.tcgetattr(inner)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(inner, termios.TCSANOW, attributes)
    termios.tcsetwinsize(inner, (lines, columns))
    try:
        yield outer, inner
    finally:
        for descriptor in (outer, inner):
            with suppress(OSError):
                os.close(descriptor)


def read_all(outer: int, process: subprocess.Popen[bytes]) -> bytes:
    """Read the output of a terminal until no process has its inner end open."""
    chunks = []
    until = time.monotonic() + SECONDS
    while select.select([outer], [], [], max(until - time.monotonic(), 0))[0]:
        try:
            chunk = os.read(outer, 1 << 16)
        except OSError:  # Linux: the inner end is closed
            break
        if not chunk:
            break
        chunks.append(chunk)
    else:
        process.kill()
    return b"".join(chunks)


def wait_until_asleep(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process has started and waits for input or output."""
    stat = Path(f"/proc/{process.pid}/stat")
    if not stat.exists():
        time.sleep(3)
        return
    asleep = 0
    until = time.monotonic() + SECONDS
    while asleep < 20:  # it may sleep for a moment while it starts
        assert process.poll() is None
        assert time.monotonic() < until
        asleep = asleep + 1 if stat.read_text().rpartition(") ")[2].startswith("S") else 0
        time.sleep(0.01)


def in_process(*arguments: str) -> Done:
    """Run in this process; the standard streams and SIGPIPE are restored afterwards."""
    from oai_timeline.cli.app import run

    handler = signal.getsignal(signal.SIGPIPE)
    with TemporaryFile() as out, TemporaryFile() as err:
        saved = os.dup(1), os.dup(2)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        try:
            with (
                open(1, "w", encoding="utf-8", closefd=False) as stdout,
                open(2, "w", encoding="utf-8", closefd=False) as stderr,
                patch.object(sys, "stdout", stdout),
                patch.object(sys, "stderr", stderr),
                patch.object(sys, "argv", ["timeline", *arguments]),
            ):
                code = run()
        finally:
            for descriptor, standard in zip(saved, (1, 2), strict=True):
                os.dup2(descriptor, standard)
                os.close(descriptor)
            signal.signal(signal.SIGPIPE, handler)
        out.seek(0)
        err.seek(0)
        return Done(code, out.read().decode(), err.read().decode())
