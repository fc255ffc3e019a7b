"""On a machine shared with others: what they may have put in our way is not believed."""

import os
import stat
from pathlib import Path

import pytest

from oai_timeline.cli import output
from tests.cli.processes import CACHING, Program

TIMELINE = "timeline: {{format: 1, title: {}, zone: UTC}}\nevents: []\n"


@pytest.fixture
def cold(cold: Program) -> Program:
    """Give the program with an empty cache, which keeps indexes of new files too."""
    return Program(cold.cache, CACHING)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "t.yaml"
    path.write_text(TIMELINE.format("Ours"))
    return path


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o707, 0o1777])
def test_an_index_that_others_could_write_is_not_believed(
    cold: Program, file: Path, tmp_path: Path, mode: int
) -> None:
    """Here it is one of another content, under the name of the file's own."""
    cold("-f", str(file))
    folder = cold.cache / "oai-timeline"
    (ours,) = folder.glob("*.sqlite")
    other = Program(tmp_path / "other", CACHING)
    theirs = tmp_path / "theirs.yaml"
    theirs.write_text(TIMELINE.format("Theirs"))
    other("-f", str(theirs))
    (planted,) = (other.cache / "oai-timeline").glob("*.sqlite")

    planted.replace(ours)
    assert cold("-f", str(file)).out.startswith("Theirs")  # a forgery of ours would be believed
    folder.chmod(mode)
    assert cold("-f", str(file)).out.startswith("Ours")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_link_in_a_folder_that_others_could_write_leads_nowhere(
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


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
@pytest.mark.parametrize("owned", ["folder", "its home"])
def test_a_cache_of_somebody_else_is_left_alone(cold: Program, file: Path, owned: str) -> None:
    folder = cold.cache / "oai-timeline"
    folder.mkdir(parents=True)
    os.chown(folder, 12345, 12345)
    if owned == "its home":
        os.chown(cold.cache, 12345, 12345)
    assert cold("-f", str(file)).code == 0
    assert list(folder.iterdir()) == []


def test_a_file_is_written_under_a_name_that_nobody_can_foresee(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is a link opened that lies there all the same."""
    victim = tmp_path / "victim"
    victim.write_text("as it was")
    monkeypatch.setattr(os, "urandom", bytes)
    planted = tmp_path / f"out.csv.{'00' * 8}.tmp"
    planted.symlink_to(victim)
    to = output.Target(str(tmp_path / "out.csv"), False, None, None, False)  # noqa: FBT003
    with pytest.raises(OSError, match="File exists"):
        output.write(["x"], to)
    assert victim.read_text() == "as it was"


def test_a_link_that_the_system_does_not_follow_is_not_followed_by_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linux refuses those of others in /tmp (fs.protected_symlinks): so it says of this one."""
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
