"""The indexes in the user's cache folder: their names, how they are built, and which are deleted.

The name of an index consists of what `stat` reports of the timeline's files, and of our version. If
a file with that name exists, it is the index, as the system changes a file's ctime whenever its
content changes. Within one tick of the clock it may not, so the index of a file that has only just
changed is not cached (git has the same rule for racy files). An index is built as a temporary file,
moved into place, and never written again. Its mtime is the day of its last use.
"""

import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from io import BytesIO
from shutil import copyfile
from sqlite3 import DatabaseError, connect
from typing import BinaryIO
from zlib import crc32

from oai_timeline import __version__
from oai_timeline.index.connection import Index, connect_read_only
from oai_timeline.index.schema import FORMAT, INDEXES, SEARCH, TABLES
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.model.timeline_file import TimelineFile, describe_paths

_BUILT_BY = f"{__version__}-{FORMAT}-{crc32((TABLES + SEARCH + INDEXES).encode()):08x}"
_PAGE_BYTES = 4096
_RACY_NS = 2_000_000_000
_LEFTOVER_SECONDS = 3600
_UNUSED_SECONDS = 90 * SECONDS_PER_DAY

OpenFile = Callable[[str], BinaryIO]
"""Opens a file, given its path, to read its bytes. Raises OSError."""


def _open_file(path: str) -> BinaryIO:
    return open(path, "rb")


def open_files(
    paths: Sequence[str], compiled: str | None = None, open_stream: OpenFile = _open_file
) -> Index:
    """Open the index of a timeline's files, and build it first unless it is in the cache.

    `compiled` is the path of an index that was installed with the only file: it is used if it was
    built from the same content. `open_stream` opens a file to build from. Raises OSError, and
    TimelineFileError if a file has errors.
    """
    statuses = list(map(os.stat, paths))
    if not all(stat.S_ISREG(status.st_mode) for status in statuses):
        return open_streams([_read_file(path) for path in paths])
    folder = _cache_folder()
    if folder:
        cached = os.path.join(folder, _name(paths, statuses))
        with suppress(OSError, DatabaseError):
            if _touch(cached):
                return Index(connect_read_only(cached), describe_paths(paths))
            compiled = None  # a copy of it may have been discarded
        if compiled and not _are_racy(statuses):
            with suppress(OSError, DatabaseError):
                return _copy(compiled, paths, cached)
    return _build(paths, statuses, folder, open_stream)


def open_bytes(content: bytes, path: str) -> Index:
    """Return the index of a timeline of one file, built in memory. Raises TimelineFileError."""
    return open_streams([TimelineFile(BytesIO(content), path)])


def compile_file(path: str, target: str) -> None:
    """Write the index of a timeline file to `target`. Raises OSError, TimelineFileError."""
    from oai_timeline.index.build import build_file

    with suppress(FileNotFoundError):
        os.unlink(target)
    with open(path, "rb") as file:
        build_file([TimelineFile(file, path)], target, (_BUILT_BY, _digest(path), None))


def discard(paths: Sequence[str]) -> None:
    """Replace the cached index of a timeline by an empty file, so that it is built again.

    Without the empty file, an index that was installed with the timeline would be copied again.
    """
    folder = _cache_folder()
    if folder:
        with suppress(OSError):
            cached = os.path.join(folder, _name(paths, list(map(os.stat, paths))))
            with _temporary(cached) as temporary:
                copyfile(os.devnull, temporary)
                os.replace(temporary, cached)


def identify_version(status: os.stat_result) -> tuple[int, ...]:
    """Return numbers that differ for each file, and change whenever it does."""
    return (
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )


def _name(paths: Sequence[str], statuses: Sequence[os.stat_result]) -> str:
    """Return the name of the index of some files. The names for the same paths share a prefix."""
    numbers = "-".join(f"{number:x}" for status in statuses for number in identify_version(status))
    if len(paths) > 1:  # too long for the name of a file
        from hashlib import sha256

        numbers = sha256(numbers.encode()).hexdigest()
    return f"{_prefix(paths)}{numbers}-{_BUILT_BY}.sqlite"


def _prefix(paths: Sequence[str]) -> str:
    """Return the prefix of the names for some paths, which need not be unique."""
    return f"{crc32(_encode_paths(paths)):08x}-"


def _are_racy(statuses: Iterable[os.stat_result]) -> bool:
    """Return whether a file may change again without a new ctime, as that is too recent.

    The times of some file systems have a resolution of two seconds.
    """
    return max(status.st_ctime_ns for status in statuses) + _RACY_NS > time.time_ns()


def _touch(cached: str) -> bool:
    """Update the mtime of an index, once a day; return False if it was discarded or truncated.

    Raises FileNotFoundError.
    """
    status = os.stat(cached)
    if not status.st_size or status.st_size % _PAGE_BYTES:
        return False
    if status.st_mtime < time.time() - SECONDS_PER_DAY:
        with suppress(OSError):
            os.utime(cached)
    return True


