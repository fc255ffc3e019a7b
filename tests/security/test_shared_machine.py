"""On a shared machine, files and symlinks of other users are not trusted."""

import os
import stat
from pathlib import Path

import pytest

from oai_timeline.cli import output
from tests.cli.processes import CACHING, Program

TIMELINE = "timeline: {{format: 1, title: {}, zone: UTC}}\nevents: []\n"


@pytest.fixture
def cold(cold: Program) -> Program:
    """Return the program with an empty cache, where it also caches indexes of new files."""
    return Program(cold.cache, CACHING)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "t.yaml"
    path.write_text(TIMELINE.format("Ours"))
    return path


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o707, 0o1777])
def test_an_index_that_others_can_write_is_not_used(
    cold: Program, file: Path, tmp_path: Path, mode: int
) -> None:
    """Here it is the index of another file, under the name of this file's index."""
    cold("-f", str(file))
    folder = cold.cache / "oai-timeline"
    (ours,) = folder.glob("*.sqlite")
    other = Program(tmp_path / "other", CACHING)
    theirs = tmp_path / "theirs.yaml"
    theirs.write_text(TIMELINE.format("Theirs"))
    other("-f", str(theirs))
    (planted,) = (other.cache / "oai-timeline").glob("*.sqlite")

    planted.replace(ours)
    assert cold("-f", str(file)).out.startswith("Theirs")  # in a private cache it is used
    folder.chmod(mode)
    assert cold("-f", str(file)).out.startswith("Ours")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_symlink_in_a_cache_that_others_can_write_is_not_followed(
    cold: Program, file: Path, tmp_path: Path
) -> None:
    cold("-f", str(file))
    folder = cold.cache / "oai-timeline"
    victim = tmp_path / "victim"
    victim.write_text("as it was")
    for path in list(folder.iterdir()):
        path.unlink()
        path.symlink_to(victim)
    folder.chmod(0o777)
    cold("-f", str(file))
    assert victim.read_text() == "as it was"
    assert not any(path.is_symlink() for path in folder.iterdir())


def test_the_name_of_a_temporary_file_is_random(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a symlink of that name is not opened."""
    victim = tmp_path / "victim"
    victim.write_text("as it was")
    monkeypatch.setattr(os, "urandom", bytes)
    planted = tmp_path / f"out.csv.{'00' * 8}.tmp"
    planted.symlink_to(victim)
    to = output.Target(str(tmp_path / "out.csv"), False, None, None, False)  # noqa: FBT003
    with pytest.raises(OSError, match="File exists"):
        output.write(["x"], to)
    assert victim.read_text() == "as it was"


def test_a_protected_symlink_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linux refuses symlinks of other users in /tmp (fs.protected_symlinks), and here this one."""
    victim, link = tmp_path / "victim", tmp_path / "out.csv"
    victim.write_text("as it was")
    link.symlink_to(victim)
    real = os.stat

    def protected(path: str, **options: bool) -> os.stat_result:
        if path == str(link) and options.get("follow_symlinks", True):
            raise PermissionError(13, "Permission denied", path)
        return real(path, **options)

    monkeypatch.setattr(os, "stat", protected)
    with pytest.raises(PermissionError):
        output.write(["x"], output.Target(str(link), False, None, None, False))  # noqa: FBT003
    assert victim.read_text() == "as it was"
