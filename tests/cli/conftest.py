"""What the tests of the command line share."""

from pathlib import Path

import pytest

from tests.cli.processes import Program


@pytest.fixture(scope="session")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Give the program, with one cache for all tests: most ask an index that is there already."""
    return Program(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def cold(tmp_path: Path) -> Program:
    """Give the program with a cache that nobody else uses, and that is not there yet."""
    return Program(tmp_path / "cold")
