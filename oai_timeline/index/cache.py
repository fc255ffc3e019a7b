"""The indexes in the user's cache folder: their names, how they are built, and which are deleted.

The name of an index is made of what `stat` reports of the timeline file, and of our version: if a
file of that name exists, it is the index, as the system changes a file's ctime whenever its content
changes. Within one tick of the clock it may not, so a file that has only just changed is not cached
(git has the same rule for racy files). An index is built as a temporary file, moved into place, and
never written again. When it was last modified tells, to the day, when it was last used.
"""

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from io import BytesIO
from shutil import copyfile
from sqlite3 import DatabaseError, connect
from typing import BinaryIO
from zlib import crc32

from oai_timeline import __version__
from oai_timeline.index.connection import Index, connect_read_only
from oai_timeline.index.schema import FORMAT, INDEXES, SEARCH, TABLES
from oai_timeline.model.time import SECONDS_PER_DAY

_BUILT_BY = f"{__version__}-{FORMAT}-{crc32((TABLES + SEARCH + INDEXES).encode()):08x}"
_PAGE_BYTES = 4096
_RACY_NS = 2_000_000_000
_LEFTOVER_SECONDS = 3600
_UNUSED_SECONDS = 90 * SECONDS_PER_DAY

OpenFile = Callable[[str], BinaryIO]
"""Opens a file, given its path, to read its bytes. Raises OSError."""


def _open_file(path: str) -> BinaryIO:
    return open(path, "rb")


def open_file(path: str, compiled: str | None = None, open_stream: OpenFile = _open_file) -> Index:
    """Open the index of a timeline file, and build it first unless it is in the cache.

    `compiled` is an index that came with the file: it is used if it was built from the same
    content. `open_stream` opens the file to build from, which may take long to read. Diagnostics
    name it as `path` does. Raises OSError where the file can't be read, and TimelineFileError where
    it has errors.
    """
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        from oai_timeline.index.whole import read_limited

        with open(path, "rb") as file:
            return open_bytes(read_limited(file, path), path)
    folder = _cache_folder()
    if folder:
        cached = os.path.join(folder, _name(path, status))
        with suppress(OSError, DatabaseError):
            if _note_use(cached):
                return Index(connect_read_only(cached), path)
            compiled = None  # a copy of it may have been discarded
        if compiled and not _is_racy(status):
            with suppress(OSError, DatabaseError):
                return _copy(compiled, path, cached)
    return _build(path, folder, open_stream)


def open_bytes(content: bytes, path: str) -> Index:
    """Build an index of a timeline in memory. Raises TimelineFileError."""
    return _build_in_memory(BytesIO(content), path)


def compile_file(path: str, target: str) -> None:
    """Write the index of a timeline file to `target`. Raises OSError, TimelineFileError."""
    from oai_timeline.index.build import build_file

    with suppress(FileNotFoundError):
        os.unlink(target)
    with open(path, "rb") as file:
        build_file(file, path, target, (_BUILT_BY, _digest(path), None))


def discard(path: str) -> None:
    """Put an empty file in the place of a timeline file's index, so that it is built again.

    Without that file an index that came with the timeline file would be copied once more.
    """
    folder = _cache_folder()
    if folder:
        with suppress(OSError):
            cached = os.path.join(folder, _name(path, os.stat(path)))
            with _temporary(cached) as temporary:
                copyfile(os.devnull, temporary)
                os.replace(temporary, cached)


def _name(path: str, status: os.stat_result) -> str:
    """Name the index of a file; all indexes of one path begin alike."""
    numbers = (
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )
    return f"{_prefix(path)}{'-'.join(f'{number:x}' for number in numbers)}-{_BUILT_BY}.sqlite"


def _prefix(path: str) -> str:
    """Return how the names of the indexes of a path begin; it need not be unique."""
    return f"{crc32(os.fsencode(os.path.abspath(path))):08x}-"


def _is_racy(status: os.stat_result) -> bool:
    """Tell whether a file may change again without a sign of it: its ctime is too near, or ahead.

    Two seconds are the coarsest that a file system measures time by.
    """
    return status.st_ctime_ns + _RACY_NS > time.time_ns()


