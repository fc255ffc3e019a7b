"""An open index."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from sqlite3 import SQLITE_FULL, Connection, DatabaseError, connect
from typing import Any
from weakref import finalize

from oai_timeline.index.schema import SEARCH_ROW

MOST_AT_ONCE = 2000
"""The most events that one statement fetches."""

Row = tuple[object, ...]


class DamagedIndex(Exception):
    """The index can't be read. It has to be discarded, and the command run again."""

    def __init__(self, message: str, path: str) -> None:
        """Keep the message, and the path of the timeline file."""
        super().__init__(message)
        self.path = path


class Index:
    """An open index. Its answers are those of the timeline file when it was opened."""

    def __init__(self, connection: Connection, path: str) -> None:
        """Keep the connection, and the path of the timeline file."""
        self._connection = connection
        # Python 3.13 warns of a database left open; a __del__ might come after the database's own.
        self._closed = finalize(self, connection.close)
        self.path = path
        self.describe_perspective: Callable[[], str] = str
        """Returns the perspective in words; empty if there is none."""
        self.make_search_rows: Callable[[], Iterable[Row]] | None = None
        """Makes the rows of the full-text search, if that has yet to be filled."""

    def fetch(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """Run a statement and return its rows, as tuples. Raises DamagedIndex, OSError.

        Its marks are either all `?`, or numbered from `?1` on, so that a parameter can be repeated.
        """
        try:
            return self._connection.execute(sql, _bind(sql, parameters)).fetchall()
        except UnicodeEncodeError:  # a parameter has half a character, which no timeline contains
            return []
        except DatabaseError as error:
            raise self._failure(error) from error

    def fetch_among(self, sql: str, numbers: Sequence[int]) -> Iterator[Any]:
        """Run a statement that ends with the name of a column, for rows with one of some numbers.

        It is run for some of the numbers at a time, and the rows are in any order.
        """
        for start in range(0, len(numbers), MOST_AT_ONCE):
            yield from self.fetch(f"{sql} {_is_among(numbers[start : start + MOST_AT_ONCE])}")

    @property
    def perspective_description(self) -> str:
        """The perspective in words: `as known on 2023-11-17`."""
        return self.describe_perspective()

    @property
    def zone(self) -> str:
        """The timeline's time zone, an IANA name. Raises DamagedIndex."""
        ((zone,),) = self.fetch("SELECT zone FROM header")
        return str(zone)

    def execute_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement on temporary tables for each row of parameters. Raises OSError."""
        try:
            self._connection.executemany(sql, rows)
        except DatabaseError as error:
            raise self._failure(error) from error

    def add_function(self, name: str, function: Callable[[str, str], str]) -> None:
        """Add a function of two texts, without side effects, to those of SQL."""
        self._connection.create_function(name, 2, function, deterministic=True)

    def fill_search(self) -> None:
        """Fill the full-text search unless that has been done. Raises DamagedIndex."""
        if self.make_search_rows:
            self.execute_many(SEARCH_ROW, self.make_search_rows())
            self.make_search_rows = None

    def close(self) -> None:
        """Close the database."""
        self._closed()

    def _failure(self, error: DatabaseError) -> Exception:
        """Return an OSError if the disk is full (of temporary files), or else DamagedIndex."""
        if getattr(error, "sqlite_errorcode", None) == SQLITE_FULL:
            return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "temporary files")
        return DamagedIndex(str(error), self.path)


def _bind(sql: str, parameters: Sequence[object]) -> Sequence[object] | dict[str, object]:
    """Bind numbered marks by name: Python 3.12.0 to 3.12.3 warns if they are bound by place."""
    if "?1" not in sql:
        return parameters
    return {str(number): value for number, value in enumerate(parameters, 1)}


def _is_among(numbers: Sequence[int]) -> str:
    """Return in SQL that a column is one of some numbers; a range is quicker than a list."""
    first, last = min(numbers), max(numbers)
    if last - first < len(numbers):
        return f"BETWEEN {first} AND {last}"
    return f"IN ({', '.join(map(str, numbers))})"


def connect_read_only(path: str) -> Connection:
    """Open a database that is never written again. Raises DatabaseError.

    Another thread may use it than the one that opened it, but not both at a time.
    """
    name = f"file:{_escape_path(path)}?mode=ro&immutable=1"
    return connect(name, uri=True, check_same_thread=False)


def _escape_path(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
