"""How to install what an extra needs, where the program that runs is installed."""

import sys
from importlib.util import find_spec
from pathlib import Path

from oai_timeline.model.quoting import quote_word

REQUIREMENTS = {
    "browse": "textual>=8.2,<9",
    "html": "jinja2>=3.1",
    "ics": "icalendar>=7.3",
}
"""What each extra of the package installs."""


def suggest_install(extra: str) -> str:
    """Return the command that installs what an extra needs.

    It also works if the package is in no index. An environment without pip is one of uv.
    """
    requirement = f'"{REQUIREMENTS[extra]}"'
    *_, tool, folder, name = ("", "", "", *Path(sys.prefix).parts)
    if (tool, folder) == ("pipx", "venvs"):
        return f"pipx inject {name} {requirement}"
    python = quote_word(sys.executable)
    if find_spec("pip") is None:
        return f"uv pip install --python {python} {requirement}"
    return f"{python} -m pip install {requirement}"
