"""Nothing of a file is run, nothing goes over a network, and no shell is asked."""

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, SMALL, Done, Program
from tests.security.hostile import COMMANDS, TIMELINE

PACKAGE = ROOT / "oai_timeline"
FORBIDDEN = {
    "pickle": "runs what it reads",
    "marshal": "runs what it reads",
    "shelve": "runs what it reads",
    "dill": "runs what it reads",
    "ctypes": "runs anything",
    "code": "runs anything",
    "socket": "network",
    "ssl": "network",
    "http": "network",
    "urllib.request": "network",
    "ftplib": "network",
    "smtplib": "network",
    "asyncio": "network",
    "requests": "network",
    "httpx": "network",
    "webbrowser": "starts a program",
    "pty": "starts a program",
    "multiprocessing": "starts a program",
    "xml": "entities",
}
CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "unsafe_load", "full_load"}
# Python says what is about to happen (PEP 578): a run in which any of it would, fails.
GUARD = (
    sys.executable,
    "-c",
    """\
import sys
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn",
             "os.fork", "pickle.", "marshal.load", "urllib.", "http.", "webbrowser.",
             "shutil.rmtree", "sqlite3.enable_load_extension", "sqlite3.load_extension")
ALLOWED = {"marshal.loads"}  # byte code of modules
def guard(event, arguments):
    if event.startswith(FORBIDDEN) and event not in ALLOWED:
        raise BaseException(f"forbidden: {event}")
sys.addaudithook(guard)
if sys.argv[1:2] == ["prove"]:
    import socket
    socket.socket()
from oai_timeline.cli import main
main()
""",
)


def modules() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield str(path.relative_to(PACKAGE)), node


def names_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def test_no_module_imports_what_runs_what_it_reads_or_talks_to_others() -> None:
    found = [
        (place, name)
        for place, node in modules()
        for name in names_of(node)
        if any(f"{name}.".startswith(f"{forbidden}.") for forbidden in FORBIDDEN)
    ]
    assert found == []


def test_no_module_runs_text() -> None:
    called = [
        (place, getattr(node.func, "id", getattr(node.func, "attr", "")))
        for place, node in modules()
        if isinstance(node, ast.Call)
    ]
    found = {(place, name) for place, name in called if name in CALLS}
    assert {name for _, name in found} == {"compile"}
    for place, node in modules():
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "compile":
            assert (place, ast.unparse(node.func)) == (place, "re.compile")
        if isinstance(node, ast.Call):
            assert getattr(node.func, "id", "") not in CALLS


def test_the_pager_is_the_only_program_that_is_started_and_no_shell_starts_it() -> None:
    """It is started from a list of words."""
    places = {place for place, node in modules() if "subprocess" in names_of(node)}
    calls = [
        ast.unparse(node)
        for _, node in modules()
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("subprocess.")
    ]
    assert places == {"cli/output.py"}
    assert calls == ["subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)"]


@pytest.fixture
def guarded(timeline: Program, tmp_path: Path) -> Callable[..., Done]:
    """Run on the hostile timeline, or fail where something forbidden is about to happen."""
    (tmp_path / "t.yaml").write_text(TIMELINE, encoding="utf-8")

    def run(*arguments: str) -> Done:
        return timeline(*arguments, command=GUARD, cwd=tmp_path, TIMELINE_FILE="t.yaml")

    return run


def test_the_guard_guards(guarded: Callable[..., Done]) -> None:
    done = guarded("prove")
    assert (done.code, done.err.splitlines()[-1]) == (1, "BaseException: forbidden: socket.__new__")


@pytest.mark.parametrize(
    "command",
    [*COMMANDS, ("init", "new.yaml"), ("import", "table.csv"), ("schema",), ("--help",)],
    ids=" ".join,
)
def test_no_command_needs_a_network_or_a_program(
    guarded: Callable[..., Done], tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Cold and warm: the first of them builds the index."""
    (tmp_path / "table.csv").write_text("date,title\n2023,T\n")
    done = guarded(*command)
    assert (done.code, "forbidden" in done.err) == (0, False)


@pytest.mark.parametrize(
    "pager",
    [
        "cat; touch stolen",
        "$(touch stolen)",
        "`touch stolen`",
        "cat > stolen",
        "cat | tee stolen",
        "cat && touch stolen",
        "cat\ntouch stolen",
        "~/pager & touch stolen",
        "'",
        "",
    ],
)
def test_the_pager_is_no_line_for_a_shell(timeline: Program, pager: str) -> None:
    before = set(SMALL.parent.iterdir())
    timeline.in_terminal("show", lines=10, PAGER=pager)
    assert set(SMALL.parent.iterdir()) == before
