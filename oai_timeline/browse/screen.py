"""The screen of a browser: a state, drawn as lines of the terminal's width, one for each row."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import isfinite
from typing import NamedTuple

from oai_timeline.browse.answers import Answers, Sheet
from oai_timeline.browse.keys import BINDINGS
from oai_timeline.browse.state import Page, Prompt, State, count_rows
from oai_timeline.browse.window import Height, Window
from oai_timeline.model.plural import format_count
from oai_timeline.query.filters import PERIODS
from oai_timeline.query.outline import Gap
from oai_timeline.views.dates import COARSE, format_day
from oai_timeline.views.day_list import HOUR_UNKNOWN
from oai_timeline.views.lanes import TimeLine
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import (
    MEASURE,
    Line,
    Span,
    display_width,
    fold,
    line_width,
    wrap,
)

WIDE = 100
"""The columns from which on a page has room beside the list."""
_PAGE = 0.46
"""The part of the screen that a page takes beside the list."""
_MARGIN = 2
"""The cells before the rows of a list, for the cursor."""
_GAP_INDENT = 5
_LEAST_HEIGHT_FOR_TIME = 16
_MOST_COMMAND = 3
_MOST_MESSAGE = 3
_FIRST_HINTS = ("? help", "q quit")
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_LONGEST_IN_HOURS = 2 * _DAY


class Drawn(NamedTuple):
    """A drawn state: the lines of the screen, and the state as it was fitted to these.

    `rows` has the place of the row on each line, None where there is none; `links` likewise the
    links. `list_width` is the width of the list, 0 if it isn't shown, and `time_line` is on the
    lines before `list_top`.
    """

    lines: list[Line]
    state: State
    rows: list[int | None]
    list_width: int
    list_top: int
    time_line: TimeLine | None


class _Block(NamedTuple):
    """The lines of a row of the list, of which the first `above` are before the row itself."""

    lines: list[Line]
    above: int


def draw(state: State, answers: Answers, layout: Layout, width: int, height: int) -> Drawn:
    """Draw a state on a screen of a width and a height; the cursor's row is always on it."""
    bottom = _draw_bottom(state, answers, layout, width)
    time_line = answers.draw_time_line(width - 1) if height >= _LEAST_HEIGHT_FOR_TIME else None
    top = [_draw_header(state, answers, layout, width)]
    top += _draw_time_line(state, time_line) if time_line else []
    room = max(height - len(top) - len(bottom), 1)
    state = state._replace(is_wide=width >= WIDE)
    page_width = min(MEASURE, int(width * _PAGE) - 3) if state.is_wide else width
    list_width = 0 if state.is_full else width - page_width - 3 if state.is_wide else width
    middle: list[Line]
    rows: list[int | None] = [None] * room
    if state.is_full:
        page, state = _draw_page(state, answers, layout, width - 1, room)
        middle = [[Span(" "), *line] for line in page]
    else:
        middle, rows, state = _draw_list(state, answers, layout, list_width, room)
        if state.is_wide:
            page, state = _draw_page(state, answers, layout, page_width, room)
            rule = Span(f" {layout.symbols.trunk.strip()} ", "quiet")
            middle = [
                [*_fit(left, list_width), rule, *right]
                for left, right in zip(middle, page, strict=True)
            ]
    lines = [_fit(line, width) for line in (*top, *middle, *bottom)]
    rows = [*[None] * len(top), *rows, *[None] * len(bottom)]
    return Drawn(lines[:height], state, rows[:height], list_width, len(top), time_line)


