"""Where indexes lie, when one may be trusted, and how one comes to be.

An index is a database that is never written again, and a stamp beside it, which says what the file
was like when its content was last known to be what the index was built from, and which file that
is. Both are moved into place whole, so that whoever reads at that moment reads the old or the new.
When the stamp was last modified tells, to the day, when the index was last used.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from shutil import copyfile
from sqlite3 import SQLITE_FULL, Connection, DatabaseError, connect
from typing import Any, BinaryIO
from weakref import finalize
from zlib import crc32

from oai_timeline import __version__
from oai_timeline.index.schema import FORMAT, INDEXES, SEARCH, SEARCH_ROW, TABLES

_MADE_BY = f"{__version__}/{FORMAT}/{crc32((TABLES + SEARCH + INDEXES).encode()):08x}"
_RACY_NS = 2_000_000_000
_LEFTOVER_SECONDS = 3600
_A_DAY = 86_400
_UNUSED_SECONDS = 90 * _A_DAY
_MOST_TRIES = 3
MOST_AT_ONCE = 2000
"""As many events are asked for in one statement."""

Opened = Callable[[str], BinaryIO]
"""Opens a file, given its path, to read its bytes. Raises OSError."""


class DamagedIndex(Exception):
    """The index can't be read: it is to be discarded, and the question asked again."""

    def __init__(self, message: str, path: str) -> None:
        """Say what is wrong; `path` is the timeline file's."""
        super().__init__(message)
        self.path = path


class Index:
    """An open index. Whatever it is asked it answers from the file as it was when opened."""

    def __init__(self, connection: Connection, path: str, digest: bytes) -> None:
        """Keep the connection; path and digest (SHA-256) are the timeline file's."""
        self._connection = connection
        # Python 3.13 warns of a database left open; a __del__ might come after the database's own.
        self._closed = finalize(self, connection.close)
        self.path = path
        self.digest = digest
        self.perspective_description = ""
        """Through which lens it answers, in words: `as known on 2023-11-17`."""
        self.search_rows: Callable[[], Iterable[Sequence[Any]]] | None = None
        """What is to be put into the full-text search before it is used, if anything."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run a statement, and give all its rows as tuples. Raises DamagedIndex, OSError.

        Its marks are all `?`, or are all numbered from `?1` on, so that a value can be used twice.
        """
        try:
            return self._connection.execute(sql, _bind(sql, values)).fetchall()
        except UnicodeEncodeError:  # an argument that is no text: no timeline holds it
            return []
        except DatabaseError as error:
            raise self._failure(error) from error

    def among(self, sql: str, numbers: Sequence[int]) -> Iterator[Any]:
        """Run a statement that ends before the condition of a number: that it is one of some.

        It is run for some at a time, and gives its rows in any order. Raises as `rows` does.
        """
        for start in range(0, len(numbers), MOST_AT_ONCE):
            yield from self.rows(f"{sql} {_one_of(numbers[start : start + MOST_AT_ONCE])}")

    @property
    def zone(self) -> str:
        """The timeline's zone: an IANA name. Raises DamagedIndex."""
        ((zone,),) = self.rows("SELECT zone FROM header")
        return str(zone)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each of some rows: of temporary tables, the index is read alone.

        Raises OSError where there is no room for them.
        """
        try:
            self._connection.executemany(sql, rows)
        except DatabaseError as error:
            raise self._failure(error) from error

    def _failure(self, error: DatabaseError) -> Exception:
        """Tell a full disk, on which SQLite has temporary files, from a damaged index."""
        if getattr(error, "sqlite_errorcode", None) == SQLITE_FULL:
            return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "temporary files")
        return DamagedIndex(str(error), self.path)

    def define(self, name: str, function: Callable[[Any], Any]) -> None:
        """Let statements call a function of one argument."""
        self._connection.create_function(name, 1, function, deterministic=True)

    def fill_search(self) -> None:
        """Fill the full-text search if it is not. Raises DamagedIndex."""
        if self.search_rows:
            self.many(SEARCH_ROW, self.search_rows())
            self.search_rows = None

    def close(self) -> None:
        """Let the database go."""
        self._closed()


def _bind(sql: str, values: Sequence[Any]) -> Sequence[Any] | dict[str, Any]:
    """Bind the values of numbered marks by name: Python 3.12.0 to 3.12.3 takes `?1` for one."""
    if "?1" not in sql:
        return values
    return {str(number): value for number, value in enumerate(values, 1)}


def _one_of(numbers: Sequence[int]) -> str:
    """Write in SQL that a number is one of some; a run without gaps is the quicker question."""
    first, last = min(numbers), max(numbers)
    if last - first < len(numbers):
        return f"BETWEEN {first} AND {last}"
    return f"IN ({', '.join(map(str, numbers))})"


def _opened(path: str) -> BinaryIO:
    return open(path, "rb")


def open_file(path: str, compiled: str | None = None, opened: Opened = _opened) -> Index:
    """Open the index of a timeline file, built anew unless it is there and fresh.

    `compiled` is an index that came with the file: it is taken if it is of the same content.
    `opened` opens the file to build from, which may take long to read. Diagnostics name it as
    `path` does. Raises OSError where the file can't be read, and TimelineFileError where it has
    errors.
    """
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        from oai_timeline.index.whole import read_limited

        with open(path, "rb") as file:
            return open_bytes(read_limited(file, path), path)
    cached = _cache_file(path)
    index = _trusted(cached, path, status) if cached else None
    if index is None and cached and compiled and not _is_discarded(cached):
        _copy(compiled, cached)
        index = _trusted(cached, path, status)
    return index or _built(path, cached, opened)


def open_bytes(content: bytes, path: str) -> Index:
    """Build an index of a timeline in memory. Raises TimelineFileError."""
    return _in_memory(BytesIO(content), path)


def compile_file(path: str, target: str) -> None:
    """Write the index of a timeline file to `target`. Raises OSError, TimelineFileError."""
    with open(path, "rb") as file:
        _write_index(file, path, target)


def discard(path: str) -> None:
    """Put nothing in the place of a timeline file's index, so that it is built from the file."""
    cached = _cache_file(path)
    if cached:
        _copy(os.devnull, cached)


