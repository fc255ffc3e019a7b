"""The screen of a browser: a state, drawn as lines of the terminal's width, one for each row."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from math import isfinite
from typing import NamedTuple

from oai_timeline.browse.answers import Answers, Sheet
from oai_timeline.browse.keys import BINDINGS, explain_view, has_filters, list_view_keys
from oai_timeline.browse.state import Page, Prompt, State, count_rows
from oai_timeline.browse.window import Height, Window
from oai_timeline.dates.prose import format_short
from oai_timeline.model.plural import format_count
from oai_timeline.query.filters import PERIODS
from oai_timeline.query.outline import Gap
from oai_timeline.views.cells import COARSE
from oai_timeline.views.dates import NO_START, format_day
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
_LEAST_HEIGHT_FOR_TIME = 18
_LEAST_COMMAND = 20
_MOST_CHOICES = 2
_MOST_MESSAGE = 3
_FIRST_HINTS = ("? help", "/ filter", "q quit")
_OTHER_HINTS = ("t", "c", "D", "K", ":", "d", "[", "tab", "y", "enter")
"""The keys whose hints are at the foot as far as there is room, the most important first."""
_MARKS = {"/": "/", ":": ":", "t": "go to: "}
_EXAMPLES = {
    "/": "words, or options (tab lists them); enter keeps, esc undoes",
    ":": "an id, words of a title, a day or a name; tab completes",
    "t": "a day or a time: 17 Nov, friday, 2023-11-17 12:30, noon",
}
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_LONGEST_IN_HOURS = 2 * _DAY


class Drawn(NamedTuple):
    """A drawn state: the lines of the screen, and the state as it was fitted to these.

    `rows` has the place of the row on each line, None where there is none; `links` likewise the
    links. `list_width` is the width of the list, 0 if it isn't shown, and `time_line` is on the
    lines from `time_top` up to `list_top`. `page_width` is the width of the page.
    """

    lines: list[Line]
    state: State
    rows: list[int | None]
    list_width: int
    list_top: int
    time_line: TimeLine | None
    time_top: int
    page_width: int


class _Block(NamedTuple):
    """The lines of a row of the list, of which the first `above` are before the row itself."""

    lines: list[Line]
    above: int


def draw(state: State, answers: Answers, layout: Layout, width: int, height: int) -> Drawn:
    """Draw a state on a screen of a width and a height; the cursor's row is always on it."""
    bottom = _draw_bottom(state, answers, layout, width)
    time_line = answers.draw_time_line(width - 2) if height >= _LEAST_HEIGHT_FOR_TIME else None
    top = [_draw_header(state, answers, layout, width), *_draw_caution(answers, width)]
    time_top = len(top)
    top += _draw_time_line(state, answers, time_line, width) if time_line else []
    room = max(height - len(top) - len(bottom), 1)
    is_full = state.is_full or bool(state.opened and width < WIDE)
    state = state._replace(is_wide=width >= WIDE, is_full=is_full)
    page_width = min(MEASURE, int(width * _PAGE) - 3) if state.is_wide else width
    if state.is_full:
        page_width = width - 1
    list_width = 0 if state.is_full else width - page_width - 3 if state.is_wide else width
    middle: list[Line]
    rows: list[int | None] = [None] * room
    if state.is_full:
        page, state = _draw_page(state, answers, layout, page_width, room)
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
    return Drawn(
        lines[:height], state, rows[:height], list_width, len(top), time_line, time_top, page_width
    )


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
        room = width - display_width(f" {title}   {count}   ") - 1
        texts = [title, count, _shorten("   ".join(asked), max(room, 1), layout)]
    line: Line = [Span(" "), Span(texts[0], "title")]
    line += [Span(f"   {text}") for text in texts[1:] if text and text is not zone]
    if texts[-1] is zone:
        line.append(Span(" " * (width - 1 - line_width(line) - display_width(zone))))
        line.append(Span(zone, "quiet"))
    return line


