"""Settings and fixtures of all tests."""

import os
import signal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cli.processes import Program

# No result depends on the machine or on chance: nothing is timed, and the examples are the same in
# each run. What the long profile finds becomes an `@example`.
_UNTIMED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("timeline", _UNTIMED, derandomize=True, database=None, max_examples=50)
settings.register_profile("long", _UNTIMED, max_examples=5_000)  # see CONTRIBUTING.md
settings.load_profile("timeline")

# Nor on the parent process: a shell makes background jobs ignore Ctrl-C, and nohup a hang-up.
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
os.umask(0o022)
for variable in (
    "COLUMNS", "FORCE_COLOR", "LESS", "LINES", "NO_COLOR", "PAGER", "PYTHONOPTIMIZE",
    "PYTHONWARNINGS", "SOURCE_DATE_EPOCH", "TIMELINE_FILE", "TZ",
):  # fmt: skip
    os.environ.pop(variable, None)

_NUMBERS = count()


@pytest.fixture(scope="session")
def _caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def cache_home(_caches: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Use a new cache folder, which does not exist yet, in each test."""
    folder = _caches / str(next(_NUMBERS))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def caching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cache the index of a file even if it has just changed."""
    monkeypatch.setattr("oai_timeline.index.cache._RACY_NS", 0)


@pytest.fixture(scope="session")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program with a cache that all tests share."""
    return Program(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def cold(tmp_path: Path) -> Program:
    """Return the program with a new cache folder, which does not exist yet."""
    return Program(tmp_path / "cold")
