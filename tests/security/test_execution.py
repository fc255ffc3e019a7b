"""No text is executed, no network is used, and no shell is started."""

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, SMALL, Done, Program
from tests.security.hostile import COMMANDS, TIMELINE

PACKAGE = ROOT / "oai_timeline"
FORBIDDEN = {
    "pickle", "marshal", "shelve", "dill",  # run their input
    "ctypes", "code",  # run anything
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "requests", "httpx",
    "webbrowser", "pty", "multiprocessing",  # start a program
    "xml",  # entities
}  # fmt: skip
CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "unsafe_load", "full_load"}
# A run fails if an audit event (PEP 578) shows a forbidden action.
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


def test_no_module_imports_code_execution_or_a_network() -> None:
    found = [
        (place, name)
        for place, node in modules()
        for name in names_of(node)
        if any(f"{name}.".startswith(f"{forbidden}.") for forbidden in FORBIDDEN)
    ]
    assert found == []


def test_no_module_executes_text() -> None:
    called = {ast.unparse(node.func) for _, node in modules() if isinstance(node, ast.Call)}
    assert {name for name in called if name.rpartition(".")[2] in CALLS} == {"re.compile"}


def test_only_named_programs_are_started_and_without_a_shell() -> None:
    places = {place for place, node in modules() if "subprocess" in names_of(node)}
    calls = [
        ast.unparse(node)
        for _, node in modules()
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("subprocess.")
    ]
    assert places == {"cli/output.py", "cli/programs.py", "cli/revision_files.py"}
    devices = ", ".join(f"{name}=subprocess.DEVNULL" for name in ("stdin", "stdout", "stderr"))
    assert sorted(calls) == [
        (
            "subprocess.Popen(['git', '-C', folder, *command, spec], stdout=subprocess.PIPE, "
            "stderr=subprocess.PIPE, env={**os.environ, 'LC_ALL': 'C'})"
        ),
        f"subprocess.Popen([*command, address], {devices}, start_new_session=True)",
        "subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)",
        "subprocess.call([*command, *_locate(command[0], path, line)])",
    ]


@pytest.fixture
def guarded(timeline: Program, tmp_path: Path) -> Callable[..., Done]:
    """Return a function that runs commands on the hostile timeline under the guard."""
    (tmp_path / "t.yaml").write_text(TIMELINE, encoding="utf-8")

    def run(*arguments: str) -> Done:
        return timeline(*arguments, command=GUARD, cwd=tmp_path, TIMELINE_FILE="t.yaml")

    return run


def test_the_guard_detects_a_socket(guarded: Callable[..., Done]) -> None:
    done = guarded("prove")
    assert (done.code, done.err.splitlines()[-1]) == (1, "BaseException: forbidden: socket.__new__")


@pytest.mark.parametrize(
    "command",
    [*COMMANDS, ("init", "new.yaml"), ("import", "table.csv"), ("schema",), ("--help",)],
    ids=" ".join,
)
def test_no_command_uses_a_network_or_a_program(
    guarded: Callable[..., Done], tmp_path: Path, command: tuple[str, ...]
) -> None:
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
def test_the_pager_is_not_run_by_a_shell(timeline: Program, pager: str) -> None:
    before = set(SMALL.parent.iterdir())
    timeline.in_terminal("show", lines=10, PAGER=pager)
    assert set(SMALL.parent.iterdir()) == before
