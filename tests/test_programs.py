"""Finding installed programs."""

from pathlib import Path

import pytest

from tests.programs import find_program


@pytest.mark.parametrize(
    ("script", "is_used"),
    [
        pytest.param("echo khal, version 0.14.1", True, id="a known version"),
        pytest.param("echo khal, version 0.10.5", False, id="an older one"),
        pytest.param("echo khal, version 1.0.0", False, id="a later one"),
        pytest.param("echo no such option >&2; exit 2", False, id="no version"),
        pytest.param(r"printf '\377'", False, id="invalid UTF-8"),
    ],
)
def test_a_program_is_used_if_its_version_is_known(
    script: str, is_used: bool, tmp_path: Path
) -> None:
    program = tmp_path / "khal"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    assert find_program("khal", str(tmp_path)) == (str(program) if is_used else None)


def test_a_program_that_is_missing_is_not_found(tmp_path: Path) -> None:
    assert find_program("khal", str(tmp_path)) is None
