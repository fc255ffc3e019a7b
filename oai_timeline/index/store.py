"""Where indexes lie, when one may be trusted, and how one comes to be."""

import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from sqlite3 import Connection, DatabaseError, connect
from typing import Any, BinaryIO
from zlib import crc32

from oai_timeline import __version__
from oai_timeline.index.schema import FORMAT, TABLES

_MADE_BY = f"{__version__}/{FORMAT}/{crc32(TABLES.encode()):08x}"
_RACY_NS = 2_000_000_000
_STALE_TEMPORARY_SECONDS = 3600
_MOST_TRIES = 3


class DamagedIndex(Exception):
    """The index can't be read: it is to be discarded, and the question asked again."""


class Index:
    """An open index. Whatever it is asked it answers from the file as it was when opened."""

    def __init__(self, connection: Connection, path: str) -> None:
        """Keep the connection; `path` is the timeline file's."""
        self._connection = connection
        self.path = path

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run a statement, and give all its rows as tuples. Raises DamagedIndex."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except DatabaseError as error:
            raise DamagedIndex(str(error)) from error


def discard(path: str) -> None:
    """Take away the index of a timeline file, so that it is built anew."""
    cached = _cache_file(path)
    if cached:
        with suppress(OSError):
            os.unlink(cached)


def open_file(path: str) -> Index:
    """Open the index of a timeline file, built anew unless it is there and fresh.

    Diagnostics name it as `path` does. Raises OSError where the file can't be read, and
    TimelineFileError where it has errors.
    """
    status = os.stat(path)
    cached = _cache_file(path)
    index = _trusted(cached, path, status) if cached else None
    return index or _built(path, cached)


def open_bytes(content: bytes, path: str) -> Index:
    """Build an index of a timeline in memory. Raises TimelineFileError."""
    return Index(_in_memory(BytesIO(content), path), path)


def _trusted(cached: str, path: str, status: os.stat_result) -> Index | None:
    """Open a cached index if it is whole and what it was built from is what the file is now."""
    now = time.time_ns()
    try:
        connection = connect(f"file:{_quoted(cached)}?mode=ro", uri=True)
    except DatabaseError:
        return None
    try:
        (length,) = connection.execute(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        ).fetchone()
        made_by, of, digest, checked, *stamp = connection.execute("SELECT * FROM stamp").fetchone()
        if length == os.stat(cached).st_size and made_by == _MADE_BY and of == _key(path):
            if stamp == _stamp(status) and status.st_ctime_ns + _RACY_NS <= checked:
                return Index(connection, path)
            if digest == _digest(path) and _stamp(status) == _stamp(os.stat(path)):
                _restamp(cached, now, status)
                return Index(connection, path)
    except (DatabaseError, TypeError, ValueError, OSError):
        pass
    connection.close()
    return None


def _built(path: str, cached: str | None) -> Index:
    """Build the index, in the cache where that can be written, else in memory."""
    with open(path, "rb") as file:
        if not file.seekable():
            return open_bytes(file.read(), path)
        if cached:
            try:
                return _build_cached(file, path, cached)
            except (DatabaseError, OSError) as error:
                if isinstance(error, OSError) and error.filename == path:
                    raise
        return Index(_in_memory(file, path), path)


def _build_cached(file: BinaryIO, path: str, cached: str) -> Index:
    temporary = f"{cached}.{os.getpid()}.tmp"
    _sweep(os.path.dirname(cached))
    try:
        for _ in range(_MOST_TRIES):
            checked, status = time.time_ns(), os.fstat(file.fileno())
            digest = _digest(path)
            with suppress(FileNotFoundError):
                os.unlink(temporary)
            connection = connect(temporary)
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            _fill(connection, file, path)
            stamp = _stamp(status)
            _write_stamp(connection, path, digest, checked, stamp)
            connection.commit()
            connection.close()
            if stamp == _stamp(os.fstat(file.fileno())) == _stamp(os.stat(path)):
                break
        os.replace(temporary, cached)
    finally:
        with suppress(OSError):
            os.unlink(temporary)
    return Index(connect(f"file:{_quoted(cached)}?mode=ro", uri=True), path)


def _in_memory(stream: BinaryIO, path: str) -> Connection:
    connection = connect(":memory:")
    _fill(connection, stream, path)
    return connection


def _fill(connection: Connection, stream: BinaryIO, path: str) -> None:
    """Build into an empty database; reading a file is what takes long, so its parts load here."""
    from oai_timeline.index.build import build
    from oai_timeline.load import load

    build(connection, load(stream, path))
    connection.commit()


def _write_stamp(
    connection: Connection, path: str, digest: bytes, checked: int, stamp: list[int]
) -> None:
    connection.execute(
        "INSERT INTO stamp VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_MADE_BY, _key(path), digest, checked, *stamp),
    )


def _restamp(cached: str, checked: int, status: os.stat_result) -> None:
    """Remember that the content was found the same, where the cache lets us."""
    with suppress(DatabaseError):
        connection = connect(cached, timeout=0)
        connection.execute(
            "UPDATE stamp SET checked = ?, device = ?, inode = ?, size = ?, modified = ?,"
            " changed = ?",
            (checked, *_stamp(status)),
        )
        connection.commit()
        connection.close()


def _stamp(status: os.stat_result) -> list[int]:
    """Give what changes with a file: a changed content always changes the last of them."""
    return [
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    ]


def _digest(path: str) -> bytes:
    from hashlib import file_digest

    with open(path, "rb") as file:
        return file_digest(file, "sha256").digest()


def _cache_file(path: str) -> str | None:
    """Name the index of a file; None where there is no folder for it that is ours alone."""
    try:
        folder = os.path.join(_cache_folder(), "oai-timeline")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.lstat(folder)
        if not os.path.isdir(folder) or os.path.islink(folder) or status.st_uid != os.geteuid():
            return None
        if status.st_mode & 0o077:
            os.chmod(folder, 0o700)
    except OSError:
        return None
    # The name need not be unique: the index holds the path, and one of another file is built anew.
    return os.path.join(folder, f"{crc32(_key(path)):08x}.sqlite")


def _key(path: str) -> bytes:
    return os.fsencode(os.path.abspath(path))


def _cache_folder() -> str:
    if sys.platform in {"darwin", "win32"}:
        from platformdirs import user_cache_dir

        return user_cache_dir()
    folder = os.environ.get("XDG_CACHE_HOME", "")
    return folder if os.path.isabs(folder) else os.path.expanduser("~/.cache")


def _sweep(folder: str) -> None:
    """Take away what builders that were killed have left."""
    with suppress(OSError):
        for name in os.listdir(folder):
            leftover = os.path.join(folder, name)
            age = time.time() - os.stat(leftover).st_mtime
            if name.endswith(".tmp") and age > _STALE_TEMPORARY_SECONDS:
                os.unlink(leftover)


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
