"""What reading and writing files have in common."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def name_errors(path: str) -> Iterator[None]:
    """Name the file in an OSError that names none, as one of reading or writing bytes does."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = path
        raise
