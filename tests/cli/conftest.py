"""What the tests of the command line share."""

from pathlib import Path

import pytest

from tests.cli.processes import Program


@pytest.fixture
def cold(tmp_path: Path) -> Program:
    """Give the program with a cache that nobody else uses, and that is not there yet."""
    return Program(tmp_path / "cold")
