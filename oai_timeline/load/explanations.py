"""Explanations of the loader's findings, from explanations.md beside this module.

Each one says why something is wrong, then shows a bad and a good sample. A sample is a part of an
event, some events, or sections of a file. Tests check the samples.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Explanations(NamedTuple):
    """Explanations by the code of a finding."""

    errors: dict[str, str]
    """Findings that make a file unusable."""
    warnings: dict[str, str]
    """Findings that are probably mistakes, although the file can be read."""


@cache
def read_explanations() -> Explanations:
    """Return the explanations of all findings that the loader reports."""
    text = (files(__package__) / "explanations.md").read_text(encoding="utf-8")
    return Explanations(*map(_split, text.removeprefix("# Errors\n").split("\n# Warnings\n")))


def _split(text: str) -> dict[str, str]:
    """Return the text below each second-level heading, by heading."""
    _, *sections = f"\n{text}".split("\n## ")
    return {
        code: body.strip() for code, _, body in (section.partition("\n") for section in sections)
    }
