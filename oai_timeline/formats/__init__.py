"""Formats that programs read, each written by one module here as text. `FORMATS` lists them."""

from collections.abc import Mapping
from typing import NamedTuple


class Format(NamedTuple):
    """A format for events: what writes it, and where it is offered."""

    module: str
    """The module of this package that writes it, by its function `export(header, events)`.

    `json_text` alone takes events as the index stores them.
    """
    extensions: tuple[str, ...]
    """The extensions of its files, the usual one first."""
    is_shown: bool = False
    """Whether `show --format` offers it as `export` does."""
    extra: str = ""
    """The extra of oai-timeline that installs what its module imports."""
    delimiter: str = ""
    """What separates the cells of a row, if it has cells: `export` takes it, and `raw`."""


FORMATS: Mapping[str, Format] = {
    "json": Format("json_text", ("json",), is_shown=True),
    "jsonl": Format("json_text", ("jsonl", "ndjson", "json"), is_shown=True),
    "csv": Format("spreadsheet", ("csv",), is_shown=True, delimiter=","),
    "tsv": Format("spreadsheet", ("tsv",), is_shown=True, delimiter="\t"),
    "markdown": Format("markdown", ("md", "markdown"), is_shown=True),
    "ics": Format("ics", ("ics",), extra="ics"),
    "timelinejs": Format("timelinejs", ("json",)),
    "timesketch": Format("timesketch", ("jsonl", "json")),
    "html": Format("html", ("html", "htm"), extra="html"),
}
"""Every format for events by name. A file's extension means the first format that has it."""
