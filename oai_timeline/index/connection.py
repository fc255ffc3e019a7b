"""An open index, and what is raised where it turns out to be damaged."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from sqlite3 import SQLITE_FULL, Connection, DatabaseError, connect
from typing import Any
from weakref import finalize

from oai_timeline.index.schema import SEARCH_ROW

MOST_AT_ONCE = 2000
"""As many events are asked for in one statement."""


class DamagedIndex(Exception):
    """The index can't be read: it is to be discarded, and the question asked again."""

    def __init__(self, message: str, path: str) -> None:
        """Say what is wrong; `path` is the timeline file's."""
        super().__init__(message)
        self.path = path


class Index:
    """An open index. Whatever it is asked it answers from the file as it was when opened."""

    def __init__(self, connection: Connection, path: str) -> None:
        """Keep the connection; `path` is the timeline file's."""
        self._connection = connection
        # Python 3.13 warns of a database left open; a __del__ might come after the database's own.
        self._closed = finalize(self, connection.close)
        self.path = path
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


def connect_read_only(path: str) -> Connection:
    """Open a database that is never written again. Raises DatabaseError."""
    return connect(f"file:{_escape_path(path)}?mode=ro&immutable=1", uri=True)


def _escape_path(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
