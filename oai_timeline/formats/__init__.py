"""Formats for programs. Each module writes one as text; `FORMATS` lists them."""

from collections.abc import Mapping
from typing import NamedTuple


class Format(NamedTuple):
    """A format for events."""

    module: str
    """The module of this package whose function `export(header, events)` writes it.

    `json_text` has none: it takes events as the index stores them.
    """
    extensions: tuple[str, ...]
    """The extensions of its files, the usual one first."""
    is_shown: bool = False
    """Whether `show --format` offers it as `export` does."""
    extra: str = ""
    """The extra of oai-timeline that installs what its module imports."""
    delimiter: str = ""
    """The delimiter of cells, for tables: `export` takes it, and `raw`."""
    is_page: bool = False
    """Whether people read it as they read lists: `export` takes a `Subject`, too."""


FORMATS: Mapping[str, Format] = {
    "json": Format("json_text", ("json",), is_shown=True),
    "jsonl": Format("json_text", ("jsonl", "ndjson", "json"), is_shown=True),
    "csv": Format("spreadsheet", ("csv",), is_shown=True, delimiter=","),
    "tsv": Format("spreadsheet", ("tsv",), is_shown=True, delimiter="\t"),
    "markdown": Format("markdown", ("md", "markdown"), is_shown=True),
    "ics": Format("ics", ("ics",), extra="ics"),
    "timelinejs": Format("timelinejs", ("json",)),
    "timesketch": Format("timesketch", ("jsonl", "json")),
    "html": Format("html", ("html", "htm"), extra="html", is_page=True),
}
"""All formats for events, by name. An extension stands for the first format that has it."""
