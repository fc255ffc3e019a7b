"""What machine it is, but not whose."""

import os
import platform
import sqlite3
from importlib.metadata import version
from itertools import chain

_LIBRARIES = ("typer", "rich", "python-dateutil", "PyYAML", "msgspec")


def machine() -> str:
    """Say processor, cores, memory, load and versions, a line each for hardware and software."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = (f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {gigabytes:.0f} GiB, "
        f"{platform.system()} {platform.machine()}; load {load:.1f}\n"
        f"{', '.join(chain((python, f'SQLite {sqlite3.sqlite_version}'), libraries))}"
    )


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.partition(":")[2].strip() for line in file if "model name" in line]
    except OSError:  # not Linux
        names = []
    return names[0] if names else platform.processor() or "unknown processor"
