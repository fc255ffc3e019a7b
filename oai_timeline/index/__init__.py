"""The compiled timeline: SQLite in the user's cache folder, built from the file and never stale."""

from oai_timeline.index.store import (
    MOST_AT_ONCE,
    DamagedIndex,
    Index,
    compile_file,
    discard,
    open_bytes,
    open_file,
)

__all__ = [
    "MOST_AT_ONCE",
    "DamagedIndex",
    "Index",
    "compile_file",
    "discard",
    "open_bytes",
    "open_file",
]
