"""The program as a process of its own, in pipes and in a terminal; and, for speed, inside ours."""

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
from typing import NamedTuple
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
"""The program, but that it keeps an index also of a file that has only just changed."""
SECONDS = 120
"""The longest that a process of ours may take, on a machine that has much else to do."""


def wait_until_cacheable(path: Path) -> None:
    """Wait until a file is old enough for its index to be kept: two seconds."""
    while time.time_ns() < path.stat().st_ctime_ns + 2_000_000_000:
        time.sleep(0.05)


class Done(NamedTuple):
    """What a run came to: its exit code (-N: ended by signal N), and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


class Program:
    """`timeline`, run in an environment made from scratch, by default on the small timeline."""

    def __init__(self, cache: Path, command: Sequence[str] = TIMELINE) -> None:
        """Keep indexes in `cache`; run `command` where nothing else is asked for."""
        self.cache = cache
        self.command = command

    def environment(self, changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
        """Give the environment of a run; a change to None takes a variable away."""
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
        """Run in pipes; give the exit code and the bytes of stdout and stderr."""
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

    def __call__(
        self,
        *arguments: str | bytes,
        stdin: bytes = b"",
        cwd: Path = HERE,
        command: Sequence[str] | None = None,
        **environment: str | None,
    ) -> Done:
        """Run in pipes; the output must be UTF-8."""
        code, out, err = self.raw(*arguments, stdin=stdin, cwd=cwd, command=command, **environment)
        return Done(code, out.decode(), err.decode())

    def started(
        self, *arguments: str, stdin: int | None = None, stdout: int, **environment: str | None
    ) -> subprocess.Popen[bytes]:
        """Start a run in a session of its own, with stderr in a pipe."""
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
        """Run with stdin and stdout in a terminal of that size and stderr in a pipe.

        `watch` is called once the run has started, with its process.
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
    """Open a terminal that changes nothing in what is written to it: its outer and inner end."""
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
    """Read what comes out of a terminal until nobody has its inner end open any more."""
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
    """Wait until a process waits for something, so that it has set up all it needs before that."""
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
    """Run inside this process: what it does to the standard streams and to SIGPIPE is undone."""
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
