"""Reads a timeline and writes its index, in batches, so that memory stays flat."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from sqlite3 import Connection, connect
from typing import BinaryIO

from oai_timeline.index.apart import IS_POSSIBLE, Sender, apart, receive
from oai_timeline.index.writer import IndexWriter, Sections, Writer
from oai_timeline.load import Loading, load

_BATCH = 200  # few enough to stay in a processor's cache
_LARGE = 1 << 20  # bytes: some two thousand events


def build(connection: Connection, stream: BinaryIO, path: str) -> None:
    """Write the index of a timeline into an empty database. Raises TimelineFileError."""
    loading = load(stream, path)
    _hand_over(loading, IndexWriter(connection, _sections(loading)))
    connection.commit()


def build_file(file: BinaryIO, path: str, target: str, made: tuple[str, bytes]) -> None:
    """Write the index of a timeline file as a new file; `made` is what it says of its making.

    That of a large file is written by a second process while this one reads. Raises
    TimelineFileError; OSError and DatabaseError where the index can't be written.
    """
    loading = load(file, path)
    sections = _sections(loading)
    if IS_POSSIBLE and os.fstat(file.fileno()).st_size >= _LARGE:

        def work(pipe: BinaryIO) -> None:
            with _new_file(target, sections, made) as writer:
                receive(pipe, writer)

        with apart(work) as pipe:
            _hand_over(loading, Sender(pipe))
    else:
        with _new_file(target, sections, made) as writer:
            _hand_over(loading, writer)


@contextmanager
def _new_file(target: str, sections: Sections, made: tuple[str, bytes]) -> Iterator[IndexWriter]:
    """Write a file that nobody reads before it is whole: it needs no journal."""
    with closing(connect(target)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        writer = IndexWriter(connection, sections)
        connection.execute("INSERT INTO made VALUES (?, ?)", made)
        yield writer
        connection.commit()


def _sections(loading: Loading) -> Sections:
    """Give what is read before the events. Raises TimelineFileError where there is no header."""
    if loading.header is None:
        for _ in loading.events():
            pass
        loading.refuse_errors()
    assert loading.header is not None
    return Sections(loading.header, loading.actors, loading.sources, loading.zone)


def _hand_over(loading: Loading, writer: Writer) -> None:
    """Hand what is read to a writer. Raises TimelineFileError."""
    events = loading.events()
    while batch := list(islice(events, _BATCH)):
        if not loading.failed:
            writer.events(batch)
    loading.refuse_errors()
    writer.end(loading.order, list(loading.links))
