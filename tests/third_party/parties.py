"""Third parties: their programs and packages, and what a test says where one is missing.

`.ci/third-parties` installs them in the folder that THIRD_PARTIES names: Python's in `venv`, npm's
in `node_modules`. Node and Chromium are looked for on PATH. What is missing skips a test.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.programs import find_program

HERE = Path(__file__).parent
SECONDS = 90
"""The longest that a third party may take."""

_INSTALL = ".ci/third-parties installs it"


def folder() -> Path:
    """Give the folder of third parties."""
    named = os.environ.get("THIRD_PARTIES")
    return Path(named).absolute() if named else pytest.skip(f"no THIRD_PARTIES: {_INSTALL}")


def program(*names: str) -> str:
    """Give the path of a program of a version that is known, in the venv or on PATH.

    The first of the names that is found counts.
    """
    venv = os.environ.get("THIRD_PARTIES", os.curdir) + "/venv/bin"
    path = os.pathsep.join([os.path.abspath(venv), os.environ.get("PATH", os.defpath)])
    found = (find_program(name, path) for name in names)
    missing = f"no {names[0]} of a version that is known: {_INSTALL}"
    return next(filter(None, found), None) or pytest.skip(missing)


def package(name: str) -> Path:
    """Give the folder of a package of npm's."""
    path = folder() / "node_modules" / name
    return path if path.is_dir() else pytest.skip(f"no npm package {name}: {_INSTALL}")


def python(module: str) -> str:
    """Give the path of a Python that has the module."""
    path = str(folder() / "venv" / "bin" / "python")
    if os.path.exists(path):
        command = [path, "-c", f"import {module}"]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return path
    return pytest.skip(f"no Python module {module}: {_INSTALL}")


def browse(script: str, *arguments: str) -> Any:
    """Run a script of this folder, which drives Chromium, and give what it says, read as JSON.

    The script has `browser.cjs` at hand; what it writes on stdout is one JSON value.
    """
    chromium = program("chromium", "chromium-browser", "google-chrome")
    package("playwright-core")
    done = subprocess.run(
        [program("node"), HERE / script, *arguments],
        env={**os.environ, "NODE_PATH": str(folder() / "node_modules"), "CHROMIUM": chromium},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: stderr is for what goes wrong."""


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve a folder on this machine alone, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=root)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
