"""Find and run programs and packages of third parties; a missing one skips the test.

`.ci/third-parties` installs them in the folder that THIRD_PARTIES names: Python packages in `venv`,
npm packages in `node_modules`. Node and Chromium must be on PATH.
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
"""The longest that such a program may take."""

_INSTALL = ".ci/third-parties installs it"


def folder() -> Path:
    """Return the folder of third parties."""
    named = os.environ.get("THIRD_PARTIES")
    return Path(named).absolute() if named else pytest.skip(f"no THIRD_PARTIES: {_INSTALL}")


def program(*names: str) -> str:
    """Return the path of the first program with one of the names, in the venv or on PATH.

    Its version must be known to `tests/programs.py`.
    """
    venv = os.environ.get("THIRD_PARTIES", os.curdir) + "/venv/bin"
    path = os.pathsep.join([os.path.abspath(venv), os.environ.get("PATH", os.defpath)])
    found = (find_program(name, path) for name in names)
    missing = f"no {names[0]} of a version that is known: {_INSTALL}"
    return next(filter(None, found), None) or pytest.skip(missing)


def package(name: str) -> Path:
    """Return the folder of an npm package."""
    path = folder() / "node_modules" / name
    return path if path.is_dir() else pytest.skip(f"no npm package {name}: {_INSTALL}")


def python(module: str) -> str:
    """Return the path of a Python interpreter that has the module."""
    path = str(folder() / "venv" / "bin" / "python")
    if os.path.exists(path):
        command = [path, "-c", f"import {module}"]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return path
    return pytest.skip(f"no Python module {module}: {_INSTALL}")


def browse(script: str, *arguments: str) -> Any:
    """Run a script of this folder, which controls Chromium; return the JSON value it prints."""
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
        """Log nothing: stderr is for errors."""


@contextmanager
def serve(root: Path) -> Iterator[str]:
    """Serve a folder on this machine only; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=root)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