def _note_use(cached: str) -> bool:
    """Note, once a day, that an index is in use; return False where it was discarded, or cut.

    Raises FileNotFoundError where there is none.
    """
    status = os.stat(cached)
    if not status.st_size or status.st_size % _PAGE_BYTES:
        return False
    if status.st_mtime < time.time() - SECONDS_PER_DAY:
        with suppress(OSError):
            os.utime(cached)
    return True


def _copy(compiled: str, path: str, cached: str) -> Index:
    """Copy an index that came with a file into the cache.

    Raises OSError or DatabaseError where that can't be done, or it is of another content.
    """
    with closing(connect_read_only(compiled)) as connection:
        built_by, digest = connection.execute(
            "SELECT built_by, digest FROM build_info"
        ).fetchone() or (None, None)
    if built_by != _BUILT_BY or digest != _digest(path):
        raise DatabaseError("it is the index of another file")
    with _temporary(cached) as temporary:
        copyfile(compiled, temporary)
        with closing(connect(temporary, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("UPDATE build_info SET path = ?", (_stored_path(path),))
        return _move_into_place(temporary, path, cached)


def _build(path: str, folder: str | None, open_stream: OpenFile) -> Index:
    """Build the index, in the cache where that can be done and the file does not change."""
    with open_stream(path) as file:
        status = os.fstat(file.fileno())
        if folder and not _is_racy(status):
            _prune(folder)
            with suppress(DatabaseError, OSError):
                index = _build_cached(file, path, os.path.join(folder, _name(path, status)))
                if index:
                    return index
            with open(path, "rb") as again:
                return _build_in_memory(BytesIO(again.read()), path)
        return _build_in_memory(file, path)


def _build_cached(file: BinaryIO, path: str, cached: str) -> Index | None:
    """Build the index in the cache; return None where the file has changed meanwhile."""
    from oai_timeline.index.build import build_file

    with _temporary(cached) as temporary:
        build_file(file, path, temporary, (_BUILT_BY, None, _stored_path(path)))
        if os.path.basename(cached) != _name(path, os.stat(path)):
            return None
        return _move_into_place(temporary, path, cached)


def _move_into_place(temporary: str, path: str, cached: str) -> Index:
    """Open a new index under its name, and delete those of the same path that it replaces."""
    connection = connect_read_only(temporary)  # before another process can delete it
    try:
        os.replace(temporary, cached)
    except BaseException:
        connection.close()
        raise
    folder, name = os.path.split(cached)
    with suppress(OSError):
        for other in os.listdir(folder):
            if other.startswith(_prefix(path)) and other.endswith(".sqlite") and other != name:
                _delete(os.path.join(folder, other))
    return Index(connection, path)


def _build_in_memory(stream: BinaryIO, path: str) -> Index:
    from oai_timeline.index.build import build

    connection = connect(":memory:")
    try:
        build(connection, stream, path)
    except BaseException:
        connection.close()
        raise
    return Index(connection, path)


def _digest(path: str) -> bytes:
    """Return the SHA-256 of a file's content."""
    from hashlib import file_digest

    with open(path, "rb") as file:
        return file_digest(file, "sha256").digest()


def _stored_path(path: str) -> bytes:
    return os.fsencode(os.path.abspath(path))


def _cache_folder() -> str | None:
    """Return the folder of indexes; None where there is none that is ours alone."""
    try:
        folder = os.path.join(_user_cache_folder(), "oai-timeline")
        if not os.path.isabs(folder):  # nobody's home is known
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
    """Name a file that nobody else writes, be it in another container with the same numbers.

    What is there at the end, and was not moved into place, is removed.
    """
    temporary = f"{cached}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        yield temporary
    finally:
        _delete(temporary)


def _prune(folder: str) -> None:
    """Delete what killed builds have left, and indexes that are unused or whose file is gone.

    A process that has one of these open goes on reading it.
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
    """Tell whether the timeline file of an index is gone."""
    with (
        suppress(DatabaseError, TypeError, ValueError),
        closing(connect_read_only(cached)) as connection,
    ):
        (path,) = connection.execute("SELECT path FROM build_info").fetchone()
        return path is not None and not os.path.lexists(path)
    return False


def _age(path: str) -> float:
    """Return how many seconds ago a file was last modified; 0 where it is gone meanwhile."""
    try:
        return time.time() - os.stat(path).st_mtime
    except FileNotFoundError:
        return 0


def _delete(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
