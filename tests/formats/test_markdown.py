"""Markdown, read back by markdown-it-py: what was text is text, and every footnote is there."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from oai_timeline.formats.markdown import encode_address, escape, export
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.model.visible import visible
from tests.cli.processes import SMALL
from tests.formats.exports import everywhere, records

SHIPPED = Path(__file__).parents[2] / "events.yaml"
ALLOWED = {"text", "softbreak", "strong", "link", "code_inline", "footnote_ref", "footnote_anchor"}


def parsed(text: str) -> list[Token]:
    """Read a page as GitHub would: tables, strike-through, addresses as links, footnotes."""
    reader = MarkdownIt("gfm-like").use(footnote_plugin)
    assert reader.linkify
    reader.linkify.set({"fuzzy_link": False})  # GitHub links no bare names of hosts
    return reader.parse(text)


def inline(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def text_of(token: Token) -> str:
    return "".join(child.content for child in token.children or () if child.type == "text")


def headings(tokens: list[Token], level: int) -> list[str]:
    pairs = pairwise(tokens)
    return [
        text_of(within)
        for opening, within in pairs
        if opening.type == "heading_open" and opening.tag == f"h{level}"
    ]


def links(tokens: list[Token]) -> list[str]:
    return [str(token.attrs["href"]) for token in inline(tokens) if token.type == "link_open"]


def written(header: HeaderRecord, events: list[EventRecord]) -> str:
    return "".join(export(header, events).texts)


def plain(text: str) -> str:
    """Give a text as one line shows it."""
    return re.sub(" +", " ", visible(text)).strip()


def test_what_is_left_out_is_counted() -> None:
    lost = export(*records(SMALL.read_bytes())).omitted
    assert lost == ["left out, as Markdown can't hold them: 1 source link (use jsonl)"]


@pytest.mark.parametrize("file", [SMALL, SHIPPED], ids=lambda path: path.name)
def test_every_event_and_every_source_is_there_once(file: Path) -> None:
    header, events = records(file.read_bytes())
    tokens = parsed(written(header, events))
    assert headings(tokens, 1) == [plain(header["title"])]
    assert headings(tokens, 3) == [plain(event["title"]) for event in events]
    assert_is_sound(tokens)
    assert [token.content for token in inline(tokens) if "[^" in token.content] == []
    sources = {source["id"]: source for event in events for source in event["sources"]}
    notes = [token for token in tokens if token.type == "footnote_open"]
    assert len(notes) == len(sources)
    addresses = {source[key] for source in sources.values() for key in ("url", "archived")}
    assert set(links(tokens)) == {encode_address(one) for one in addresses if one}


def assert_is_sound(tokens: list[Token]) -> None:
    """Nothing is HTML, nor emphasis that we did not write; every footnote leads somewhere."""
    assert [
        token for token in tokens if "html" in token.type or token.type in {"fence", "code_block"}
    ] == []
    found = {token.type.removesuffix("_open").removesuffix("_close") for token in inline(tokens)}
    assert found <= ALLOWED
    labels = {token.meta["id"] for token in inline(tokens) if token.type == "footnote_ref"}
    assert labels == {token.meta["id"] for token in tokens if token.type == "footnote_open"}


def test_days_stand_above_their_events() -> None:
    text = """\
timeline: {format: 1, title: T, zone: America/Los_Angeles}
events:
  - {id: one, when: 2023-11-17T12:19, title: One}
  - {id: two, when: 2023-11-17T13, title: Two}
  - {id: three, when: 2023-12~, title: Three}
"""
    tokens = parsed(written(*records(text)))
    assert headings(tokens, 2) == ["2023-11-17 Friday", "2023-12"]
    marks = [text_of(token) for token in tokens if token.children and token.level == 1]
    assert [mark for mark in marks if mark.startswith("about")] == ["about 2023-12"]
    assert "**2023-11-17 12:19 PST**" in written(*records(text))


HOSTILE = [
    "*a* **b** _c_ __d__ ~~e~~ ~f~",
    "# no heading #",
    "- no list",
    "+ no list",
    "12. no list",
    "1) no list",
    "> no quotation",
    "=====",
    "---",
    "```",
    "~~~",
    "    no code",
    "a `code` b",
    "[a](https://evil.example) ![b](x) [c][d] [^1] [^1]: x",
    "[^1]: no footnote",
    "^",
    "^[no footnote]",
    "<b>no</b> <script>alert(1)</script> <!-- x -->",
    "<https://evil.example>",
    "https://evil.example and HTTP://evil.example",
    "www.evil.example and WWW.evil.example",
    "&lt;b&gt; &amp; &#42;",
    "a | b\n--|--\n1 | 2",
    r"a\*b\\",
    "two  \nlines\n\n# and a heading",
    "$x$ and $$y$$",
    "\x1b[31mred\u202e",
    "- [ ] no task",
    "!",
    " ",
    "\xa0# x\u3000",
]


def assert_is_text(text: str) -> None:
    tokens = parsed(written(HEADER | {"title": text}, [everywhere("first"), everywhere(text)]))
    shown = plain(text)
    assert_is_sound(tokens)
    assert headings(tokens, 1) == [shown]
    assert headings(tokens, 3) == ["first", shown]
    paragraphs = [text_of(token).split() for token in tokens if token.type == "inline"]
    wanted = (
        shown,
        f"“{shown}” — {shown}",
        f"“{shown}” (translation)",
        f"{shown} (by {shown} · {shown} 3)",
        f"Kind: {shown} · Place: {shown} · Tags: {shown} · Figures: {shown} 3 · ",
    )
    for expected in wanted if shown else ():
        assert expected.split() in paragraphs, expected
    assert set(links(tokens)) == {"https://example.org/a%20b%28c%29"}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_markdown_would_read_is_text(text: str) -> None:
    assert_is_text(text)


@given(st.text() | st.text("*_`~[]()<>#|!\\&$:/.=-+@^1 \nahtpsw"))
def test_any_text_is_text(text: str) -> None:
    assert_is_text(text or "x")


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a_(b)?c=d&e=[f]#g", "https://example.org/a_%28b%29?c=d&e=%5Bf%5D#g"),
        ('https://example.org/a b<c>"d\\e`f\n', "https://example.org/a%20b%3Cc%3E%22d%5Ce%60f%0A"),
        ("https://example.org/é日", "https://example.org/%C3%A9%E6%97%A5"),
        ("https://example.org/%C3%A9", "https://example.org/%C3%A9"),
        ("https://example.org/?a=1&lt;=2", "https://example.org/?a=1&lt;=2"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("/etc/passwd", ""),
    ],
)
def test_addresses(url: str, written: str) -> None:
    assert links(parsed(f"[x]({encode_address(url)})")) == [written]


@given(st.text())
def test_any_address_is_one_link(rest: str) -> None:
    (link,) = links(parsed(f"[x]({encode_address(f'https://example.org/{rest}')})"))
    assert link.startswith("https://example.org/")


def test_a_text_is_left_alone_where_nothing_in_it_is_a_sign() -> None:
    text = 'Altman said: "I love OpenAI" - at 12:19, in 2023; 3 + 4 = 7. é日😀'
    assert escape(text) == text


HEADER = HeaderRecord(id="t", title="T", zone="UTC", language=None, updated=None, focus=None)
