"""What the tests of the screens share."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep one index for all screens, in place of one for each test."""
    folder = tmp_path_factory.getbasetemp() / "screens"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
