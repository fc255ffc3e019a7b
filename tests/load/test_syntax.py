"""What is said of a file that is not YAML: the place to mend, and what to type there."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import scale_examples
from tests.timelines import HEADER, expected, findings, loaded

COLON = 'a text with ": " in it must be in quotes'
TAB = "a tab can't indent a line: use spaces"
MIXED = 'items of a list ("- ") and keys can\'t be mixed here'
NO_COLON = 'no colon: write "key: value", or indent this as part of the text above'


def begins(character: str) -> str:
    return f"a text that begins with {character} must be in quotes"


def closed_on(line: int) -> str:
    return (
        f"this quote ends on line {line}, and text follows it there: close it where its text ends"
    )


def not_closed(bracket: str, closing: str, line: int) -> str:
    return f"this {bracket} is not closed: a {closing} or a comma is missing before line {line}"


def after_quote(inside: str) -> str:
    return f"text after the closing quote: quote all of it, with {inside} for quotes inside"


def indented(column: int, above: int) -> str:
    return f"wrong indentation: this begins in column {column}, the line above in column {above}"


def begin(key: str) -> str:
    return f'wrong indentation: begin "{key}" in the column of the key above'


CASES = [
    # Colons.
    ("- title: Re▶: the board\n", f'{COLON}: "Re: the board"'),
    ("- title: Re▶: the #1 board\n", COLON),
    ("- {id: a, title: Re▶: the board, when: 2023}\n", COLON),
    ("- {id: a when▶: 2023}\n", f'{COLON}, or a comma is missing before "when"'),
    ("- summary: They met\n    and said▶: no\n", COLON),
    ("- id: a\n  ▶title:The board\n  when: 2023\n", "a space is missing after the colon"),
    ("- id: a\n  ▶title The board\n  when: 2023\n", NO_COLON),
    # Indentation.
    ("- id: a\n ▶title: t\n", indented(2, 3)),
    ("- id: a\n   ▶title: t\n", begin("title")),
    ("- id: 'a'\n   ▶title: t\n", indented(4, 3)),
    ("- id: a\n  actors:\n    - a\n   ▶- b\n", indented(4, 7)),
    ("  - id: a\n    title: t\n ▶- id: b\n", indented(2, 5)),
    ("- id: a\n# c\n\n ▶title: t\n", indented(2, 3)),
    ("- id: a\n▶  - b\n".replace("▶  ", "  ▶"), MIXED),
    ("- id: a\n▶\twhen: 2023\n", TAB),
    ("- id: a\n  ▶\twhen: 2023\n", TAB),
    ("-▶\tid: a\n", TAB),
    # What a text can't begin with.
    ("- aliases: [▶@sama]\n", begins("@")),
    ("- aliases:\n  - ▶@sama\n", begins("@")),
    ("- title: ▶`b`\n", begins("`")),
    ("- title: ▶%b\n", begins("%")),
    ("- title: ▶*bold* move\n", begins("*")),
    ("- title: ▶& co\n", begins("&")),
    ("- title: ▶>5 people\n", begins(">")),
    ("- title: ▶| a\n", begins("|")),
    ("- title: ▶- a\n", begins("-")),
    ("- title: ▶? a\n", begins("?")),
    # Quotes.
    ("- title: ▶'The board\n  when: 2023\n", "this quote is not closed: put ' at its end"),
    ('- title: ▶"The board\n  when: 2023\n', 'this quote is not closed: put " at its end'),
    ('- title: ▶"The board\n...\n', 'this quote is not closed: put " at its end'),
    ('- title: ▶"The board\n  summary: "They met."\n', closed_on(4)),
    ('- {title: ▶"The board, when: 2023}\n- {title: "They met."}\n', closed_on(4)),
    ("- title: 'It'▶s over'\n", after_quote("''")),
    ('- title: "The "▶board" meets"\n', after_quote('\\"')),
    ('- title: "The board" ▶meets\n', after_quote('\\"')),
    ('- {title: "The board" ▶meets, when: 2023}\n', after_quote('\\"')),
    ("- {id: 'a' ▶when: 2023}\n", "a comma is missing before this"),
    ('- title: "C:▶\\dir"\n', '"\\d" is not a YAML escape: write \\\\ for a backslash'),
    ('- title: "▶\\xzz"\n', '"\\xzz" is not a YAML escape: write \\\\ for a backslash'),
    # Brackets.
    ("- actors: ▶[a, b\n  summary: x\n", not_closed("[", "]", 4)),
    ("- ▶{id: a, title: b\n- {id: c}\n", not_closed("{", "}", 4)),
    ("- actors: ▶[a, b", "this [ is not closed: put ] at its end"),
    ("- {id: a, actors: ▶[a, b\n", "this [ is not closed: put ] at its end"),
    (
        "- {id: a, title: Bill ▶#5, when: 2023}\n- {id: c}\n",
        '"#5, when: 2023}" is a comment: put the text before and after # in quotes',
    ),
    ("- {id: a}▶}\n", "this } closes nothing: remove it"),
    (
        "- title: [Draft] ▶The board\n",
        "text after ]: put all of it in quotes, from the opening bracket on",
    ),
    # Comments.
    (
        "- summary: They passed\n    Bill ▶#5\n    and went.\n",
        '"#5" is a comment, which ends the text: put the text in quotes',
    ),
]


@pytest.mark.parametrize(("marked", "message"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.usefixtures("_parser")
def test_a_syntax_error_says_what_to_mend_and_where(marked: str, message: str) -> None:
    before = HEADER + "events:\n"
    text, wanted = expected(before + marked, ("syntax", message))
    assert [finding for finding in findings(text) if finding[2] == "syntax"] == wanted


_PIECES = st.sampled_from(
    [*"\n\t -:?#,[]{}&*!|>'\"%@`\\", "\n  ", "\n- ", ": ", "- ", "a", "id", "\\u12", "---\n", "é🗼"]
)


@scale_examples(3)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_both_parsers_come_to_the_same_explanation_in_the_file(text: str) -> None:
    """Or at least to one that lies in the file: they need not stop at the same place."""
    text = HEADER + "events:\n" + text
    lines = text.split("\n")
    for libyaml in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            if not libyaml:
                patch.delattr(yaml, "CBaseLoader", raising=False)
            for found in loaded(text)[0].diagnostics():
                assert 1 <= found.location.line <= len(lines)
                assert 1 <= found.location.column <= len(lines[found.location.line - 1]) + 1
                assert found.length >= 1
