"""The index: a SQLite database, built from a timeline's files and cached, and never stale."""

from oai_timeline.index.cache import (
    OpenFile,
    compile_file,
    discard,
    identify_version,
    open_bytes,
    open_files,
    open_streams,
)
from oai_timeline.index.connection import MOST_AT_ONCE, DamagedIndex, Index

__all__ = [
    "MOST_AT_ONCE",
    "DamagedIndex",
    "Index",
    "OpenFile",
    "compile_file",
    "discard",
    "identify_version",
    "open_bytes",
    "open_files",
    "open_streams",
]
