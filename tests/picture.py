"""Generate the pictures of docs/, screenshots in colour: `python -m tests.picture`."""

import os
from io import StringIO

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from oai_timeline.browse.browser import Browser
from oai_timeline.cli.browsing import CommandLine
from oai_timeline.cli.settings import Settings
from oai_timeline.views.text import StyledText
from tests.cli.processes import ROOT, in_process

FILE = ROOT / "docs" / "picture.svg"
BROWSER_FILE = ROOT / "docs" / "browse.svg"
COMMAND = ("show", "--day", "2023-11-17", "--by", "sutskever")
_FILTERS = "--day 2023-11-17"
_EVENT = "brockman-gets-text"
_WIDTH = 100
_BROWSER_SIZE = (160, 34)
_THEME = TerminalTheme(
    (22, 27, 34),
    (230, 237, 243),
    [(72, 79, 88), (255, 123, 114), (63, 185, 80), (210, 153, 34),
     (88, 166, 255), (188, 140, 255), (57, 197, 207), (177, 186, 196)],
    [(110, 118, 129), (255, 161, 152), (86, 211, 100), (227, 179, 65),
     (121, 192, 255), (210, 168, 255), (86, 212, 221), (255, 255, 255)],
)  # fmt: skip
_FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-family: ui-monospace, Menlo, Consolas, monospace; }}
{styles}
</style>
<defs>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's own format, but without web fonts, which GitHub blocks."""


def draw_picture() -> str:
    """Return the output of the command as SVG."""
    done = in_process(*COMMAND, "--color", "always", "--width", str(_WIDTH))
    assert not done.code
    return _draw(done.out, _WIDTH, " ".join(("timeline", *COMMAND)))


def draw_browser() -> str:
    """Return the screen of the browser as SVG."""
    browser = Browser(CommandLine(Settings()), _FILTERS, _EVENT, _BROWSER_SIZE)
    lines = browser.draw(*_BROWSER_SIZE).lines
    browser.close()
    text = "".join(StyledText(lines).ansi())
    return _draw(text, _BROWSER_SIZE[0], f"timeline browse {_FILTERS}")


def _draw(text: str, width: int, title: str) -> str:
    console = Console(file=StringIO(), record=True, width=width, color_system="standard")
    console.print(Text.from_ansi(text), end="")
    return console.export_svg(title=title, theme=_THEME, code_format=_FORMAT, unique_id="timeline")


PICTURES = {FILE: draw_picture, BROWSER_FILE: draw_browser}


if __name__ == "__main__":
    os.environ.pop("TIMELINE_FILE", None)
    for file, draw in PICTURES.items():
        file.write_text(draw(), encoding="utf-8")