def _is_discarded(cached: str) -> bool:
    """Tell whether nothing is in the place of an index: one that came with the file won't do."""
    with suppress(OSError):
        return os.stat(cached).st_size == 0
    return False


def _trusted(cached: str, path: str, status: os.stat_result) -> Index | None:
    """Open a cached index if it is whole, and the file is what it was built from."""
    now = time.time_ns()
    try:
        connection = _connected(cached)
    except DatabaseError:
        return None
    with suppress(DatabaseError, TypeError, ValueError, OSError):
        (length,) = connection.execute(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        ).fetchone()
        made_by, digest = connection.execute("SELECT * FROM made").fetchone()
        if length == os.stat(cached).st_size and made_by == _MADE_BY:
            if _is_stamped(cached, digest, status):
                return Index(connection, path, digest)
            with open(path, "rb") as file:
                if digest == _digest(file) and _same(status, path):
                    _write_stamp(cached, path, digest, now, status)
                    return Index(connection, path, digest)
    connection.close()
    return None


def _is_stamped(cached: str, digest: bytes, status: os.stat_result) -> bool:
    """Tell whether the file has not changed since its content was last known to be the index's.

    A file that changed within two seconds before that may have changed again since (git's rule for
    racy files), and is not believed.
    """
    with suppress(FileNotFoundError), open(f"{cached}.stamp", "rb") as file:
        of, checked, *stamp = file.readline().decode("ascii").split()
        _note_use(file)
        fresh = status.st_ctime_ns + _RACY_NS <= int(checked)
        return fresh and of == digest.hex() and stamp == _stamp(status)
    return False


def _note_use(stamp: BinaryIO) -> None:
    """Note in a stamp, once a day, that its index is in use."""
    if os.fstat(stamp.fileno()).st_mtime < time.time() - _A_DAY:
        with suppress(OSError):
            os.utime(stamp.name)


def _write_stamp(
    cached: str, path: str, digest: bytes, checked: int, status: os.stat_result
) -> None:
    """Write down that the content of a file was found to be the index's, where that can be."""
    line = " ".join((digest.hex(), str(checked), *_stamp(status)))
    with suppress(OSError), _temporary(cached) as temporary:
        with open(temporary, "wb") as file:
            file.write(line.encode() + b"\n" + os.fsencode(os.path.abspath(path)))
        os.replace(temporary, f"{cached}.stamp")


def _stamp(status: os.stat_result) -> list[str]:
    """Give what changes with a file: the last of these whenever its content does."""
    return [
        str(number)
        for number in (
            status.st_dev,
            status.st_ino,
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
        )
    ]


def _same(status: os.stat_result, path: str) -> bool:
    return _stamp(status) == _stamp(os.stat(path))


