"""Complete the samples in tests and explanations to valid timeline files."""

import re
from pathlib import Path
from textwrap import indent

import pytest
from _pytest.mark import ParameterSet

_SECTIONS = {
    "timeline": "timeline: {format: 1, title: T, zone: America/Los_Angeles}",
    "actors": """\
actors:
  openai: {name: OpenAI}
  sam-altman: {name: Sam Altman, misspellings: [Altmann]}""",
    "sources": """\
sources:
  reuters-letter: {publisher: Reuters, kind: news, published: 2023-11-22}
  openai-statement: {publisher: OpenAI, kind: first-hand, published: 2023-11-17}""",
    "events": "events: [{id: first-of-all, when: 2014, title: First of all}]",
}
_FIRST_EVENT = """\
- id: first-of-all
  when: 2015
  title: First of all
  summary: All actors and sources were used.
  certainty: reported
  actors: [openai, sam-altman]
  sources: [reuters-letter, openai-statement]"""
_KEYS = {
    "id": "board-meets",
    "when": "2023-11-16",
    "title": "The board meets",
    "summary": "The directors met.",
    "certainty": "reported",
    "sources": "[reuters-letter]",
}


def complete(sample: str) -> str:
    """Return a timeline file with a sample: sections, events, or keys of an event.

    Valid sections are added where the sample has none, and a valid event before it.
    """
    given = _keys(sample)
    if sample.startswith("- "):
        sample = f"events:\n{_FIRST_EVENT}\n{sample}"
    elif not any(f"{section}:" in sample.splitlines() for section in _SECTIONS):
        supplied = (f"{key}: {value}" for key, value in _KEYS.items() if key not in given)
        event = indent("\n".join([*supplied, sample]), "  ")
        sample = f"events:\n{_FIRST_EVENT}\n-\n{event}"
    sections = (text for key, text in _SECTIONS.items() if key not in _keys(sample))
    return "\n".join([*sections, sample, ""])


def _keys(text: str) -> set[str]:
    return set(re.findall(r"^([^\s:]+):(?:\s|$)", text, re.MULTILINE))


def read_cases(file: Path, group: str) -> list[ParameterSet]:
    """Return the cases of a group in a file: each a marked text, with its findings, by title.

    A group begins with `=== group`, a case with `== title`. A finding, `#! code: message`, stands
    on the line of its mark or below it.
    """
    _, text = file.read_text(encoding="utf-8").split(f"\n=== {group}\n")
    cases = text.split("\n=== ")[0].split("\n== ")[1:]
    return [_case(*case.split("\n", 1)) for case in cases]


def _case(title: str, body: str) -> ParameterSet:
    findings = [
        tuple(line.split(": ", 1)) for line in re.findall("#! (.*?)(?=  #! |$)", body, re.MULTILINE)
    ]
    text = re.sub("^#! .*\n?|  #! .*", "", body, flags=re.MULTILINE)
    return pytest.param(text.rstrip("\n") + "\n", findings, id=title)
