"""Text from a file, an argument or a file name can't act on a terminal when it is shown."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.cli import app as cli
from oai_timeline.model.visible import quoted, visible
from tests.cli.processes import FULL_SCREEN, Program, in_process
from tests.security.hostile import COMMANDS, TEXT, TIMELINE, find_active

RED = "\x1b[31m\x9b31m\u202e"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.yaml"
    path.write_text(TIMELINE, encoding="utf-8")
    return path


def test_the_hostile_timeline_is_valid_and_hostile(hostile: Path) -> None:
    assert len(set(find_active(TEXT))) == 7
    assert in_process("check", str(hostile)).code == 0


def test_every_command_shows_the_hostile_timeline() -> None:
    shown = {command[0] for command in COMMANDS if command}
    missing = cli.COMMANDS.keys() - shown - {"import", "init", "schema"} - FULL_SCREEN
    assert missing == set(), "add it to COMMANDS in tests/security/hostile.py"


@pytest.mark.parametrize("layout", [(), ("--width", "70", "--color", "always")], ids=["", "screen"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_text_acts_on_a_terminal(
    hostile: Path, command: tuple[str, ...], layout: tuple[str, ...]
) -> None:
    done = in_process("-f", str(hostile), *command, *layout)
    if layout and done.code == 2:
        assert "applies to text" in done.err or "no such option" in done.err
        return
    assert (done.code, find_active(done.out), find_active(done.err)) == (0, [], [])


@pytest.mark.parametrize("layout", [(), ("--width", "70", "--color", "always")], ids=["", "screen"])
def test_text_from_a_file_is_not_styled(hostile: Path, layout: tuple[str, ...]) -> None:
    """Neither by escape sequences nor by Rich's markup."""
    out = in_process("-f", str(hostile), "show", "--view", "list", *layout).out
    assert "[red]x[/]:boom:" in re.sub(r"\s+", "", re.sub(r"\x1b[^m\\]*[m\\]", "", out))
    assert "\x1b[31m" not in out
    assert "\x1b]0" not in out


JOINED_TEXTS = {
    "Persian": "می\u200cخواهم",
    "Persian, after a digit": "5\u200cساله",
    "Hindi": "क्\u200dष",
    "Malayalam, at the end of a word": "അവന്\u200d വന്നു",
    "a family": "👨\u200d👩\u200d👧",
    "a sign made an emoji": "❤\ufe0f\u200d🔥",
    "a skin": "👩🏽\u200d⚕\ufe0f",
    "German": "Bundes\xadtag",
    "German, decomposed": "Mu\u0308h\xadle",
}
"""Texts with joiners and soft hyphens that their scripts need."""


@pytest.mark.parametrize("text", JOINED_TEXTS.values(), ids=JOINED_TEXTS)
def test_joiners_that_a_script_needs_are_kept(text: str) -> None:
    assert (visible(text), quoted(text)) == (text, f'"{text}"')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sam\u200cAltman", r"Sam\u200cAltman"),
        ("Sam\u200dAltman", r"Sam\u200dAltman"),
        ("\u200cمی", r"\u200cمی"),
        ("می\u200c", r"می\u200c"),
        ("می\u200c می", r"می\u200c می"),
        ("می\u200c\u200cمی", r"می\u200c\u200cمی"),
        ("می\u200b\u200cمی", r"می\u200b\u200cمی"),
        ("می\u200c\nمی", r"می\u200c می"),
        ("\xadBundes\xad tag\xad", r"\xadBundes\xad tag\xad"),
        ("a\xad.b", r"a\xad.b"),
        ("👨\u200d", r"👨\u200d"),
        ("👨\u200d\u202eexe", r"👨\u200d\u202eexe"),
    ],
)
def test_a_useless_joiner_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(
    st.text(st.sampled_from("\u200c\u200d\xad\u202e\u200b\x1b\n ab.5می्क👨\u0301\xa0"), max_size=12)
)
def test_a_kept_joiner_is_between_visible_characters(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert find_active(re.sub("[\u200c\u200d\xad]", "", shown)) == []
    for found in re.finditer("[\u200c\u200d\xad]", shown):
        before, after = shown[: found.start()], shown[found.end() :]
        assert before[-1:].strip("\u200c\u200d\xad")
        assert after[:1].strip("\u200c\u200d\xad") or before.endswith("्")


_WORDS = " ".join(JOINED_TEXTS.values())
JOINED = f"""\
timeline: {{format: 1, title: T, zone: UTC}}
actors: {{ann: {{name: "{_WORDS}"}}}}
sources: {{one: {{publisher: "{_WORDS}", published: 2023}}}}
events:
- id: first
  when: 2023
  title: "{_WORDS}"
  summary: "{_WORDS}"
  tags: ["{_WORDS}"]
  actors: [ann]
  sources: [one]
"""


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if {"show", "export", "event"} & {*one[:1]}], ids=" ".join
)
def test_every_view_and_format_keeps_needed_joiners(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "joined.yaml"
    path.write_text(JOINED, encoding="utf-8")
    out = in_process("-f", str(path), *command).out
    if {"json", "jsonl", "timelinejs", "timesketch", "csl-json"} & {*command}:
        out = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), out)
    assert _WORDS in out.replace("\r\n ", "")