def _copy(compiled: str, paths: Sequence[str], cached: str) -> Index:
    """Copy an installed index into the cache.

    Raises OSError or DatabaseError if that fails, or if it was built from other content.
    """
    with closing(connect_read_only(compiled)) as connection:
        built_by, digest = connection.execute(
            "SELECT built_by, digest FROM build_info"
        ).fetchone() or (None, None)
    if built_by != _BUILT_BY or len(paths) > 1 or digest != _digest(paths[0]):
        raise DatabaseError("it is the index of another file")
    with _temporary(cached) as temporary:
        copyfile(compiled, temporary)
        with closing(connect(temporary, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("UPDATE build_info SET paths = ?", (_encode_paths(paths),))
        return _move_into_place(temporary, paths, cached)


def _build(
    paths: Sequence[str],
    statuses: Sequence[os.stat_result],
    folder: str | None,
    open_stream: OpenFile,
) -> Index:
    """Build the index: in the cache if possible, and if no file changes meanwhile."""
    from oai_timeline.load.reopening import MOST_OPEN, open_repeatedly

    if len(paths) > MOST_OPEN:
        open_stream = open_repeatedly
    with ExitStack() as stack:
        files = [TimelineFile(stack.enter_context(open_stream(path)), path) for path in paths]
        if folder and not _are_racy(statuses):
            _prune(folder)
            with suppress(DatabaseError, OSError):
                index = _build_cached(files, os.path.join(folder, _name(paths, statuses)))
                if index:
                    return index
            return open_streams([_read_file(path) for path in paths])
        return open_streams(files)


def _read_file(path: str) -> TimelineFile:
    """Read a file into memory, up to a limit if it is not a regular one."""
    from oai_timeline.load.limited import read_limited

    with open(path, "rb") as file:
        is_regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        content = file.read() if is_regular else read_limited(file, path)
        return TimelineFile(BytesIO(content), path)


def _build_cached(files: Sequence[TimelineFile], cached: str) -> Index | None:
    """Build the index in the cache; return None if a file changes meanwhile."""
    from oai_timeline.index.build import build_file

    paths = [file.path for file in files]
    with _temporary(cached) as temporary:
        build_file(files, temporary, (_BUILT_BY, None, _encode_paths(paths)))
        if os.path.basename(cached) != _name(paths, list(map(os.stat, paths))):
            return None
        return _move_into_place(temporary, paths, cached)


def _move_into_place(temporary: str, paths: Sequence[str], cached: str) -> Index:
    """Move a new index into place and open it; delete older ones of the same paths."""
    connection = connect_read_only(temporary)  # before another process can delete it
    try:
        os.replace(temporary, cached)
    except BaseException:
        connection.close()
        raise
    folder, name = os.path.split(cached)
    with suppress(OSError):
        for other in os.listdir(folder):
            if other.startswith(_prefix(paths)) and other.endswith(".sqlite") and other != name:
                _delete(os.path.join(folder, other))
    return Index(connection, describe_paths(paths))


def open_streams(files: Sequence[TimelineFile]) -> Index:
    """Return the index of a timeline's files, built in memory. Raises TimelineFileError."""
    from oai_timeline.index.build import build

    connection = connect(":memory:", check_same_thread=False)
    try:
        build(connection, files)
    except BaseException:
        connection.close()
        raise
    return Index(connection, describe_paths([file.path for file in files]))


def _digest(path: str) -> bytes:
    """Return the SHA-256 of a file's content."""
    from hashlib import file_digest

    with open(path, "rb") as file:
        return file_digest(file, "sha256").digest()


def _encode_paths(paths: Iterable[str]) -> bytes:
    """Return absolute paths with a null byte, which no path has, between them."""
    return b"\0".join(os.fsencode(os.path.abspath(path)) for path in paths)


def _cache_folder() -> str | None:
    """Return the folder of indexes; None if there is none that only we can write to."""
    try:
        folder = os.path.join(_user_cache_folder(), "oai-timeline")
        if not os.path.isabs(folder):  # the home folder is unknown
            return None
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.lstat(folder)
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
            return None
        if status.st_mode & 0o077:
            os.chmod(folder, 0o700)
        if status.st_mode & 0o022:  # others may have put an index there
            _empty(folder)
    except OSError:
        return None
    return folder


def _empty(folder: str) -> None:
    for name in os.listdir(folder):
        with suppress(IsADirectoryError, PermissionError):
            os.unlink(os.path.join(folder, name))


def _user_cache_folder() -> str:
    if sys.platform in {"darwin", "win32"}:
        from platformdirs import user_cache_dir

        return user_cache_dir()
    folder = os.environ.get("XDG_CACHE_HOME", "")
    return folder if os.path.isabs(folder) else os.path.expanduser("~/.cache")


@contextmanager
def _temporary(cached: str) -> Iterator[str]:
    """Yield the path of a temporary file, unique even among containers; delete it at the end."""
    temporary = f"{cached}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        yield temporary
    finally:
        _delete(temporary)


def _prune(folder: str) -> None:
    """Delete leftovers of killed builds, and indexes that are unused or whose file is gone.

    Processes that have one of them open can go on reading it.
    """
    with suppress(OSError):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            age = _age(path)
            if name.endswith(".tmp"):
                is_useless = age > _LEFTOVER_SECONDS
            else:
                is_useless = age > _UNUSED_SECONDS or _is_orphan(path)
            if is_useless:
                _delete(path)


def _is_orphan(cached: str) -> bool:
    """Return whether a timeline file of an index is gone."""
    with (
        suppress(DatabaseError, TypeError, ValueError),
        closing(connect_read_only(cached)) as connection,
    ):
        (paths,) = connection.execute("SELECT paths FROM build_info").fetchone()
        return paths is not None and not all(map(os.path.lexists, paths.split(b"\0")))
    return False


def _age(path: str) -> float:
    """Return the seconds since a file was last modified; 0 if it is gone."""
    try:
        return time.time() - os.stat(path).st_mtime
    except FileNotFoundError:
        return 0


def _delete(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
