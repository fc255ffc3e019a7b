"""Explain why a file isn't valid YAML: what to type, and where.

PyYAML's own parser and libyaml word their messages differently, but stop at the same place, after
the same event. Explanations use only these two, and the text around the place.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import yaml
from yaml.events import CollectionEndEvent, Event, ScalarEvent

from oai_timeline.model.diagnostic import Place
from oai_timeline.model.visible import quoted

_CLOSING = {"[": "]", "{": "}"}
_KEY = re.compile(r"(?<![\w-])[\w-]+(?=:(?:\s|$))")
_WORD = re.compile(r"[^\s,\[\]{}]+")
_ESCAPE = re.compile(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.?)")
_NEEDS_NO_ESCAPE = re.compile(r'[^"\\#]{1,60}')
_COMMENT = re.compile(r"(?<!\s)\s+(#.*)")

Explanation = tuple[Place, str]


class Failure(NamedTuple):
    """Where a parser stopped: all lines, line and column (from 0), and its last event.

    `within` is the start of what it was reading, if it reported that.
    """

    lines: Sequence[str]
    line: int
    column: int
    within: tuple[int, int] | None
    scanning: bool
    last: Event

    @property
    def before(self) -> str:
        """The part of the line before the place."""
        return self.text(self.line)[: self.column]

    @property
    def after(self) -> str:
        """The part of the line from the place on."""
        return self.text(self.line)[self.column :]

    @property
    def opening(self) -> str:
        """The first character of what the parser was reading."""
        return self.text(self.within[0])[self.within[1] :][:1] if self.within else ""

    @property
    def is_at_end(self) -> bool:
        """Whether nothing follows."""
        return not self.after.strip() and not any(map(str.strip, self.lines[self.line + 1 :]))

    def text(self, line: int) -> str:
        """Return a line; lines past the end are empty."""
        return self.lines[line] if line < len(self.lines) else ""


def explain(
    lines: Sequence[str],
    error: yaml.MarkedYAMLError | ValueError,
    mark: yaml.Mark,
    last: Event,
) -> Explanation:
    """Return the place of a mistake and how to fix it; `mark` is where the parser stopped."""
    context = getattr(error, "context_mark", None)
    failure = Failure(
        lines,
        mark.line,
        mark.column,
        (context.line, context.column) if context else None,
        isinstance(error, yaml.scanner.ScannerError),
        last,
    )
    for rule in _RULES:
        explanation = rule(failure)
        if explanation:
            return explanation
    message = "this is not YAML: a quote, bracket, comma or space is missing here or just above"
    return Place(failure.line + 1, failure.column + 1), message


def _explain_tab(failure: Failure) -> Explanation | None:
    tabs = re.match(r"[ -]*(\t+)", failure.text(failure.line))
    if not tabs or tabs.start(1) > failure.column:
        return None
    place = Place(failure.line + 1, tabs.start(1) + 1, len(tabs[1]))
    return place, "a tab can't indent a line: use spaces"


def _explain_open_quote(failure: Failure) -> Explanation | None:
    quote, last = failure.opening, failure.last
    if failure.within and quote in {'"', "'"}:
        is_document_end = failure.after.startswith(("---", "..."))
        if failure.is_at_end or is_document_end or quote == "'":
            return _place(failure.within), f"this quote is not closed: put {quote} at its end"
    elif isinstance(last, ScalarEvent) and last.style in {'"', "'"}:
        end_line = _end(last)[0]
        if _start(last)[0] < end_line == failure.line:
            end = f"this quote ends on line {end_line + 1:,}, and text follows it there"
            return _place(_start(last)), f"{end}: close it where its text ends"
    return None


def _explain_bad_escape(failure: Failure) -> Explanation | None:
    line = failure.text(failure.line)
    at = line.rfind("\\", 0, failure.column + 1)
    if failure.opening != '"' or at < 0:
        return None
    escape = _ESCAPE.match(line, at)
    assert escape
    message = f"{quoted(escape[0])} is not a YAML escape: write \\\\ for a backslash"
    return Place(failure.line + 1, at + 1, len(escape[0])), message


def _explain_reserved_character(failure: Failure) -> Explanation | None:
    """Explain a text that begins with a character that has a meaning in YAML."""
    line, column = failure.line, failure.column
    is_value = failure.before.rstrip().endswith(":")
    if failure.scanning and failure.within and failure.opening in set("*&!|>"):
        line, column = failure.within
    elif not failure.after.startswith(("@", "`", "%", *(("- ", "? ") if is_value else ()))):
        return None
    text = failure.text(line)[column:]
    word = _WORD.match(text)
    place = Place(line + 1, column + 1, len(word[0]) if word else 1)
    return place, f"a text that begins with {text[0]} must be in quotes"


def _explain_open_bracket(failure: Failure) -> Explanation | None:
    if not failure.within or failure.opening not in _CLOSING:
        return None
    closing, place = _CLOSING[failure.opening], _place(failure.within)
    message = f"this {failure.opening} is not closed"
    if failure.is_at_end:
        return place, f"{message}: put {closing} at its end"
    if _start(failure.last)[0] == failure.line:
        return None
    end_line, end_column = _end(failure.last)
    comment = _COMMENT.match(failure.text(end_line), end_column)
    if comment:
        message = f"{quoted(comment[1])} is a comment: put the text before and after # in quotes"
        return Place(end_line + 1, comment.start(1) + 1, len(comment[1])), message
    message += f": a {closing} or a comma is missing before line {failure.line + 1:,}"
    return place, message


def _explain_text_after_end(failure: Failure) -> Explanation | None:
    """Explain text after a quoted text, or after a bracket, on the same line."""
    last, end = failure.last, _end(failure.last)
    if end[0] != failure.line or failure.text(end[0])[end[1] : failure.column].strip():
        return None
    closing = failure.text(end[0])[: end[1]][-1:]
    place = Place(failure.line + 1, failure.column + 1, len(failure.after.rstrip()) or 1)
    if failure.after.startswith(("]", "}")):
        return place._replace(length=1), f"this {failure.after[0]} closes nothing: remove it"
    if _KEY.match(failure.after) and failure.opening == "{":
        return place._replace(length=1), "a comma is missing before this"
    if isinstance(last, CollectionEndEvent) and closing in {"]", "}"}:
        return place, f"text after {closing}: put all of it in quotes, from the opening bracket on"
    if isinstance(last, ScalarEvent) and last.style in {'"', "'"}:
        inside = '\\"' if last.style == '"' else "''"
        message = f"text after the closing quote: quote all of it, with {inside} for quotes inside"
        return place, message
    return None


def _explain_colon(failure: Failure) -> Explanation | None:
    last = failure.last
    if not failure.after.startswith(":") or not isinstance(last, ScalarEvent):
        return None
    start = _start(last)
    words = failure.before[start[1] if start[0] == failure.line else 0 :].split()
    at = Place(failure.line + 1, failure.column + 1)
    if len(words) == 1 and start[0] < failure.line:
        place = Place(at.line, at.column - len(words[0]), len(words[0]))
        return place, f"wrong indentation: begin {quoted(words[0])} in the column of the key above"
    message = 'a text with ": " in it must be in quotes'
    if failure.opening == "{" and len(words) > 1:
        message += f", or a comma is missing before {quoted(words[-1])}"
    elif not failure.opening and start[0] == failure.line:
        text = failure.text(failure.line)[start[1] :].rstrip()
        message += f": {quoted(text)}" if _NEEDS_NO_ESCAPE.fullmatch(text) else ""
    return at, message


def _explain_comment_in_text(failure: Failure) -> Explanation | None:
    last, end = failure.last, _end(failure.last)
    comment = _COMMENT.match(failure.text(end[0]), end[1])
    if not isinstance(last, ScalarEvent) or last.style or end[0] >= failure.line or not comment:
        return None
    message = f"{quoted(comment[1])} is a comment, which ends the text: put the text in quotes"
    return Place(end[0] + 1, comment.start(1) + 1, len(comment[1])), message


def _explain_missing_colon(failure: Failure) -> Explanation | None:
    if not failure.scanning or not failure.within or failure.within[0] >= failure.line:
        return None
    text = failure.text(failure.within[0])[failure.within[1] :]
    place = _place(failure.within)._replace(length=len(text.rstrip()) or 1)
    if re.match(r"[\w-]+:\S", text):
        return place, "a space is missing after the colon"
    return place, 'no colon: write "key: value", or indent this as part of the text above'


def _explain_wrong_indent(failure: Failure) -> Explanation | None:
    lines = reversed(failure.lines[: failure.line])
    above = next((text for text in lines if text.strip() and text.lstrip()[0] != "#"), "")
    if failure.before.strip() or not above:
        return None
    place = Place(failure.line + 1, failure.column + 1, len(failure.after.rstrip()) or 1)
    column = len(above) - len(above.lstrip(" -")) + 1
    if column == place.column or above.lstrip().startswith("- ") != failure.after.startswith("- "):
        dash = len(above) - len(above.lstrip()) + 1
        if place.column in {column, dash}:
            return place, 'items of a list ("- ") and keys can\'t be mixed here'
    message = f"wrong indentation: this begins in column {place.column}"
    return place, f"{message}, the line above in column {column}"


def _place(at: tuple[int, int]) -> Place:
    return Place(at[0] + 1, at[1] + 1)


def _start(event: Event) -> tuple[int, int]:
    mark: Any = event.start_mark
    return mark.line, mark.column


def _end(event: Event) -> tuple[int, int]:
    mark: Any = event.end_mark
    return mark.line, mark.column


_RULES: tuple[Callable[[Failure], Explanation | None], ...] = (
    _explain_tab,
    _explain_open_quote,
    _explain_bad_escape,
    _explain_reserved_character,
    _explain_open_bracket,
    _explain_text_after_end,
    _explain_colon,
    _explain_comment_in_text,
    _explain_missing_colon,
    _explain_wrong_indent,
)
