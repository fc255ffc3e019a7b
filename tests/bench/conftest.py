"""What the tests of the benchmark share."""

import pytest

from tests.cli.processes import ROOT


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes import our package from any folder, and don't wait for files to settle."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for module in ("workplace", "peers"):
        monkeypatch.setattr(f"bench.{module}.settle", lambda: None)
