"""When an index is trusted, when it is built anew, and that a stale answer is never given."""

import os
import resource
import sqlite3
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import pytest

from oai_timeline.index import Index, compile_file, open_bytes, open_files
from oai_timeline.load import Loading
from oai_timeline.model.diagnostic import TimelineFileError
from oai_timeline.model.timeline_file import TimelineFile
from oai_timeline.query.events import fetch_json
from oai_timeline.query.select import Query, select
from tests.asking import ask
from tests.cli.processes import CACHING, SECONDS, Done, Program

SECOND_NS = 1_000_000_000


def _text(title: str, events: int = 3) -> str:
    header = f"timeline: {{format: 1, title: {title}, zone: UTC}}\nevents:\n"
    return header + "".join(f"- {{id: e{n}, when: 2023, title: {title}}}\n" for n in range(events))


def _title(index: Index) -> str:
    ((title,),) = index.fetch("SELECT title FROM header")
    (events,) = set(index.fetch("SELECT json ->> 'title' FROM event"))
    assert events == (title,)
    return str(title)


def _titles(path: Path | str, compiled: Path | None = None) -> list[str]:
    """Return the title of a timeline as of two openings."""
    return [_title(open_files([str(path)], str(compiled) if compiled else None)) for _ in range(2)]


def _answer(index: Index) -> list[str]:
    """Ask for all there is."""
    found = list(fetch_json(index, select(index, Query())))
    tables = index.fetch(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'build_info'"
    )
    for (table,) in sorted(tables):
        found += [repr(row) for row in index.fetch(f"SELECT * FROM {table}")]
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a timeline file whose title is `one`."""
    path = tmp_path / "t.yaml"
    path.write_text(_text("one"))
    return path


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the timeline files that are read, as they are."""
    read = []

    def counted(files: Sequence[TimelineFile]) -> Loading:
        read.append(" ".join(file.path for file in files))
        return Loading(files)

    monkeypatch.setattr("oai_timeline.index.build.Loading", counted)
    return read


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the clock ten seconds on, so that what was just written is old enough to be trusted."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10 * SECOND_NS)


def _cached(cache_home: Path) -> Path:
    """Find the only index, beside which nothing is left."""
    (path,) = (cache_home / "oai-timeline").iterdir()
    return path


# --- freshness ---------------------------------------------------------------------------------


def test_an_index_is_built_once(file: Path, builds: list[str], later: None) -> None:
    assert [_title(open_files([str(file)])) for _ in range(3)] == ["one"] * 3
    assert builds == [str(file)]


def _rewrite(path: Path) -> None:
    path.write_text(_text("another"))


def _rewrite_same_size(path: Path) -> None:
    path.write_text(_text("two"))