def test_json_keeps_every_text_exactly(hostile: Path) -> None:
    (event, _) = json.loads(in_process("-f", str(hostile), "show", "--format", "json").out)
    assert {event[key] for key in ("title", "summary", "kind", "place")} == {TEXT}
    assert (event["tags"], event["when"]["words"]) == ([TEXT], TEXT)
    assert (event["quotes"][0]["text"], event["accounts"][0]["says"]) == (TEXT, TEXT)
    assert event["sources"][0]["url"] == "https://x.example/\u202e\u200b<script>;'"


@pytest.mark.parametrize(
    "arguments",
    [
        ("-f", f"{RED}.yaml", "show"),
        ("check", f"{RED}.yaml"),
        ("check", f"broken{RED}.yaml"),
        ("check", "--format", "github", f"broken{RED}.yaml"),
        ("check", "--format", "json", f"broken{RED}.yaml"),
        ("-f", f"broken{RED}.yaml", "show"),
        ("check", "--explain", RED),
        ("import", f"{RED}.csv"),
        ("import", f"broken{RED}.csv"),
        ("import", f"whole{RED}.csv"),
        ("init", f"new{RED}.yaml"),
        ("init", f"broken{RED}.yaml"),
        ("show", "-o", f"{RED}/x.csv"),
        ("show", "-o", f"x.{RED}"),
        ("show", "--format", RED),
        *(("show", f"--{name}", RED) for name in ("day", "actor", "kind", "tag", "source", "grep")),
        ("show", "--tz", RED),
        ("show", "--width", RED),
        ("show", f"--{RED}"),
        ("show", "--according-to", RED),
        ("show", RED),
        (RED,),
        ("who", RED),
        ("event", RED),
        ("search", RED),
        ("values", RED),
        ("export", RED),
    ],
    ids=lambda words: ascii(" ".join(words)).strip("'"),
)
def test_no_argument_or_file_name_acts_on_a_terminal(
    timeline: Program, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / f"broken{RED}.yaml").write_text(f"timeline: {{'{RED[:5]}': 1}}\n")
    (tmp_path / f"broken{RED}.csv").write_text(f"date,title\n{RED[5:]},T\n")
    (tmp_path / f"whole{RED}.csv").write_text(f"date,title,{RED}\n2023,{RED},x\n")
    small = Path(__file__).parents[1] / "cli" / "small.yaml"
    done = timeline(*arguments, cwd=tmp_path, TIMELINE_FILE=str(small))
    assert (find_active(done.out), find_active(done.err)) == ([], [])
    assert "bug in timeline" not in done.err


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://x.example",
        "//x.example",
        "https:///x",
        "https://",
        "https://x.example/a b",
        "https://x.example/\\u001b]8;;evil\\u0007",
        "https://x.example/\\u009c",
        " https://x.example",
        "https://x.example\\n",
    ],
)
@pytest.mark.parametrize("key", ["url", "archived"])
def test_an_address_outside_the_web_is_refused(timeline: Program, url: str, key: str) -> None:
    file = (
        "timeline: {format: 1, title: T, zone: UTC}\n"
        f'sources: {{s: {{publisher: P, {key}: "{url}"}}}}\nevents: []\n'
    )
    done = timeline("check", "-", stdin=file.encode())
    assert (done.code, "error[bad-url]" in done.out, find_active(done.out)) == (1, True, [])


def test_a_link_leads_to_the_address_in_its_text(hostile: Path) -> None:
    """An address with unprintable characters is no link; others are shown beside the link."""
    done = in_process("-f", str(hostile), "event", "first", "--color", "always", "--width", "100")
    links = set(re.findall(r"\x1b]8;[^;]*;([^\x1b]+)\x1b\\", done.out))
    assert links == {"https://user@x.example/]]>--><b>"}
    assert all(link in done.out.replace(f";{link}\x1b", "") for link in links)


def test_a_file_name_can_begin_with_a_hyphen(timeline: Program, tmp_path: Path) -> None:
    name = "--output=stolen"
    (tmp_path / name).write_text("timeline: {format: 1, title: T, zone: UTC}\nevents: []\n")
    for arguments in (("-f", name, "show"), ("--file", name), ("check", "--", name)):
        assert timeline(*arguments, cwd=tmp_path).code == 0
    assert timeline("values", "ids", cwd=tmp_path, TIMELINE_FILE=name).code == 0
    assert os.listdir(tmp_path) == [name]
