"""A full disk, and a read-only home: small file systems, which only root can mount."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oai_timeline.index import compile_file, open_files
from tests.cli.processes import CACHING, Program
from tests.timelines import repeated

_KILOBYTES = 64


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Return a function that mounts a small file system, which is unmounted in the end."""
    folder = tmp_path / "disk"

    def mount(options: str) -> Path:
        folder.mkdir()
        size = f"size={_KILOBYTES}k,{options}"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)],
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
        return folder

    yield mount
    if folder.is_mount():
        subprocess.run(["umount", folder], check=True)


@pytest.fixture(params=[pytest.param(400, id="small"), pytest.param(6_500, id="large")])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "t.yaml"
    path.write_text(repeated(request.param, f"title: {'A title' * 20}"))
    return path


@pytest.mark.parametrize("left", [0, 4, 60], ids="{} kB left".format)
def test_without_space_for_an_index_the_answer_is_the_same(
    left: int, mounted: Callable[[str], Path], file: Path, tmp_path: Path
) -> None:
    disk = mounted("mode=0700")
    (disk / "full").write_bytes(bytes((_KILOBYTES - left) * 1024))
    expected = Program(tmp_path / "cache")("show", "--format", "jsonl", TIMELINE_FILE=str(file))
    for _ in range(2):
        done = Program(disk, CACHING)("show", "--format", "jsonl", TIMELINE_FILE=str(file))
        assert done == expected
    assert [path for path in disk.rglob("*") if path.is_file()] == [disk / "full"]


def test_a_compiled_index_that_does_not_fit_is_used_without_a_cache(
    mounted: Callable[[str], Path],
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caching: None,
) -> None:
    compiled, disk = tmp_path / "t.sqlite", mounted("mode=0700")
    compile_file(str(file), str(compiled))
    monkeypatch.setenv("XDG_CACHE_HOME", str(disk))
    index = open_files([str(file)], str(compiled))
    assert index.fetch("SELECT count(*) FROM event") == [(file.read_text().count("id: "),)]
    assert [path for path in disk.rglob("*") if path.is_file()] == []


def test_a_full_disk_for_temporary_files_is_an_error(
    mounted: Callable[[str], Path], tmp_path: Path
) -> None:
    """SQLite needs temporary files for a perspective on many events."""
    disk, file = mounted("mode=0700"), tmp_path / "t.yaml"
    fields = f"title: {'A title' * 20}, sources: [s, t], accounts: [{{{{says: x}}}}]"
    sources = "sources: {s: {publisher: P, published: 2023}, t: {publisher: P, published: 2024}}\n"
    file.write_text(repeated(8000, fields) + sources)
    done = Program(tmp_path / "cache")(
        "show", "--as-known-on", "2023", TIMELINE_FILE=str(file), SQLITE_TMPDIR=str(disk)
    )
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("timeline: temporary files: No space left on device\n")


@pytest.mark.parametrize(
    "command",
    [
        ("show", "--format", "json", "--output"), ("export", "csv", "--output"),
        ("export", "html", "--output"),
        ("import", "table.csv", "--output"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_full_disk_keeps_the_existing_output_file(
    command: tuple[str, ...], mounted: Callable[[str], Path], file: Path, tmp_path: Path
) -> None:
    disk = mounted("mode=0700")
    (disk / "out").write_text("mine")
    rows = "".join(f"2023-11-17,{'A title' * 20} {number}\n" for number in range(1000))
    (tmp_path / "table.csv").write_text(f"date,title\n{rows}")
    done = Program(tmp_path / "cache")(
        *command, str(disk / "out"), cwd=tmp_path, TIMELINE_FILE=str(file)
    )
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith(f"timeline: {disk / 'out'}: No space left on device\n")
    assert [path.name for path in disk.iterdir()] == ["out"]
    assert (disk / "out").read_text() == "mine"


@pytest.mark.parametrize("command", [("init",), ("schema", "--output")], ids=" ".join)
def test_a_full_disk_leaves_no_incomplete_file(
    command: tuple[str, ...], mounted: Callable[[str], Path], tmp_path: Path
) -> None:
    disk = mounted("mode=0700")
    (disk / "full").write_bytes(bytes(_KILOBYTES * 1024))
    done = Program(tmp_path / "cache")(*command, str(disk / "new"))
    assert (done.code, done.out) == (1, "")
    assert done.err == f"timeline: {disk / 'new'}: No space left on device\n"
    assert [path.name for path in disk.iterdir()] == ["full"]


@pytest.mark.parametrize("cache", ["/.cache", None], ids=["a cache home", "no cache home"])
def test_a_home_can_be_read_only(
    cache: str | None, mounted: Callable[[str], Path], file: Path, tmp_path: Path
) -> None:
    home = mounted("ro")
    expected = Program(tmp_path / "cache")("show", TIMELINE_FILE=str(file))
    cache_home = f"{home}{cache}" if cache else None
    there = Program(home, CACHING)
    assert there("show", TIMELINE_FILE=str(file), XDG_CACHE_HOME=cache_home) == expected
    done = there("show", "-o", f"{home}/x.csv", TIMELINE_FILE=str(file), XDG_CACHE_HOME=cache_home)
    assert done == (1, "", f"timeline: {home}/x.csv: Read-only file system\n")
    assert os.listdir(home) == []
