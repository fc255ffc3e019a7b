"""Generate docs/picture.svg, a screenshot in colour: `python -m tests.picture`."""

import os
from io import StringIO

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.cli.processes import ROOT, in_process

FILE = ROOT / "docs" / "picture.svg"
COMMAND = ("show", "--day", "2023-11-17", "--by", "sutskever")
_WIDTH = 100
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
    console = Console(file=StringIO(), record=True, width=_WIDTH, color_system="standard")
    console.print(Text.from_ansi(done.out), end="")
    title = " ".join(("timeline", *COMMAND))
    return console.export_svg(title=title, theme=_THEME, code_format=_FORMAT, unique_id="timeline")


if __name__ == "__main__":
    os.environ.pop("TIMELINE_FILE", None)
    FILE.write_text(draw_picture(), encoding="utf-8")
