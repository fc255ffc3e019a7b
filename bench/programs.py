"""The programs that are asked the same question, and where each is found."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bench.bars import AtMost, Bar
from bench.entries import (
    DAY,
    Entry,
    write_hledger,
    write_jrnl,
    write_khal,
    write_remind,
    write_timeline_entries,
)
from bench.processes import timeline_program

_PIP_SECONDS = 300


class Unavailable(Exception):
    """A program can't be had here; the message says why."""


class Program(NamedTuple):
    """A program: how it is started, what it reads, and how it is asked for one day.

    `arguments` are given in the folder to which `write` wrote the entries. The answer has a line
    for each entry, and `more_lines`. `bar` is for the time of `timeline` as a part of this
    program's, from `bar_from` entries on.
    """

    name: str
    command: tuple[str, ...]
    arguments: tuple[str, ...]
    write: Callable[[str, Iterable[Entry]], None]
    more_lines: int = 0
    bar: Bar | None = None
    bar_from: int = 0


Finder = Callable[[str], Program]
"""Finds a program, or installs it into a folder that all finders get. Raises Unavailable."""


def timeline() -> Program:
    """Give our own."""
    arguments = ("--file", "entries.yaml", "show", "--day", DAY)
    return Program("timeline", tuple(timeline_program()), arguments, write_timeline_entries)


def jrnl(folder: str) -> Program:
    """Install jrnl, a journal of plain text that is read whole."""
    version = "4.6"
    script = _installed(folder, "jrnl", version)
    arguments = ("--config-file", "jrnl.yaml", "-on", DAY, "--short")
    return Program(f"jrnl {version}", (script,), arguments, write_jrnl, bar=AtMost(1))


def khal(folder: str) -> Program:
    """Install khal, a calendar of many files with an index of its own."""
    version = "0.14.1"
    script = _installed(folder, "khal", version)
    arguments = ("-c", "khal.conf", "list", DAY, "1d")
    return Program(f"khal {version}", (script,), arguments, write_khal, 1, AtMost(1))


def hledger(_folder: str) -> Program:
    """Find hledger, accounting in plain text, a compiled program."""
    script = _on_path("hledger")
    version = _first_line(script, "--version").split(",")[0]
    arguments = ("-f", "entries.journal", "register", f"date:{DAY}", "-w", "200")
    return Program(version, (script,), arguments, write_hledger, 0, AtMost(1), 10_000)


def remind(_folder: str) -> Program:
    """Find remind, reminders in plain text, a compiled program."""
    script = _on_path("remind")
    version = " ".join(_first_line(script).split()[:2]).lower()
    return Program(version, (script,), ("-q", "entries.rem", DAY), write_remind, more_lines=2)


PEERS: tuple[Finder, ...] = (jrnl, khal, hledger, remind)


def found(finders: Sequence[Finder], folder: str) -> Iterable[Program]:
    """Find programs; those that can't be had are named, a line each."""
    for finder in finders:
        try:
            yield finder(folder)
        except Unavailable as error:
            print(f"skipped: {finder.__name__} ({error})")


def _installed(folder: str, package: str, version: str) -> str:
    """Install a package into an environment of the bench's own, and give its console script."""
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        _try(sys.executable, "-m", "venv", folder)
    _try(
        *(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--retries", "1", f"{package}=={version}"),
    )
    return os.path.join(folder, "bin", package)


def _try(*arguments: str) -> None:
    shown = " ".join(arguments[1:4])
    try:
        done = subprocess.run(
            arguments, capture_output=True, text=True, timeout=_PIP_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unavailable(f"{shown}: not finished in {_PIP_SECONDS} s") from None
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise Unavailable(said[-1] if said else f"{shown}: exit code {done.returncode}")


def _on_path(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise Unavailable("not on PATH")
    return path


def _first_line(*arguments: str) -> str:
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0] if lines else arguments[0]