def _draw_caution(answers: Answers, width: int) -> list[Line]:
    """Say what to bear in mind from a point of view, as long as it is taken."""
    caution = answers.caution
    return [[Span(f" {text}", "warning")] for text in wrap(caution, width - 2) if text]


def _draw_time_line(state: State, answers: Answers, time_line: TimeLine, width: int) -> list[Line]:
    """Draw the line of time, its labels, and a caret with the day of the cursor's event.

    Signs at its ends say that events of the list are before or after it.
    """
    starts = [start for start in answers.span if isfinite(start)]
    first, last = time_line.grid.pieces[0], time_line.grid.pieces[-1]
    before = "<" if any(start < first for start in starts) else " "
    after = ">" if any(start >= last for start in starts) else ""
    return [
        [Span(before, "quiet"), *time_line.bars, Span(after, "quiet")],
        [Span(f" {time_line.labels}", "quiet")],
        _draw_caret(state, time_line, width - 1),
    ]


def _draw_caret(state: State, time_line: TimeLine, width: int) -> Line:
    """Draw a caret below the time of the cursor's event, and its day; or where that lies."""
    if state.place >= state.outline.size:
        return []
    start = state.outline.starts[state.place]
    name = state.outline.name_day(state.place)
    day = COARSE if name is None else format_short(name) or NO_START
    column = time_line.find_column(start) if isfinite(start) else None
    if column is not None:
        shown = f"^ {day}"
        if column + display_width(shown) <= width:
            return [Span(" " * (column + 1)), Span("^", "title"), Span(shown[1:], "quiet")]
        return [Span(f" {day} ".rjust(column + 1), "quiet"), Span("^", "title")]
    if start < time_line.grid.pieces[0]:
        return [Span("<", "title"), Span(f" {day}", "quiet")]
    return [Span(f" {day} ".rjust(width - 1), "quiet"), Span(">", "title")]


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
    lines, rows = [_draw_top_heading(state, layout, top)], list[int | None]([None])
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
    if len(lines) > height and None is not rows[height - 1] == rows[height]:
        lines[height - 1] = _cut(lines[height - 1], width, layout)
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
    margin = _draw_margin(state, layout, answers.match_sign, place)
    if place == state.place:
        rows = [[_emphasise(span) for span in row] for row in rows]
    return _Block([*above, *([margin, *row] for row in rows)], len(above))


def _draw_margin(state: State, layout: Layout, match_sign: str, place: int) -> Span:
    """Return the sign of the cursor, or of a row that filters match which are off."""
    if place == state.place:
        return Span(" >" if layout.ascii else " ▌", "command")
    at = bisect_left(state.matching, place)
    if state.matching[at : at + 1] == (place,):
        return Span(f" {match_sign}", "command")
    return Span(" " * _MARGIN)


def _draw_heading(state: State, layout: Layout, place: int) -> Line:
    day = state.outline.name_day(place)
    if day is None:
        return [Span(" "), Span(COARSE, "quiet")]
    return [Span(" "), *format_day(layout.text(day))]


def _draw_top_heading(state: State, layout: Layout, place: int) -> Line:
    """Return the heading of the first row of a window, which may be in the midst of a day."""
    outline = state.outline
    first = outline.find_day_start(place)
    is_vague = any(row in outline.vague for row in range(first, place + 1))
    vague = [Span(f"  {HOUR_UNKNOWN}", "quiet")] if is_vague else []
    return [*_draw_heading(state, layout, place), *vague]


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
    for advice in (*answers.advise(), _list_ways_out(answers)):
        lines += [[Span(f" {text}", "quiet")] for text in wrap(layout.text(advice), width - 2)]
    return [*lines, *[[]] * height][:height]


def _list_ways_out(answers: Answers) -> str:
    """Say which keys lead from a list without rows to others."""
    asked = answers.asked
    ways = ["/ changes the filters"]
    ways += ["f switches them off"] if answers.query.wanted else []
    ways += ["K leaves the point of view"] if asked.as_known_on else []
    ways += ["S leaves the source"] if asked.according_to else []
    return ", ".join([*ways, "backspace goes back"])


