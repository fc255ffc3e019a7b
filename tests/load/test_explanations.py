"""Each code that the loader can report is explained, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from oai_timeline import lint, load
from oai_timeline.load.explanations import read_explanations

ERRORS, WARNINGS = read_explanations()
_SOURCES = Path(load.__file__).parent.glob("*.py")
_TAKE_A_CODE = {"report", "_report", "report_node", "stop"}
_MADE_CODES = {
    "f'unknown-{kind}'": {"unknown-actor", "unknown-source", "unknown-kind"},
    "f'{change}-time'": {"skipped-time", "repeated-time"},
}


def _codes_in(tree: ast.AST) -> Iterator[str]:
    """List the codes of a module: what is reported, and all text that has a code's hyphens."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[_, code, *_]):
                if name in _TAKE_A_CODE:
                    yield from _codes_of(code)
            case ast.Constant(value=str(text)) if re.fullmatch("[a-z]+(-[a-z]+)+", text):
                yield text


def _codes_of(code: ast.expr) -> set[str]:
    match code:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.JoinedStr():
            return _MADE_CODES[ast.unparse(code)]
    return set()  # a name, for one of the hyphenated texts elsewhere


def test_every_code_is_explained_and_no_other() -> None:
    trees = [ast.parse(path.read_text()) for path in _SOURCES]
    codes = {code for tree in trees for code in _codes_in(tree)}
    assert codes == ERRORS.keys() | WARNINGS.keys()


def test_a_code_has_one_meaning() -> None:
    assert ERRORS.keys().isdisjoint(WARNINGS)
    assert lint.RULES.keys().isdisjoint(ERRORS | WARNINGS)


def test_a_reason_is_short() -> None:
    for text in (*ERRORS.values(), *WARNINGS.values()):
        assert len(text.partition("\n\n")[0]) < 400
