"""Find installed programs of known versions.

The output of other versions can differ, so tests don't use them.
"""

import os
import re
import shutil
import subprocess
from functools import cache

SECONDS = 30
"""The longest that `--version` may take."""
KNOWN = {
    "bash": r"GNU bash, version 5\.",
    "zsh": r"zsh 5\.",
    "fish": r"fish, version [34]\.",
    "git": r"git version 2\.",
    "jq": r"jq-1\.[5-8]",
    "khal": r"khal, version 0\.1[34]\.",
    "man": r"man 2\.",
    "mandoc": r"",  # it prints no version
    "node": r"v(1[89]|2\d)\.",
    "chromium": r"Chromium 1\d\d\.",
    "chromium-browser": r"Chromium 1\d\d\.",
    "google-chrome": r"Google Chrome 1\d\d\.",
    "java": r"openjdk (17|21)\b",
}
"""The beginning of the output of `--version` for each program, as a pattern."""


def find_program(name: str, path: str | None = None) -> str | None:
    """Return the path of a program on `path`, by default PATH, if its version is known."""
    found = shutil.which(name, path=path)
    return found if found and _has_known_version(name, found) else None


@cache
def _has_known_version(name: str, path: str) -> bool:
    done = subprocess.run(
        [path, "--version"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C"},
        timeout=SECONDS,
        check=False,
    )
    return bool(re.match(KNOWN[name], done.stdout.decode("utf-8", "replace")))
