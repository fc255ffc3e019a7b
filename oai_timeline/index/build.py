"""Reads a timeline and writes its index, in batches, so that memory does not grow."""

from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from sqlite3 import Connection, connect

from oai_timeline.index.writer import IndexWriter, Sections
from oai_timeline.load import Loading
from oai_timeline.model.timeline_file import TimelineFile

BuildInfo = tuple[str, bytes | None, bytes | None]
"""The row of the table `build_info`."""

_BATCH = 200  # few enough to stay in a processor's cache


def build(connection: Connection, files: Sequence[TimelineFile]) -> None:
    """Write the index of a timeline into an empty database. Raises TimelineFileError."""
    loading = Loading(files)
    writer = IndexWriter(connection, _sections(loading))
    events = loading.events()
    while batch := list(islice(events, _BATCH)):
        if not loading.failed:
            writer.write_events(batch)
    loading.refuse_errors()
    writer.finish(loading.order, list(loading.links))
    connection.commit()


def build_file(files: Sequence[TimelineFile], target: str, info: BuildInfo) -> None:
    """Write the index of a timeline as a new file, which nobody reads before it is complete.

    Raises TimelineFileError; OSError or DatabaseError if the index can't be written.
    """
    with closing(connect(target)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        build(connection, files)
        connection.execute("INSERT INTO build_info VALUES (?, ?, ?)", info)
        connection.commit()


def _sections(loading: Loading) -> Sections:
    """Return what is read before the events. Raises TimelineFileError if there is no header."""
    if loading.header is None:
        for _ in loading.events():
            pass
        loading.refuse_errors()
    assert loading.header is not None
    return Sections(loading.header, loading.actors, loading.sources, loading.zone)
