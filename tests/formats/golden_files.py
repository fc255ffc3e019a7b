"""The files that exports of the small timeline are compared with."""

from pathlib import Path

from oai_timeline.formats import FORMATS

GOLDEN = Path(__file__).parent / "golden"


def golden_file(name: str) -> str:
    """Return a format's file: `small.csv`; `small.timelinejs.json`, as .json means another."""
    extension = FORMATS[name].extensions[0]
    first = next(other for other, form in FORMATS.items() if extension in form.extensions)
    return f"small.{extension}" if name == first else f"small.{name}.{extension}"
