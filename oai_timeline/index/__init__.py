"""The index: a SQLite database, built from a timeline's files and cached, and never stale."""

from oai_timeline.index.cache import compile_file, discard, open_bytes, open_files, open_streams
from oai_timeline.index.connection import MOST_AT_ONCE, DamagedIndex, Index

__all__ = [
    "MOST_AT_ONCE",
    "DamagedIndex",
    "Index",
    "compile_file",
    "discard",
    "open_bytes",
    "open_files",
    "open_streams",
]