def _built(path: str, cached: str | None, opened: Opened) -> Index:
    """Build the index, in the cache where that can be written, else in memory."""
    if cached:
        _sweep(os.path.dirname(cached))
        for _ in range(_MOST_TRIES):
            with opened(path) as file:
                try:
                    index = _build_cached(file, path, cached)
                except (DatabaseError, OSError):
                    break
            if index:
                return index
        else:  # it is written to all the time: as it is at one moment
            with opened(path) as file:
                return open_bytes(file.read(), path)
    with opened(path) as file:
        return _in_memory(file, path)


def _build_cached(file: BinaryIO, path: str, cached: str) -> Index | None:
    """Build the index in the cache; None where the file has changed meanwhile."""
    checked, status = time.time_ns(), os.fstat(file.fileno())
    with _temporary(cached) as temporary:
        digest = _write_index(file, path, temporary)
        with open(path, "rb") as again:
            if digest != _digest(again) or not _same(status, path):
                return None
        # Opened before it is moved: another build may put its own there, of what the file was.
        index = Index(_connected(temporary), path, digest)
        os.replace(temporary, cached)
    _write_stamp(cached, path, digest, checked, status)
    return index


def _write_index(file: BinaryIO, path: str, target: str) -> bytes:
    """Build an index as a new file, and give the digest of what it was built from."""
    from oai_timeline.index.build import build_file

    digest = _digest(file)
    with suppress(FileNotFoundError):
        os.unlink(target)
    build_file(file, path, target, (_MADE_BY, digest))
    return digest


def _copy(compiled: str, cached: str) -> None:
    """Put a copy of a compiled index into the cache, if there is one and that can be done."""
    with suppress(OSError), _temporary(cached) as temporary:
        copyfile(compiled, temporary)
        os.replace(temporary, cached)


def _in_memory(stream: BinaryIO, path: str) -> Index:
    from oai_timeline.index.build import build

    connection = connect(":memory:")
    try:
        build(connection, stream, path)
    except BaseException:
        connection.close()
        raise
    return Index(connection, path, _digest(stream))


def _digest(file: BinaryIO) -> bytes:
    from hashlib import file_digest

    file.seek(0)
    return file_digest(file, "sha256").digest()  # type: ignore[arg-type]  # any binary file will do


def _cache_file(path: str) -> str | None:
    """Name the index of a file; None where there is no folder for it that is ours alone."""
    try:
        folder = os.path.join(_cache_folder(), "oai-timeline")
        if not os.path.isabs(folder):  # nobody's home is known
            return None
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.lstat(folder)
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
            return None
        if status.st_mode & 0o077:
            os.chmod(folder, 0o700)
        if status.st_mode & 0o022:  # what others may have put there is not to be believed
            _empty(folder)
    except OSError:
        return None
    # The name need not be unique: an index is believed for its content, whatever file that is of.
    return os.path.join(folder, f"{crc32(os.fsencode(os.path.abspath(path))):08x}.sqlite")


def _empty(folder: str) -> None:
    for name in os.listdir(folder):
        with suppress(IsADirectoryError, PermissionError):
            os.unlink(os.path.join(folder, name))


def _cache_folder() -> str:
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
        with suppress(OSError):
            os.unlink(temporary)


def _sweep(folder: str) -> None:
    """Delete what builders that were killed have left, and indexes that are of no more use.

    Whoever has one of these open goes on reading it.
    """
    with suppress(OSError):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if name.endswith(".sqlite"):
                if _is_unused(path):
                    _delete(path, f"{path}.stamp")
            elif ".tmp" in name and _age(path) > _LEFTOVER_SECONDS:
                _delete(path)


def _is_unused(cached: str) -> bool:
    """Tell whether an index was not used for long, or its timeline file is gone."""
    try:
        age = _age(f"{cached}.stamp")
        with open(f"{cached}.stamp", "rb") as file:
            path = file.read().partition(b"\n")[2]
    except FileNotFoundError:  # no index, yet or any more, or an old one that was never used
        age, path = _age(cached), b""
    return age > _UNUSED_SECONDS or (path != b"" and not os.path.lexists(path))


def _age(path: str) -> float:
    """Return how many seconds ago a file was last modified; 0 where it is gone meanwhile."""
    try:
        return time.time() - os.stat(path).st_mtime
    except FileNotFoundError:
        return 0


def _delete(*paths: str) -> None:
    for path in paths:
        with suppress(OSError):
            os.unlink(path)


def _connected(path: str) -> Connection:
    """Open a database that is never written again."""
    return connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
