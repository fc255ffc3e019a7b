"""Findings about timeline files, each with its line and carets under what is wrong with it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from oai_timeline.model.diagnostic import Diagnostic
from oai_timeline.views.blocks import join_sections
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, display_width, line_width, wrap_spans

_MOST_OF_A_KIND = 10
_PLAIN_WIDTH = 80
_INDENT = "    "
_CUT = "..."


def render_findings(findings: Iterable[Diagnostic], layout: Layout) -> Iterator[Line]:
    """Render findings, wrapped, with an empty line between them.

    Of each kind, which is a code in a file, only the first ten are shown, then how many follow.
    """
    return join_sections(
        *(_render_finding(finding, more, layout) for finding, more in _fold(findings))
    )


def plain_findings(findings: Iterable[Diagnostic], layout: Layout) -> Iterator[Line]:
    """Write findings likewise, each on one line, without empty lines between them."""
    for finding, more in _fold(findings):
        yield _format_finding(finding, layout)
        yield from _excerpt(finding, _PLAIN_WIDTH, layout)
        if more:
            yield [Span(more)]


def _render_finding(finding: Diagnostic, more: str, layout: Layout) -> Iterator[Line]:
    indent = ""
    line = _format_finding(finding, layout)
    room = layout.width - (len(_INDENT) if line_width(line) > layout.width else 0)
    for part in wrap_spans(line, room):
        yield [Span(indent), *part]
        indent = _INDENT
    yield from _excerpt(finding, layout.width, layout)
    if more:
        yield from wrap_spans([Span(more, "quiet")], layout.width)


def _format_finding(finding: Diagnostic, layout: Layout) -> Line:
    """Return a finding as `str` writes it."""
    return [
        Span(layout.text(str(finding.location)), "title"),
        Span(": "),
        Span(finding.severity, finding.severity),
        Span(f"[{finding.code}]", "quiet"),
        Span(f": {layout.text(finding.message)}"),
    ]


def _fold(findings: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Yield the findings to show, each with how many more of its kind follow, if it is the last."""
    findings = list(findings)
    counts = Counter(map(_kind, findings))
    last_lines = {_kind(finding): finding.location.line for finding in findings}
    written = Counter[tuple[str, str, str]]()
    for finding in findings:
        kind = _kind(finding)
        written[kind] += 1
        more = ""
        if written[kind] == _MOST_OF_A_KIND < counts[kind]:
            number = counts[kind] - _MOST_OF_A_KIND
            more = f"{_INDENT}and {number:,} more of this kind, up to line {last_lines[kind]:,}"
        if written[kind] <= _MOST_OF_A_KIND:
            yield finding, more


def _kind(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.location.path, finding.severity, finding.code


def _excerpt(finding: Diagnostic, width: int, layout: Layout) -> Iterator[Line]:
    """Yield a finding's line, truncated on both sides to fit, and carets under its token."""
    width -= len(_INDENT)
    longest = 4 * width  # some characters take no width
    start = finding.location.column - 1
    end = start + finding.length
    text = finding.excerpt
    before, token, after = (
        _printable(part, layout)
        for part in (
            text[max(start - longest, 0) : start],
            text[start:end][:longest],
            text[end : end + longest],
        )
    )
    token = _truncate(token, max(width * 10 // 19, 1))
    if not f"{before}{token}{after}".strip():
        return
    carets = "^" * max(display_width(token), 1)
    room = width - len(carets)
    before = _truncate(before[::-1], max(room - display_width(after), room // 2))[::-1]
    after = _truncate(after, room - display_width(before))
    yield [Span(_INDENT), Span(before, "quiet"), Span(token, "title"), Span(after, "quiet")]
    yield [Span(_INDENT + " " * display_width(before)), Span(carets, finding.severity)]


def _printable(text: str, layout: Layout) -> str:
    return layout.text(text.replace("\t", " "))


def _truncate(text: str, width: int) -> str:
    """Return a text, or its beginning and three dots if it is wider than `width`."""
    if display_width(text) <= width:
        return text
    shown, room = "", width - len(_CUT)
    for character in text:
        room -= display_width(character)
        if room < 0:
            break
        shown += character
    return (shown + _CUT)[: max(width, 0)]
