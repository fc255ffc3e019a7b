"""Modules that a query of a cached timeline must not import: each costs milliseconds."""

import sys
import time
from pathlib import Path

import pytest

from oai_timeline.cli.app import COMMANDS
from tests.cli.processes import SMALL, Program
from tests.cli.test_any_argument import NEEDED

NEVER = {
    "yaml",
    "dateutil",
    "platformdirs",
    "hashlib",
    "zoneinfo",
    "importlib.resources",
    "rich.console",
    "pydantic",
}
"""Not even for output with colour; plain text doesn't import Rich either."""
DRIVER = (
    sys.executable,
    "-c",
    """\
import sys
from oai_timeline.cli.app import run
code = run()
print(*sys.modules, file=sys.stderr)
raise SystemExit(code)
""",
)
DAY = ("show", "--day", "2023-11-17", "--tag", "firing")
PLAIN = NEVER | {"rich"}
IN_ZONE = PLAIN - {"zoneinfo"}
"""The overview counts events by day in the timeline's zone."""
PERSPECTIVE = NEVER - {"zoneinfo"} | {"oai_timeline.load"}
"""A perspective parses dates in the timeline's zone, but doesn't load the file."""


@pytest.fixture(scope="module")
def warm(timeline: Program) -> Program:
    """Query the timeline once its file is old enough for its index to be cached."""
    time.sleep(max(0, Path(SMALL).stat().st_ctime + 2.1 - time.time()))
    for _ in range(2):
        timeline("show")
    return timeline


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        pytest.param(DAY, PLAIN, id="piped"),
        pytest.param((*DAY, "--width", "80"), NEVER, id="laid out"),
        pytest.param((*DAY, "--format", "json"), PLAIN, id="json"),
        pytest.param((*DAY, "--format", "csv"), PLAIN, id="csv"),
        pytest.param(("show", "--actor", "sutskever", "--view", "list"), PLAIN, id="list"),
        pytest.param(("who", "greg"), PLAIN, id="who"),
        pytest.param((), IN_ZONE, id="overview"),
        pytest.param(("show", "--as-known-on", "2100"), PERSPECTIVE, id="as known on a day"),
        pytest.param(("show", "--according-to", "news"), PERSPECTIVE, id="according to a source"),
        pytest.param((*DAY, "--color", "always"), NEVER, id="coloured"),
        pytest.param(("who", "sutskever", "--color", "always"), NEVER, id="coloured who"),
        pytest.param(("--help",), {"pydantic", "rich", "textual", "yaml"}, id="help"),
    ],
)
def test_a_warm_query_does_not_import(
    warm: Program, arguments: tuple[str, ...], unwanted: set[str]
) -> None:
    done = warm(*arguments, command=DRIVER)
    imported = set(done.err.split())
    assert "typer" in imported
    assert (done.code, len(done.out) > 100, imported & unwanted) == (0, True, set())


def test_importing_the_package_imports_nothing_else(timeline: Program) -> None:
    code = "import sys; old = {*sys.modules}; import oai_timeline; print(*{*sys.modules} - old)"
    assert timeline(command=(sys.executable, "-c", code)).out == "oai_timeline\n"


def test_help_imports_no_command_that_it_does_not_show(timeline: Program) -> None:
    done = timeline("who", "--help", command=DRIVER)
    commands = {name for name in done.err.split() if name.startswith("oai_timeline.cli.commands.")}
    assert commands == {"oai_timeline.cli.commands.who"}


@pytest.mark.parametrize(
    "arguments",
    [
        *((command, "--help") for command in COMMANDS),
        *((name, *NEEDED.get(name, ())) for name in COMMANDS if name not in {"init", "import"}),
        ("--version",),
    ],
    ids=" ".join,
)
def test_no_command_loads_textual_but_on_a_full_screen(
    warm: Program, arguments: tuple[str, ...]
) -> None:
    """`browse` does so only once it is certain that there is a terminal."""
    done = warm(*arguments, command=DRIVER)
    imported = set(done.err.split())
    assert "typer" in imported
    assert imported & {"textual", "oai_timeline.browse.app", "asyncio"} == set()
