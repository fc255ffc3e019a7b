"""What each finding of the loader means, read from explanations.md beside this module.

There, each text says why something is wrong, then shows a bad and a good sample. A sample is a part
of an event, some events, or sections of a file. Tests check that the samples are what they claim.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Explanations(NamedTuple):
    """Explanations by the code of a finding."""

    errors: dict[str, str]
    """Of what makes a file unusable."""
    warnings: dict[str, str]
    """Of what is probably a mistake, although the file can be read."""


@cache
def read_explanations() -> Explanations:
    """Return the explanations of all findings that the loader reports."""
    text = (files(__package__) / "explanations.md").read_text(encoding="utf-8")
    return Explanations(*map(_split, text.removeprefix("# Errors\n").split("\n# Warnings\n")))


def _split(text: str) -> dict[str, str]:
    """Return what stands below each heading of the second level, by heading."""
    _, *sections = f"\n{text}".split("\n## ")
    return {code: body.strip() for code, _, body in (one.partition("\n") for one in sections)}