def _draw_page(
    state: State, answers: Answers, layout: Layout, width: int, height: int
) -> tuple[list[Line], State]:
    """Draw the page from its line `scroll` on; the last line says how many are below."""
    sheet = find_sheet(state, answers, width)
    lines, sticky = sheet.lines, sheet.sticky
    scroll = min(state.scroll, max(len(lines) - height, 0))
    free = max(height - len(sticky), 1)
    state = state._replace(scroll=scroll, lines=free, length=len(lines))
    shown = list(islice(lines, scroll, scroll + height))
    if sticky and scroll > sticky.start and len(sticky) < height:
        shown[: len(sticky)] = lines[sticky.start : sticky.stop]
    selected = sheet.link_lines[state.link : state.link + 1] if state.link is not None else []
    for at in selected:
        if scroll <= at < scroll + height:
            shown[at - scroll] = _draw_selected(lines[at], layout)
    below = len(lines) - scroll - height
    if below > 0:
        key = "space" if state.is_full or state.opened else "enter"
        more = f"{below + 1:,} more lines: {key}"
        shown[-1] = [Span(f"{'...' if layout.ascii else '···'} {more}", "quiet")]
    return [*shown, *[[]] * (height - len(shown))], state


def _draw_selected(line: Line, layout: Layout) -> Line:
    """Return the line of a link that is selected: with a sign behind its label."""
    sign = ">" if layout.ascii else "▸"
    label = next(number for number, span in enumerate(line) if span.style == "command")
    text = line[label].text
    marked = text.rstrip().removesuffix("-") + sign + text[len(text.rstrip()) + 1 :]
    rest = (_emphasise(span) for span in line[label + 1 :])
    return [*line[:label], Span(marked, "command"), *rest]


def find_sheet(state: State, answers: Answers, width: int) -> Sheet:
    """Return the page of a state, which is about the cursor's event unless it has an id."""
    page = state.page if state.page.id else Page(state.page.kind, state.event)
    if not page.id and page.kind not in {"help", "lanes"}:
        return Sheet([])
    return answers.render_page(page, width)


def _draw_bottom(state: State, answers: Answers, layout: Layout, width: int) -> list[Line]:
    """Draw the message or the filter line, and the keys with the command that lists the rows."""
    return [*_draw_prompt(state, answers, layout, width), _draw_keys(state, answers, layout, width)]


def _draw_prompt(state: State, answers: Answers, layout: Layout, width: int) -> list[Line]:
    if state.prompt:
        return _draw_typed(state.prompt, answers.describe(), layout, width)
    texts = [layout.text(text) for text in (state.warning, state.message) if text]
    if texts:
        lines = [line for text in texts for line in wrap(text, width - 2)[:_MOST_MESSAGE]]
        return [[Span(f" {line}", "warning")] for line in lines]
    if state.filters:
        notes = [] if state.is_filtered or not has_filters(state) else ["filters off, f: on"]
        notes += filter(None, [explain_view(state)])
        note = f"  ({'; '.join(notes)})" if notes else ""
        text = _shorten(layout.text(state.filters), width - 3 - len(note), layout)
        return [[Span(f" /{text}{note}", "quiet")]]
    return [[Span(f" {_join_fitting(_list_hints(state), width - 2)}", "quiet")]]


def _list_hints(state: State) -> list[str]:
    """Return keys to press that are not always at the foot: those of a page if one is open."""
    if not state.event and not state.opened:
        return [": name", "backspace back"]
    has_page = bool(state.opened or state.is_full)
    first = ["esc close", "tab link"] if has_page else ["enter page"]
    hints = {binding.hint.split(" ")[0]: binding.hint for binding in BINDINGS}
    kept = [hints[key] for key in _OTHER_HINTS if hints[key] not in first]
    if not (has_page or state.is_wide):
        kept.remove("tab link")
    if "K" in list_view_keys(state):
        kept = ["K leave view", *(hint for hint in kept if hint != hints["K"])]
    return [*first, *kept]


