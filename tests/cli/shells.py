"""Real shells in terminals, which complete a typed line."""

import fcntl
import os
import select
import shlex
import subprocess
import termios
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.cli.processes import SECONDS, terminal


class Completed(NamedTuple):
    """The words of a line after completion, and everything that the shell wrote."""

    words: list[str]
    written: str


class Shell(ABC):
    """A shell with the completion installed in `environment["HOME"]`."""

    name: str

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        """Run in a folder; the program is found on the PATH of `environment`."""
        self.environment = environment
        self.folder = folder

    def run(self, command: str) -> str:
        """Run a command in this shell; return what it prints."""
        done = subprocess.run(
            [self.name, "-c", f"{command}; exit"],  # without `exit` it may become the command
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
        return done.stdout

    @contextmanager
    def open(self) -> Iterator[None]:
        """Open what the shell needs for completion."""
        yield

    @abstractmethod
    def complete(self, line: str) -> Completed:
        """Type a line, and complete its last word."""


class LineEditor(Shell):
    """A shell whose line editor runs in a terminal."""

    setup: str

    def complete(self, line: str) -> Completed:
        """Type a line and a tab; then let the shell print the words of the completed line."""
        # Ctrl-A and Ctrl-E go to the line's beginning and end.
        _type(self.outer, f"{line}\t\x01printf '<%s>\\n' begin \x05 e''nd\n")
        written = _read_until(self.outer, "<end>\r\n")
        answer = written.partition("<begin>\r\n")[2].partition("<end>")[0]
        return Completed([word[1:-1] for word in answer.splitlines()], written)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Open a terminal with the shell in it."""
        with terminal(columns=200) as (self.outer, inner):
            attributes = termios.tcgetattr(inner)
            attributes[1] |= termios.OPOST
            termios.tcsetattr(inner, termios.TCSANOW, attributes)
            process = subprocess.Popen(
                [self.name, "-i"],
                stdin=inner,
                stdout=inner,
                stderr=inner,
                env=self.environment,
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
            )
            _type(self.outer, f"{self.setup}; printf '%s\\n' rea''dy\n")
            _read_until(self.outer, "ready\r\n")
            try:
                yield
            finally:
                process.kill()
                process.wait()


class Bash(LineEditor):
    """GNU bash with readline."""

    name = "bash"
    setup = "bind 'set enable-bracketed-paste off'; set +o history; PS1="


class Zsh(LineEditor):
    """The Z shell with zle."""

    name = "zsh"
    setup = "unset zle_bracketed_paste; bindkey -e; PS1="


class Fish(Shell):
    """The friendly interactive shell, which can print its completions."""

    name = "fish"

    def complete(self, line: str) -> Completed:
        """Ask fish for completions; a single one completes the line."""
        offered = self.run(f"complete -C {shlex.quote(line)} 2>&1")
        found = [candidate.partition("\t")[0] for candidate in offered.splitlines()]
        words = line.split()
        return Completed([*words[:-1], *found] if len(found) == 1 else words, offered)


SHELLS = (Bash, Zsh, Fish)


def _type(outer: int, text: str) -> None:
    os.write(outer, text.encode())


def _read_until(outer: int, mark: str) -> str:
    read = b""
    until = time.monotonic() + SECONDS
    while mark.encode() not in read:
        left = max(until - time.monotonic(), 0)
        assert select.select([outer], [], [], left)[0], f"no {mark!r} in {read!r}"
        read += os.read(outer, 1 << 16)
    return read.decode("utf-8", "replace")
