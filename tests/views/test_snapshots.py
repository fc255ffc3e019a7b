"""Every screen, whole, byte by byte, as it stands in `golden/`.

After a change that is meant, write them anew and read what `git diff` shows:

    UPDATE_GOLDEN=1 pytest tests/views/test_snapshots.py
"""

import os
import re
from pathlib import Path

import pytest

from tests.cli.processes import HERE, in_process

GOLDEN = Path(__file__).parent / "golden"
SCREENS = {
    "overview": (),
    "show-table": ("show",),
    "show-tree": ("show", "--view", "tree"),
    "show-list": ("show", "--view", "list"),
    "show-table-of-a-day": ("show", "--day", "2023-11-17", "--tz", "Europe/Paris"),
    "who": ("who",),
    "who-one": ("who", "ilya"),
    "who-two": ("who", "ilya", "greg"),
    "event": ("event", "brockman-gets-text"),
    "event-of-hostile-text": ("event", "the-trap"),
    "quotes": ("quotes",),
    "quotes-by-one": ("quotes", "--by", "ilya", "--day", "2023-11-17"),
    "disputes": ("disputes",),
    "disputes-of-two": ("disputes", "reuters", "le monde"),
    "show-according-to": ("show", "--according-to", "reuters"),
    "show-as-known-on": ("show", "--as-known-on", "2023-11-17"),
    "who-as-known-on": ("who", "ilya", "--as-known-on", "2023-11-30"),
    "state": ("state", "--at", "2023-11-17T12:20"),
    "search": ("search", "call", "text"),
    "why": ("why", "brockman-gets-text"),
    "order": ("order", "brockman-gets-text", "noon-meeting"),
    "order-of-three": ("order", "staff-learn", "brockman-gets-text", "evening-talk"),
    "days": ("days", "--since", "2023-11-17", "--until", "2023-11-30"),
    "days-per-hour": ("days", "--per", "hour", "--day", "2023-11-17", "--by", "board"),
    "days-per-actor": ("days", "--per", "actor", "--certainty", "confirmed"),
    "lanes": ("lanes",),
    "lanes-of-all": ("lanes", "--since", "2015", "--until", "2024-03"),
    "sources": ("sources",),
    "sources-of-one": ("sources", "reuters"),
    "diff": ("diff", "small-before.yaml", "small.yaml"),
}
LAYOUTS = {
    "piped": (),
    "piped-ascii": ("--ascii",),
    "60": ("--width", "60"),
    "80": ("--width", "80"),
    "80-ascii": ("--width", "80", "--ascii"),
    "80-colour": ("--width", "80", "--color", "always"),
    "120": ("--width", "120"),
    "200": ("--width", "200"),
}
CASES = {
    f"{screen}-{layout}": (*arguments, *options)
    for screen, arguments in SCREENS.items()
    for layout, options in LAYOUTS.items()
}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "TIMELINE_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIMELINE_FILE", "small.yaml")
    monkeypatch.setattr("oai_timeline.__version__", "1.2.3")
    monkeypatch.chdir(HERE)


@pytest.mark.parametrize("case", CASES)
def test_screen(case: str) -> None:
    done = in_process(*CASES[case])
    # Rich numbers links by chance.
    shown = done._replace(out=re.sub(r"(?<=\x1b]8;)id=\d+", "id=0", done.out))
    path = GOLDEN / f"{case}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(shown.out, encoding="utf-8", newline="")
    assert (shown.code, shown.out) == (0, path.read_bytes().decode())


def test_every_golden_file_is_of_a_screen() -> None:
    files = {path.name for path in GOLDEN.iterdir()} - {".gitattributes"}
    assert files == {f"{case}.txt" for case in CASES}


@pytest.mark.parametrize("colour", ["never", "always"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_line_is_wider_than_the_narrowest_width(screen: str, colour: str) -> None:
    from rich.cells import cell_len

    done = in_process(*SCREENS[screen], "--width", "20", "--color", colour)
    shown = re.sub(r"\x1b]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", done.out)
    assert done.code == 0
    assert [line for line in shown.splitlines() if cell_len(line) > 20] == []


@pytest.mark.parametrize("case", [case for case in CASES if re.search(r"-\d+", case)])
def test_no_line_is_wider_than_asked_for(case: str) -> None:
    """Nor does a line end in spaces, which a narrow terminal would carry to the next line."""
    from rich.cells import cell_len

    width = int(re.findall(r"\d+", case)[0])
    text = (GOLDEN / f"{case}.txt").read_text(encoding="utf-8")
    text = re.sub(r"\x1b]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", text)
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("case", [case for case in CASES if "ascii" in case])
def test_ascii_is_ascii(case: str) -> None:
    assert (GOLDEN / f"{case}.txt").read_bytes().isascii()
