"""GitHub's Markdown parser, cmark-gfm, reads an export."""

import json
import re
import subprocess
from pathlib import Path

from tests.cli.processes import Program
from tests.third_party.parties import SECONDS, python

TO_HTML = """\
import sys
import cmarkgfm
from cmarkgfm.cmark import Options
options = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
text = sys.stdin.buffer.read().decode()
sys.stdout.buffer.write(cmarkgfm.github_flavored_markdown_to_html(text, options).encode())
"""
TAGS = {
    "a", "blockquote", "code", "h1", "h2", "h3", "li", "ol", "p", "section", "strong", "sup", "ul",
}  # fmt: skip


def test_cmark_reads_every_event_and_every_source(tmp_path: Path) -> None:
    read = python("cmarkgfm")
    timeline = Program(tmp_path)
    markdown = timeline("export", "markdown", TIMELINE_FILE=None)
    assert markdown.code == 0
    done = subprocess.run(
        [read, "-c", TO_HTML],
        input=markdown.out.encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    html = done.stdout.decode()
    events = json.loads(timeline("show", "--format", "json", TIMELINE_FILE=None).out)
    sources = {source["id"] for event in events for source in event["sources"]}
    assert len(re.findall("<h3>", html)) == len(events)
    assert len(re.findall('<li id="fn-', html)) == len(sources)
    assert "[^" not in html
    assert set(re.findall(r"<(\w+)", html)) <= TAGS
