"""What all tests share."""

import os
import signal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cli.processes import Program

# No verdict depends on the machine or on chance: nothing is timed, the examples are the same each
# time, and none comes from an earlier run. What the long profile finds becomes an `@example`.
_UNTIMED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("timeline", _UNTIMED, derandomize=True, database=None, max_examples=50)
settings.register_profile("long", _UNTIMED, max_examples=5_000)  # see CONTRIBUTING.md
settings.load_profile("timeline")

# Nor on who starts it: a shell has what runs in the background ignore Ctrl-C, nohup a hang-up.
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
    """Give each test a cache of its own: a folder that is not there yet."""
    folder = _caches / str(next(_NUMBERS))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def caching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep an index also of a file that has only just changed."""
    monkeypatch.setattr("oai_timeline.index.cache._RACY_NS", 0)


@pytest.fixture(scope="session")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Give the program, with one cache for all tests: most ask an index that is there already."""
    return Program(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def cold(tmp_path: Path) -> Program:
    """Give the program with a cache that nobody else uses, and that is not there yet."""
    return Program(tmp_path / "cold")
