"""Texts that lose their end to a comment."""

import pytest

from oai_timeline.load.comments import FREE_TEXTS
from oai_timeline.load.file_schema import ACCOUNT, ACTOR, OFFICE, QUOTE, SOURCE, TEXT, ListOf
from oai_timeline.load.file_schema import EVENT as EVENT_SHAPE
from oai_timeline.load.file_schema import HEADER as HEADER_SHAPE
from tests.timelines import HEADER, expected, loaded

EVENT = HEADER + "events:\n- id: a\n  when: 2023\n  title: t\n"
LOST = "is read as a comment: put the whole text in quotes, or a space after the #"


def lost(text: str) -> list[tuple[int, int, str]]:
    loading, _ = loaded(text)
    loading.find_lost_texts()
    return [
        (found.location.line, found.location.column, found.message)
        for found in loading.diagnostics()
        if found.code == "comment-in-text"
    ]


@pytest.mark.parametrize(
    ("marked", "what"),
    [
        ("  summary: The House passes Bill ▶#5\n", "#5"),
        ("  summary: The House passes Bill   ▶#5 today \n", "#5 today"),
        ("  summary: The House passes Bill ▶# 5\n", "# 5"),
        ("  summary: What is ▶#MeToo?\n", "#MeToo?"),
        ("  summary: ▶#MeToo\n", "#MeToo"),
        ("  summary: The House\n    passes Bill ▶#5\n", "#5"),
        ("  tags: [law,\n    bill ▶#5\n    ]\n", "#5"),
        ("  tags:\n  - bill ▶#5\n", "#5"),
        ("  quotes:\n  - text: I am ▶#1\n", "#1"),
        ("  accounts:\n  - {says: A, sources: []}\n  - says: We are ▶#1\n", "#1"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_a_text_that_loses_its_end_is_found(marked: str, what: str) -> None:
    text, [(line, column, _, message)] = expected(EVENT + marked, ("", f'"{what}" {LOST}'))
    assert lost(text) == [(line, column, message)]


@pytest.mark.parametrize(
    "line",
    [
        '  summary: "The House passes Bill #5"\n',
        "  summary: 'The House passes Bill #5'\n",
        "  summary: |\n    The House passes Bill #5\n",
        "  summary: >-\n    The House passes Bill #5\n",
        "  summary: Bill#5\n",
        "  summary: The House passes  # a bill\n",
        "  summary: The House passes # a bill\n",
        "  summary: The House passes ## a bill\n",
        "  summary: The House passes #\n",
        '  summary: "The House passes"  #5\n',
        "  summary: x\n  #5 is a comment\n",
        "  kind: meeting  #sure\n",
        "  certainty: confirmed  #5\n",
        "  because: [a]  #5\n",
        "  sources:\n  - a #5\n",
    ],
)
@pytest.mark.usefixtures("_parser")
def test_other_comments_are_let_be(line: str) -> None:
    assert lost(EVENT + line) == []


def test_a_file_that_cannot_be_read_to_its_end_is_judged_so_far() -> None:
    assert [line for line, *_ in lost(EVENT + "  place: Bill #5\n- @\n- place: Bill #6\n")] == [6]
    assert lost("\ufeff x: a #5".encode("utf-16").decode("latin-1")) == []


def test_it_reports_to_check_alone() -> None:
    loading, _ = loaded(EVENT + "  place: Bill #5\n")
    assert loading.diagnostics() == []


def test_all_free_texts_of_the_format_are_known() -> None:
    """A language is no free text: it is a code."""
    shapes = (HEADER_SHAPE, OFFICE, ACTOR, SOURCE, QUOTE, ACCOUNT, EVENT_SHAPE)
    keys = {
        key
        for shape in shapes
        for key, field in shape.fields.items()
        if field.shape in (TEXT, ListOf(TEXT))
    }
    assert keys - {"language"} == FREE_TEXTS