def _draw_header(state: State, answers: Answers, layout: Layout, width: int) -> Line:
    """Say what the list has; a narrow screen leaves out the days, then the zone."""
    outline = state.outline
    total = answers.total
    count = format_count(total, "event")
    if outline.total != total or not outline.is_complete:
        count = f"{outline.total:,} of {total:,}"
    if not outline.is_complete:
        count = f"first {outline.size:,} of {total:,}, reading the rest ..."
    asked = [layout.text(phrase) for phrase in answers.describe()]
    if not answers.is_filtered:
        asked.append("filters off")
    names = outline.day_names
    first, last = (names[0], names[-1]) if names else ("", "")
    dash = layout.symbols.dash
    days = f"{first or '..'} {dash} {last}" if first != last else first
    if set(answers.query.wanted) & set(PERIODS):  # which say it
        days = ""
    title, zone = layout.text(answers.title), layout.zone
    for texts in ([title, count, days, *asked, zone], [title, count, *asked, zone], []):
        texts = [text for text in texts if text]  # noqa: PLW2901
        if texts and display_width("   ".join(texts)) + 2 <= width:
            break
    else:
        title = _shorten(title, max(width // 3, 12), layout)
        texts = [title, count, *asked]
    line: Line = [Span(" "), Span(texts[0], "title")]
    line += [Span(f"   {text}") for text in texts[1:] if text and text is not zone]
    if texts[-1] is zone:
        line.append(Span(" " * (width - 1 - line_width(line) - display_width(zone))))
        line.append(Span(zone, "quiet"))
    return line


def _draw_time_line(state: State, time_line: TimeLine) -> list[Line]:
    """Draw the line of time, and below it its labels, with a caret at the cursor's event."""
    labels = time_line.labels
    sign, caret = _find_caret(state, time_line)
    bars = [Span(" "), *time_line.bars]
    if caret is None:
        return [bars, [Span(f" {labels}", "quiet")]]
    before, after = time_line.part_labels(caret)
    return [bars, [Span(f" {before}", "quiet"), Span(sign, "title"), Span(after, "quiet")]]


def _find_caret(state: State, time_line: TimeLine) -> tuple[str, int | None]:
    """Return the sign and the column of the cursor's event, which may be before or after all."""
    if state.place >= state.outline.size:
        return "", None
    start = state.outline.starts[state.place]
    if not isfinite(start):
        return "<", 0
    column = time_line.find_column(start)
    if column is not None:
        return "^", column
    grid = time_line.grid
    return ("<", 0) if start < grid.pieces[0] else (">", grid.size * grid.columns - 1)


def _draw_list(
    state: State, answers: Answers, layout: Layout, width: int, height: int
) -> tuple[list[Line], list[int | None], State]:
    """Draw the rows of the list that fit, from `top` on, under the day of the first one."""
    size = state.outline.size
    if not size:
        return _draw_empty(answers, layout, width, height), [None] * height, state

    blocks: dict[int, _Block] = {}

    def make_block(place: int) -> _Block:
        if place not in blocks:
            blocks[place] = _draw_block(state, answers, layout, width, place)
        return blocks[place]

    def measure(place: int) -> Height:
        block = make_block(place)
        return Height(block.above, len(block.lines) - block.above)

    window = Window(height - 1, size, measure)
    top = (
        window.place(state.place)
        if state.top is None
        else window.follow(state.top, state.place, is_still=state.is_still)
    )
    lines, rows = [_draw_heading(state, layout, top)], list[int | None]([None])
    shown = 0
    for place in range(top, size):
        block = make_block(place)
        above = block.above if place > top else 0
        new = block.lines[block.above - above :]
        lines += new
        rows += [None] * above + [place] * (len(new) - above)
        if len(lines) > height:
            break
        shown += 1
    lines += [[]] * (height - len(lines))
    rows += [None] * (height - len(rows))
    return lines[:height], rows[:height], state._replace(top=top, rows=max(shown, 1))


def _draw_block(state: State, answers: Answers, layout: Layout, width: int, place: int) -> _Block:
    outline = state.outline
    above = list[Line]()
    gap = outline.gaps.get(place)
    if place and outline.day_at(place) != outline.day_at(place - 1):
        above.append(_draw_gap(gap, answers, layout, width) if gap else [])
        above.append(_draw_heading(state, layout, place))
    elif gap:
        above.append(_draw_gap(gap, answers, layout, width))
    if place in outline.vague:
        above.append([Span(" " * _MARGIN), Span(f"  {HOUR_UNKNOWN}", "quiet")])
    rows = answers.render_row(place, width - _MARGIN)
    if state.is_wide and len(rows) > 1:
        title = answers.render_title(place, width - _MARGIN)
        rows = [_cut(title[0], width - _MARGIN, layout)]
    margin = _draw_margin(state, layout, place)
    if place == state.place:
        rows = [[_emphasise(span) for span in row] for row in rows]
    return _Block([*above, *([margin, *row] for row in rows)], len(above))


def _draw_margin(state: State, layout: Layout, place: int) -> Span:
    """Return the sign of the cursor, or of a row that filters match which are off."""
    if place == state.place:
        return Span(" >" if layout.ascii else " ▌", "command")
    at = bisect_left(state.matching, place)
    if state.matching[at : at + 1] == (place,):
        return Span(" *" if layout.ascii else " •", "command")
    return Span(" " * _MARGIN)


def _draw_heading(state: State, layout: Layout, place: int) -> Line:
    day = state.outline.name_day(place)
    if day is None:
        return [Span(" "), Span(COARSE, "quiet")]
    return [Span(" "), *format_day(layout.text(day))]


def _draw_gap(gap: Gap, answers: Answers, layout: Layout, width: int) -> Line:
    dots = "..." if layout.ascii else "···"
    what = "a matching event" if answers.query.wanted else "an event"
    possible = f" ({gap.possible:,} possible)" if gap.possible else ""
    text = f"{dots} {format_length(gap.seconds)} without {what}{possible}"
    indent = max(min(_GAP_INDENT, width - display_width(text)), 1)
    return [Span(" " * indent), Span(text, "quiet")]


def format_length(seconds: int) -> str:
    """Return a length of time in minutes, hours or days."""
    if seconds < _HOUR:
        return f"{max(seconds // _MINUTE, 1)} min"
    if seconds < _LONGEST_IN_HOURS:
        minutes = seconds % _HOUR // _MINUTE
        return f"{seconds // _HOUR} h" + (f" {minutes} min" if minutes else "")
    return f"{seconds // _DAY:,} days"


def _draw_empty(answers: Answers, layout: Layout, width: int, height: int) -> list[Line]:
    lines: list[Line] = [[], [Span(" "), Span("no matching events", "title")]]
    advice = layout.text(answers.advise())
    lines += [[Span(f" {text}", "quiet")] for text in wrap(advice, width - 2)]
    return [*lines, *[[]] * height][:height]


def _draw_page(
    state: State, answers: Answers, layout: Layout, width: int, height: int
) -> tuple[list[Line], State]:
    """Draw the page from its line `scroll` on; the last line says how many are below."""
    lines = find_sheet(state, answers, width, height).lines
    scroll = min(state.scroll, max(len(lines) - height, 0))
    state = state._replace(scroll=scroll, lines=height, length=len(lines))
    shown = list(islice(lines, scroll, scroll + height))
    below = len(lines) - scroll - height
    if below > 0:
        more = f"{below + 1:,} more lines" + ("" if state.is_full else ": enter")
        shown[-1] = [Span(f"{'...' if layout.ascii else '···'} {more}", "quiet")]
    return [*shown, *[[]] * (height - len(shown))], state


def find_sheet(state: State, answers: Answers, width: int, height: int) -> Sheet:
    """Return the page of a state, which is about the cursor's event unless it has an id."""
    page = state.page if state.page.id else Page(state.page.kind, state.event)
    if not page.id and page.kind not in {"help", "lanes"}:
        return Sheet([])
    return answers.render_page(page, width, height)


def _draw_bottom(state: State, answers: Answers, layout: Layout, width: int) -> list[Line]:
    """Draw the message or the filter line, and the keys with the command that lists the rows."""
    return [*_draw_prompt(state, layout, width), *_draw_keys(state, answers, layout, width)]


def _draw_prompt(state: State, layout: Layout, width: int) -> list[Line]:
    if state.prompt:
        return _draw_typed(state.prompt, layout, width)
    texts = [layout.text(text) for text in (state.warning, state.message) if text]
    if texts:
        lines = [line for text in texts for line in wrap(text, width - 2)[:_MOST_MESSAGE]]
        return [[Span(f" {line}", "warning")] for line in lines]
    if state.filters:
        text = _shorten(layout.text(state.filters), width - 16, layout)
        off = "" if state.is_filtered else "  (off: f)"
        return [[Span(f" /{text}{off}", "quiet")]]
    return [[]]


def _draw_typed(prompt: Prompt, layout: Layout, width: int) -> list[Line]:
    """Draw a text being typed with its caret, and below it what is wrong, or the choices."""
    mark = {"/": "/", ":": ":", "t": "go to: "}[prompt.kind]
    before, after = (layout.text(part) for part in _split_at(prompt.text, prompt.caret))
    room = width - 3 - len(mark)
    while display_width(before) > room:
        before = before[1:]
    after = after[: max(room - display_width(before), 0)]
    block = "_" if layout.ascii else "█"
    line = [Span(f" {mark}", "command"), Span(before), Span(block, "command"), Span(after)]
    lines = [line]
    if prompt.error:
        lines += [
            [Span(f" {text}", "warning")] for text in wrap(layout.text(prompt.error), width - 2)
        ]
    elif prompt.choices:
        shown = layout.text("  ".join(prompt.choices))
        lines.append([Span(f" {_shorten(shown, width - 2, layout)}", "quiet")])
    return lines[:4]


def _split_at(text: str, at: int) -> tuple[str, str]:
    return text[:at], text[at:]


def _draw_keys(state: State, answers: Answers, layout: Layout, width: int) -> list[Line]:
    """Draw keys to press, as many as fit, and the command; it is below them if it is long."""
    hints = [binding.hint for binding in BINDINGS if binding.hint]
    hints.sort(key=lambda hint: hint not in _FIRST_HINTS)
    command = layout.text(f"= {answers.write_list_command()}")
    hints.insert(1, count_rows(state))
    room = width - 2 - display_width(command) - 2
    if room < len("? help"):
        below = list(fold([Span(f" {command}", "command")], width))[:_MOST_COMMAND]
        return [[Span(f" {_join_fitting(hints, width - 2)}", "quiet")], *below]
    shown = _join_fitting(hints, room)
    gap = " " * (room - display_width(shown) + 2)
    return [[Span(f" {shown}{gap}", "quiet"), Span(command, "command")]]


def _join_fitting(texts: Sequence[str], room: int) -> str:
    """Return as many texts as fit, with spaces between them."""
    line = ""
    for text in texts:
        longer = f"{line}  {text}" if line else text
        if text and display_width(longer) <= room:
            line = longer
    return line


def _emphasise(span: Span) -> Span:
    return span._replace(style="title") if span.style in {"", "what"} else span


def _cut(line: Line, width: int, layout: Layout) -> Line:
    """Return the first of several lines, with a sign that there are more."""
    sign = "..." if layout.ascii else "…"
    cut = _crop(line, width - display_width(sign) - 1)
    return [*cut, Span(f" {sign}", "quiet")]


def _shorten(text: str, width: int, layout: Layout) -> str:
    """Return a text cut to a width, with a sign where it is."""
    if display_width(text) <= width:
        return text
    sign = "..." if layout.ascii else "…"
    return "".join(span.text for span in _crop([Span(text)], width - display_width(sign))) + sign


def _fit(line: Line, width: int) -> Line:
    """Return a line of exactly so many cells."""
    used = line_width(line)
    if used > width:
        line = _crop(line, width)
        used = line_width(line)
    return [*line, Span(" " * (width - used))] if used < width else line


def _crop(line: Line, width: int) -> Line:
    """Return as much of a line as fits into so many cells."""
    return next(iter(fold(line, max(width, 1))), [])


def iterate_text(lines: Sequence[Line]) -> Iterator[str]:
    """Yield lines of the screen as plain text, without spaces at their ends."""
    for line in lines:
        yield "".join(span.text for span in line).rstrip()