def _draw_typed(prompt: Prompt, asked: Sequence[str], layout: Layout, width: int) -> list[Line]:
    """Draw a text being typed with its caret, and below it what is wrong, or the choices.

    `asked` says what is in the list, if that isn't what the text asks for.
    """
    mark = _MARKS[prompt.kind]
    before, after = (layout.text(part) for part in _split_at(prompt.text, prompt.caret))
    room = width - 3 - len(mark)
    while display_width(before) > room:
        before = before[1:]
    after = after[: max(room - display_width(before), 0)]
    block = "_" if layout.ascii else "█"
    lines = [[Span(f" {mark}", "command"), Span(before), Span(block, "command"), Span(after)]]
    if prompt.choices:
        lines += _draw_choices(prompt.choices, layout, width)
    elif prompt.error:
        texts = wrap(layout.text(prompt.error), width - 2)[:_MOST_MESSAGE]
        lines += [[Span(f" {text}", "warning")] for text in texts]
    elif not prompt.text:
        lines.append([Span(f" {_shorten(_EXAMPLES[prompt.kind], width - 2, layout)}", "quiet")])
    if prompt.error and prompt.kind == "/":
        shown = f"the list still has: {layout.text(', '.join(asked)) or 'all events'}"
        lines.append([Span(f" {_shorten(shown, width - 2, layout)}", "quiet")])
    return lines


def _draw_choices(choices: Sequence[str], layout: Layout, width: int) -> list[Line]:
    """Draw choices on a few lines, and how many there are besides."""
    lines, rest = list[Line](), [layout.text(choice) for choice in choices]
    for number in range(_MOST_CHOICES):
        is_last = number == _MOST_CHOICES - 1
        count = len(rest)
        while count > 1:
            more = f"  +{len(rest) - count} more" if is_last and count < len(rest) else ""
            if display_width("  ".join(rest[:count]) + more) <= width - 2:
                break
            count -= 1
        else:
            more = f"  +{len(rest) - 1} more" if is_last and len(rest) > 1 else ""
        text = _shorten("  ".join(rest[:count]), width - 2 - len(more), layout) + more
        lines.append([Span(f" {text}", "quiet")])
        rest = rest[count:]
        if not rest:
            break
    return lines


def _split_at(text: str, at: int) -> tuple[str, str]:
    return text[:at], text[at:]


def _draw_keys(state: State, answers: Answers, layout: Layout, width: int) -> Line:
    """Draw the keys that are always there, the number of the row, and as much else as fits.

    That is the command that lists the same rows; then further keys, if they are nowhere else.
    A command that doesn't fit leaves its room to these.
    """
    first = "  ".join([*_FIRST_HINTS, *filter(None, [count_rows(state)])])
    command = layout.text(f"= {answers.write_list_command()}")
    room = width - 2 - display_width(first) - 2
    is_free = bool(state.filters or state.message or state.warning) and not state.prompt
    hints = _list_hints(state) if is_free else []
    if display_width(command) > room:
        is_cut = room >= _LEAST_COMMAND and not hints
        command = _shorten(command, room, layout) if is_cut else ""
    more = _join_fitting(hints, room - display_width(command) - 2)
    shown = f" {first}  {more}" if more else f" {first}"
    gap = " " * (width - 1 - display_width(shown) - display_width(command))
    return [Span(f"{shown}{gap}", "quiet"), Span(command, "command")]


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
    """Return as much of a line as fits into so many cells, with its indentation."""
    blank, rest = 0, list(line)
    while rest and not rest[0].text.strip(" "):
        blank += len(rest.pop(0).text)
    if blank >= width:
        return [Span(" " * max(width, 0))]
    return [Span(" " * blank), *next(iter(fold(rest, width - blank)), [])]


def iterate_text(lines: Sequence[Line]) -> Iterator[str]:
    """Yield lines of the screen as plain text, without spaces at their ends."""
    for line in lines:
        yield "".join(span.text for span in line).rstrip()
