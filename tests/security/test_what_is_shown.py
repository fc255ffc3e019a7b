"""Whatever a file, an argument or a file's name says: what is shown of it can't act."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.processes import Program, in_process
from tests.security.hostile import COMMANDS, TEXT, TIMELINE, acting

RED = "\x1b[31m\x9b31m\u202e"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.yaml"
    path.write_text(TIMELINE, encoding="utf-8")
    return path


def test_the_hostile_timeline_acts_where_it_is_not_shown_by_us(hostile: Path) -> None:
    """The tests below would find it."""
    assert len(set(acting(TEXT))) == 7
    assert in_process("check", str(hostile)).code == 0


@pytest.mark.parametrize("layout", [(), ("--width", "70", "--color", "always")], ids=["", "screen"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_text_acts_on_a_terminal(
    hostile: Path, command: tuple[str, ...], layout: tuple[str, ...]
) -> None:
    done = in_process("-f", str(hostile), *command, *layout)
    if layout and done.code == 2:
        assert "can't honour" in done.err
        return
    assert (done.code, acting(done.out), acting(done.err)) == (0, [], [])


@pytest.mark.parametrize("layout", [(), ("--width", "70", "--color", "always")], ids=["", "screen"])
def test_of_colour_there_is_none_but_ours(hostile: Path, layout: tuple[str, ...]) -> None:
    """Text in a file can't be styled by it: neither by escape sequences nor by Rich's markup."""
    out = in_process("-f", str(hostile), "show", "--view", "list", *layout).out
    assert "[red]x[/]:boom:" in re.sub(r"\s+", "", re.sub(r"\x1b[^m\\]*[m\\]", "", out))
    assert "\x1b[31m" not in out
    assert "\x1b]0" not in out


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
def test_no_argument_and_no_name_of_a_file_acts(
    timeline: Program, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / f"broken{RED}.yaml").write_text(f"timeline: {{'{RED[:5]}': 1}}\n")
    (tmp_path / f"broken{RED}.csv").write_text(f"date,title\n{RED[5:]},T\n")
    (tmp_path / f"whole{RED}.csv").write_text(f"date,title,{RED}\n2023,{RED},x\n")
    small = Path(__file__).parents[1] / "cli" / "small.yaml"
    done = timeline(*arguments, cwd=tmp_path, TIMELINE_FILE=str(small))
    assert (acting(done.out), acting(done.err), "mistake" in done.err) == ([], [], False)


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
def test_what_is_no_address_of_the_web_is_refused(timeline: Program, url: str, key: str) -> None:
    file = (
        "timeline: {format: 1, title: T, zone: UTC}\n"
        f'sources: {{s: {{publisher: P, {key}: "{url}"}}}}\nevents: []\n'
    )
    done = timeline("check", "-", stdin=file.encode())
    assert (done.code, "error[bad-url]" in done.out, acting(done.out)) == (1, True, [])


def test_a_link_leads_where_its_text_says(hostile: Path) -> None:
    """An address that is not all printable is no link; the others are shown beside theirs."""
    done = in_process("-f", str(hostile), "event", "first", "--color", "always", "--width", "100")
    links = set(re.findall(r"\x1b]8;[^;]*;([^\x1b]+)\x1b\\", done.out))
    assert links == {"https://user@x.example/]]>--><b>"}
    assert all(link in done.out.replace(f";{link}\x1b", "") for link in links)


def test_a_name_that_begins_with_a_hyphen_is_a_file(timeline: Program, tmp_path: Path) -> None:
    name = "--output=stolen"
    (tmp_path / name).write_text("timeline: {format: 1, title: T, zone: UTC}\nevents: []\n")
    for arguments in (("-f", name, "show"), ("--file", name), ("check", "--", name)):
        assert timeline(*arguments, cwd=tmp_path).code == 0
    assert timeline("values", "ids", cwd=tmp_path, TIMELINE_FILE=name).code == 0
    assert os.listdir(tmp_path) == [name]