def _rewrite_same_size_and_time(path: Path) -> None:
    before = path.stat()
    path.write_text(_text("two"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def _replace(path: Path, text: str) -> None:
    before = path.stat()
    other = path.with_suffix(".new")
    other.write_text(text)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.rename(path)


def _replace_by_rename(path: Path) -> None:
    _replace(path, _text("two"))


def _replace_by_link(path: Path) -> None:
    other = path.with_suffix(".new")
    other.write_text(_text("two"))
    path.unlink()
    path.symlink_to(other)


EDITS = [
    _rewrite,
    _rewrite_same_size,
    _rewrite_same_size_and_time,
    _replace_by_rename,
    _replace_by_link,
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__.strip("_"))
@pytest.mark.parametrize(
    "racy", [pytest.param(True, id="at once"), pytest.param(False, id="later")]
)
def test_after_an_edit_the_answer_is_new(
    edit: Callable[[Path], None],
    racy: bool,
    file: Path,
    request: pytest.FixtureRequest,
) -> None:
    if not racy:
        request.getfixturevalue("later")
    assert _title(open_files([str(file)])) == "one"
    edit(file)
    expected = _title(open_bytes(file.read_bytes(), "t.yaml"))
    assert expected != "one"
    assert _titles(file) == [expected] * 2


@pytest.mark.parametrize(
    ("age_ns", "is_cached"),
    [
        pytest.param(-5 * SECOND_NS, False, id="changed in the future"),
        pytest.param(0, False, id="just changed"),
        pytest.param(2 * SECOND_NS - 1, False, id="changed a little less than two seconds ago"),
        pytest.param(2 * SECOND_NS, True, id="changed two seconds ago"),
    ],
)
def test_a_file_is_cached_once_no_edit_can_go_unseen(
    age_ns: int, is_cached: bool, file: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second edit within one tick of the clock changes nothing that `stat` reports."""
    now = file.stat().st_ctime_ns + age_ns
    monkeypatch.setattr(time, "time_ns", lambda: now)
    assert _titles(file) == ["one"] * 2
    assert len(builds) == (1 if is_cached else 2)


def test_a_file_replaced_as_it_is_opened_leaves_nothing_stale(file: Path, later: None) -> None:
    """An editor saves by rename between our asking what the file is and our opening of it."""

    def replace_first(path: str) -> BinaryIO:
        _replace_by_rename(file)
        return open(path, "rb")

    with closing(open_files([str(file)], open_stream=replace_first)) as index:
        assert _title(index) == "two"
    assert _titles(file) == ["two"] * 2


def test_a_file_that_is_written_while_it_is_read_leaves_nothing_stale(
    file: Path, monkeypatch: pytest.MonkeyPatch, later: None
) -> None:
    events = Loading.events

    def written_first(loading: Loading) -> Iterator[object]:
        found = list(events(loading))
        if file.read_text() == _text("one"):
            _rewrite_same_size_and_time(file)
        return iter(found)

    monkeypatch.setattr(Loading, "events", written_first)
    open_files([str(file)])
    assert _titles(file) == ["two"] * 2


def test_a_file_that_changes_all_the_time_is_answered_from_as_it_was_at_one_moment(
    file: Path, monkeypatch: pytest.MonkeyPatch, later: None
) -> None:
    titles = (f"n{number}" for number in range(99))
    events = Loading.events

    def change_first(loading: Loading) -> Iterator[object]:
        _replace(file, _text(next(titles)))
        yield from events(loading)

    monkeypatch.setattr(Loading, "events", change_first)
    assert _titles(file) == ["n0", "n2"]


JUMPS = {"an hour back": -3600, "a day back": -86_400, "a year on": 365 * 86_400, "to 1970": None}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__.strip("_"))
@pytest.mark.parametrize("jump", JUMPS)
def test_a_clock_that_jumps_makes_nothing_stale(
    jump: str, edit: Callable[[Path], None], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the build, between build and edit, and after the edit."""
    seconds = JUMPS[jump]
    clock, ns = time.time, time.time_ns

    def put(on: bool) -> None:
        reassigned = 0.0 if not on else -clock() if seconds is None else seconds
        monkeypatch.setattr(time, "time", lambda: clock() + reassigned)
        monkeypatch.setattr(time, "time_ns", lambda: ns() + int(reassigned) * SECOND_NS)

    for before, after in ((True, False), (False, True), (True, True)):
        file.write_text(_text("one"))
        put(before)
        assert _titles(file) == ["one"] * 2
        edit(file)
        put(after)
        expected = _title(open_bytes(file.read_bytes(), "t.yaml"))
        assert expected != "one"
        assert _titles(file) == [expected] * 2
        if file.is_symlink():
            file.unlink()


def test_a_build_whose_file_another_clock_finds_old_is_answered_from(
    file: Path, cache_home: Path, monkeypatch: pytest.MonkeyPatch, later: None
) -> None:
    """It is swept away in the midst of the build by a run whose clock is a day ahead."""
    events = Loading.events
    found = []

    def swept_first(loading: Loading) -> Iterator[object]:
        for left in (cache_home / "oai-timeline").glob("*.tmp"):
            found.append(left)
            left.unlink()
        yield from events(loading)

    monkeypatch.setattr(Loading, "events", swept_first)
    assert _titles(file) == ["one"] * 2
    assert found


def test_an_open_index_goes_on_answering_as_it_did(file: Path) -> None:
    first = open_files([str(file)])
    _rewrite(file)
    second = open_files([str(file)])
    assert (_title(first), _title(second)) == ("one", "another")


def test_a_file_that_is_gone_is_not_there(file: Path, later: None) -> None:
    open_files([str(file)])
    file.unlink()
    with pytest.raises(FileNotFoundError) as caught:
        open_files([str(file)])
    assert caught.value.filename == str(file)


@pytest.mark.parametrize("indexed_before", [False, True])
def test_a_file_with_errors_leaves_no_index(
    indexed_before: bool,
    file: Path,
    cache_home: Path,
    later: None,
) -> None:
    if indexed_before:
        open_files([str(file)])
    file.write_text("timeline: {}\n")
    messages = []
    for _ in range(2):
        with pytest.raises(TimelineFileError) as caught:
            open_files([str(file)])
        messages.append(str(caught.value))
    assert messages[0] == messages[1]
    assert len(list((cache_home / "oai-timeline").glob("*.sqlite"))) == indexed_before
    file.write_text(_text("two"))
    assert _title(open_files([str(file)])) == "two"


# --- damage ------------------------------------------------------------------------------------


def _cut(sixteenths: int) -> Callable[[bytes], bytes]:
    return lambda whole: whole[: len(whole) * sixteenths // 16]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "garbage": lambda whole: bytes(range(256)) * (len(whole) // 256),
    "zeros": lambda whole: bytes(len(whole)),
    "text": lambda _: b"This is no index.\n" * 400,
    "header alone": lambda whole: whole[:100],
    "header and garbage": lambda whole: whole[:100] + b"\xff" * (len(whole) - 100),
    "a page too many": lambda whole: whole + bytes(4096),
    "a byte too many": lambda whole: whole + b"\0",
    "cut by a byte": lambda whole: whole[:-1],
    "cut by a page": lambda whole: whole[:-4096],
    "cut to a page": lambda whole: whole[:4096],
    "cut to a byte": lambda whole: whole[:1],
    **{f"cut at {number}/16": _cut(number) for number in range(1, 16)},
    "another database": lambda _: _database("CREATE TABLE address (a)"),
    "an empty database": lambda _: _database("CREATE TABLE a (a); DROP TABLE a"),
    # Bytes 18 and 19 of a database are the versions of SQLite's file format.
    "a later file format": lambda whole: whole[:18] + b"\3\3" + whole[20:],
}


def _database(statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(statements)
    return bytes(connection.serialize())


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_built_anew(
    damage: str, file: Path, cache_home: Path, builds: list[str], later: None
) -> None:
    expected = _answer(open_files([str(file)]))
    cached = _cached(cache_home)
    cached.write_bytes(DAMAGES[damage](cached.read_bytes()))
    for _ in range(2):
        assert ask(lambda: open_files([str(file)]), _answer) == expected
    assert builds == [str(file)] * (1 if damage == "a page too many" else 2)


def _with_a_damaged_page(whole: bytes, filling: bytes) -> Iterator[bytes]:
    page = (filling * 4096)[:4096]
    for start in range(0, len(whole), 4096):
        yield whole[:start] + page + whole[start + 4096 :]


@pytest.mark.parametrize("filling", [b"\0", b"\xff", b"text "])
def test_a_damaged_page_is_not_answered_from(
    filling: bytes, file: Path, cache_home: Path, later: None
) -> None:
    """What looks whole as it is opened shows its damage later: then the question is asked again."""
    expected = ask(lambda: open_files([str(file)]), _answer)
    cached = _cached(cache_home)
    for damaged in _with_a_damaged_page(cached.read_bytes(), filling):
        cached.write_bytes(damaged)
        assert ask(lambda: open_files([str(file)]), _answer) == expected


@pytest.mark.usefixtures("later")
def test_an_index_of_another_version_is_replaced(
    file: Path, cache_home: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("oai_timeline.index.cache._BUILT_BY", "99.0.0-99-ffffffff")
        open_files([str(file)]).close()
    with sqlite3.connect(_cached(cache_home)) as connection:
        connection.execute("DROP TABLE event")
    connection.close()
    assert _titles(file) == ["one"] * 2
    assert builds == [str(file)] * 2
    assert _cached(cache_home).exists()


def test_two_files_do_not_share_an_index(file: Path, builds: list[str], later: None) -> None:
    other = file.with_name("other.yaml")
    other.write_text(_text("two"))
    found = [_title(open_files([str(path)])) for path in (file, other, file, other)]
    assert found == ["one", "two"] * 2
    assert builds == [str(file), str(other)]


def test_the_same_file_by_two_ways(
    file: Path, monkeypatch: pytest.MonkeyPatch, builds: list[str], later: None
) -> None:
    monkeypatch.chdir(file.parent)
    assert [_title(open_files([name])) for name in ("t.yaml", "./t.yaml", str(file))] == ["one"] * 3
    assert len(builds) == 1


# --- the cache folder --------------------------------------------------------------------------


def _under_a_file(home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_text("a file")


def _folder_is_a_file(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "oai-timeline").write_text("a file")


def _folder_is_a_link(home: Path) -> None:
    (home / "target").mkdir(parents=True)
    (home / "oai-timeline").symlink_to(home / "target")


def _folder_is_a_broken_link(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "oai-timeline").symlink_to(home / "nowhere")


UNUSABLE = [_under_a_file, _folder_is_a_file, _folder_is_a_link, _folder_is_a_broken_link]


@pytest.mark.parametrize("prepare", UNUSABLE, ids=lambda prepare: prepare.__name__.strip("_"))
def test_without_a_folder_of_its_own_the_index_is_in_memory(
    prepare: Callable[[Path], None], file: Path, cache_home: Path, builds: list[str]
) -> None:
    prepare(cache_home)
    before = sorted(cache_home.rglob("*"))
    assert _titles(file) == ["one"] * 2
    assert builds == [str(file)] * 2
    assert sorted(cache_home.rglob("*")) == before
    assert list(file.parent.iterdir()) == [file]


def test_where_the_index_can_not_be_put_it_is_in_memory(
    file: Path, cache_home: Path, later: None
) -> None:
    open_files([str(file)])
    cached = _cached(cache_home)
    cached.unlink()
    (cached / "taken").mkdir(parents=True)
    assert _titles(file) == ["one"] * 2
    assert _cached(cache_home) == cached


def test_a_folder_of_somebody_else_is_not_used(
    file: Path, cache_home: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (cache_home / "oai-timeline").mkdir(parents=True)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert _titles(file) == ["one"] * 2
    assert builds == [str(file)] * 2
    assert list((cache_home / "oai-timeline").iterdir()) == []


@pytest.mark.parametrize("mode", [None, 0o755, 0o770, 0o777, 0o700])
def test_the_folder_is_for_its_owner_alone(
    mode: int | None, file: Path, cache_home: Path, later: None
) -> None:
    folder = cache_home / "oai-timeline"
    if mode is not None:
        folder.mkdir(parents=True)
        folder.chmod(mode)
    before = os.umask(0)
    try:
        open_files([str(file)])
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert _cached(cache_home).exists()


@pytest.mark.parametrize("home", ["", "relative/cache"])
def test_a_cache_home_that_is_no_absolute_path_is_ignored(
    home: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: None
) -> None:
    """The XDG specification says so."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.chdir(tmp_path)
    open_files([str(file)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "t.yaml"]
    assert _cached(tmp_path / "home/.cache").exists()


ODD = {
    "percent": "a%41b%",
    "question mark": "what?mode=rw",
    "hash": "no#1",
    "ampersand": "a&b=c",
    "spaces": "two  words ",
    "newline": "a\nb",
    "quotation marks": 'it\'s "so"',
    "backslash": "a\\b",
    "non-ASCII": "événement 日",
    "combining": "e\u0301",
    "not UTF-8": os.fsdecode(b"\xff\xfe"),
}


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("name", ODD)
def test_a_file_and_a_cache_of_any_name(
    name: str, tmp_path: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, path = tmp_path / ODD[name], tmp_path / "files" / ODD[name] / ODD[name]
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    path.parent.mkdir(parents=True)
    for title in ("one", "two"):
        path.write_text(_text(title))
        assert _titles(path) == [title] * 2
    assert builds == [str(path)] * 2
    assert sorted(tmp_path.iterdir()) == sorted([home, tmp_path / "files"])


def test_dots_after_a_link_go_where_the_system_goes(file: Path, tmp_path: Path) -> None:
    """`link/..` is the folder that the link's target lies in, not the link's own."""
    target = tmp_path / "far" / "target"
    target.mkdir(parents=True)
    (tmp_path / "far" / "t.yaml").write_text(_text("two"))
    (tmp_path / "link").symlink_to(target)
    assert _title(open_files([f"{tmp_path}/link/../t.yaml"])) == "two"


# --- pipes -------------------------------------------------------------------------------------


def test_a_pipe_is_read_once_and_leaves_no_index(tmp_path: Path, cache_home: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    titles = []
    for title in ("one", "two"):
        writer = threading.Thread(target=fifo.write_text, args=(_text(title),))
        writer.start()
        titles.append(_title(open_files([str(fifo)])))
        writer.join()
    assert titles == ["one", "two"]
    assert list((cache_home / "oai-timeline").glob("*")) == []


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="there is no /dev/stdin")
def test_a_path_that_was_a_file_and_is_now_a_pipe(file: Path, cache_home: Path) -> None:
    """As with `timeline --file /dev/stdin`: what is read from a pipe to compare it is gone."""
    timeline = Program(cache_home, CACHING)
    with file.open() as stream:
        first = timeline.started(
            "-f", "/dev/stdin", "values", "ids", stdin=stream.fileno(), stdout=subprocess.PIPE
        )
        assert first.communicate(timeout=SECONDS) == (b"e0\ne1\ne2\n", b"")
    second = timeline("-f", "/dev/stdin", "values", "ids", stdin=_text("two", 1).encode())
    assert second == Done(0, "e0\n", "")


# --- what is left behind -----------------------------------------------------------------------


def test_what_a_killed_build_left_goes_with_a_build_an_hour_later(
    file: Path, cache_home: Path, later: None
) -> None:
    """Until then it may still be another's; tests/faults kills builds."""
    folder = cache_home / "oai-timeline"
    folder.mkdir(mode=0o700, parents=True)
    old, new = folder / "old.tmp", folder / "new.tmp"
    for path, age in ((old, 7200), (new, 60)):
        path.touch()
        os.utime(path, (time.time() - age,) * 2)
    open_files([str(file)])
    assert (old.exists(), new.exists()) == (False, True)


DAY = 86_400


def _other_file(folder: Path) -> tuple[Path, Path]:
    """Open a timeline file of another folder; give it and its index."""
    path = folder / "other\nfolder" / "o.yaml"
    path.parent.mkdir()
    path.write_text(_text("other"))
    before = set(folder.rglob("*.sqlite"))
    open_files([str(path)]).close()
    (index,) = set(folder.rglob("*.sqlite")) - before
    return path, index


def _grow_old(index: Path, days: float) -> None:
    os.utime(index, (time.time() - days * DAY,) * 2)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("days", "is_gone", "stays"),
    [
        pytest.param(89, False, True, id="used 89 days ago"),
        pytest.param(91, False, False, id="used 91 days ago"),
        pytest.param(0, True, False, id="of a file that is gone"),
    ],
)
def test_an_index_of_no_more_use_goes_as_another_is_built(
    days: float, is_gone: bool, stays: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path, index = _other_file(tmp_path)
    open_already = open_files([str(path)])
    _grow_old(index, days)
    if is_gone:
        path.unlink()
    (tmp_path / "t.yaml").write_text(_text("one"))
    assert _title(open_files([str(tmp_path / "t.yaml")])) == "one"
    assert index.exists() == stays
    assert _title(open_already) == "other"


@pytest.mark.usefixtures("later")
def test_an_index_in_use_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To ask notes that it is used, once a day: what is written each time would take time."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path, index = _other_file(tmp_path)
    _grow_old(index, 80)
    open_files([str(path)]).close()
    assert index.stat().st_mtime > time.time() - DAY
    _grow_old(index, 0.5)
    noted = index.stat().st_mtime_ns
    open_files([str(path)]).close()
    assert index.stat().st_mtime_ns == noted


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_what_sqlite_may_leave_beside_an_index_does_no_harm(
    suffix: str, file: Path, cache_home: Path, builds: list[str]
) -> None:
    """A journal is taken for that of whatever index has its name: none is looked for."""
    open_files([str(file)])
    path = Path(f"{_cached(cache_home)}{suffix}")
    path.write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\1" * 4096)
    assert _title(open_files([str(file)])) == "one"
    _rewrite(file)
    assert _titles(file) == ["another"] * 2
    assert builds == [str(file)] * 2


def _ids(*paths: Path) -> list[str]:
    with closing(open_files(list(map(str, paths)))) as index:
        return [event for (event,) in index.fetch("SELECT id FROM event ORDER BY number")]


def test_several_files_are_cached_together(
    file: Path, tmp_path: Path, cache_home: Path, builds: list[str], later: None
) -> None:
    others = [tmp_path / "b.yaml", tmp_path / "c.yaml"]
    for other in others:
        other.write_text(f"events: [{{id: {other.stem}, when: 2023, title: T}}]\n")
    whole = ["e0", "e1", "e2", "b", "c"]
    assert [_ids(file, *others) for _ in range(2)] == [whole] * 2
    assert builds == [f"{file} {others[0]} {others[1]}"]
    others[1].write_text("events: [{id: d, when: 2023, title: T}]\n")
    assert [_ids(file, *others) for _ in range(2)] == [[*whole[:-1], "d"]] * 2
    _rewrite(file)
    assert _ids(file, *others) == [*whole[:-1], "d"]
    assert len(builds) == 3
    assert len(list(_cached(cache_home).parent.glob("*.sqlite"))) == 1
    assert _ids(file, others[0]) == whole[:-1]
    assert _ids(file) == whole[:3]
    assert _ids(file, *others) == [*whole[:-1], "d"]
    assert len(builds) == 5


@pytest.fixture
def few_open_files() -> Iterator[int]:
    """Let the process open only 200 files more; return the number of files to open at least."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    open_already = max(
        map(int, os.listdir("/proc/self/fd" if os.path.isdir("/proc") else "/dev/fd"))
    )
    resource.setrlimit(resource.RLIMIT_NOFILE, (open_already + 200, hard))
    yield 300
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("is_cached", [True, False])
def test_a_timeline_may_have_more_files_than_a_process_may_open(
    is_cached: bool,
    file: Path,
    cache_home: Path,
    few_open_files: int,
    request: pytest.FixtureRequest,
) -> None:
    if is_cached:
        request.getfixturevalue("later")
    others = [file.with_name(f"{number}.yaml") for number in range(few_open_files)]
    for other in others:
        other.write_text(f"events: [{{id: n{other.stem}, when: 2023, title: T}}]\n")
    ids = ["e0", "e1", "e2", *(f"n{number}" for number in range(few_open_files))]
    assert [_ids(file, *others) for _ in range(2)] == [ids] * 2
    assert len(list(cache_home.rglob("*.sqlite"))) == is_cached
    _replace(others[-1], "events: [{id: new, when: 2023, title: T}]\n")
    assert _ids(file, *others) == [*ids[:-1], "new"]


@pytest.fixture
def compiled(file: Path, tmp_path: Path) -> Path:
    """Compile the timeline file as a wheel is built."""
    target = tmp_path / "t.sqlite"
    compile_file(str(file), str(target))
    return target


def test_a_compiled_index_is_used_for_the_content_that_it_was_compiled_from(
    file: Path, compiled: Path, builds: list[str], later: None
) -> None:
    builds.clear()
    assert _titles(file, compiled) == ["one"] * 2
    assert builds == []
    _rewrite(file)
    assert _titles(file, compiled) == ["another"] * 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="not there"),
        pytest.param(b"", id="empty"),
        pytest.param(b"SQLite format 3\0 and no more", id="damaged"),
    ],
)
def test_a_compiled_index_of_no_use_is_not_missed(
    content: bytes | None, file: Path, compiled: Path, later: None
) -> None:
    if content is None:
        compiled.unlink()
    else:
        compiled.write_bytes(content)
    assert _titles(file, compiled) == ["one"] * 2


@pytest.mark.parametrize("filling", [b"\0", b"\xff", b"text "])
def test_a_damaged_page_of_a_compiled_index_is_not_answered_from(
    filling: bytes, file: Path, compiled: Path, cache_home: Path, later: None
) -> None:
    """The copy of it is discarded; what is asked next must not take it once more."""
    expected = ask(lambda: open_files([str(file)]), _answer)
    for damaged in _with_a_damaged_page(compiled.read_bytes(), filling):
        compiled.write_bytes(damaged)
        for left in (cache_home / "oai-timeline").iterdir():
            left.unlink()
        for _ in range(2):
            assert ask(lambda: open_files([str(file)], str(compiled)), _answer) == expected
