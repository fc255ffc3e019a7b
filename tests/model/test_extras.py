"""The command that installs what an extra needs suits the environment."""

import sys
import tomllib

import pytest

from oai_timeline.model.extras import REQUIREMENTS, suggest_install
from tests.cli.processes import ROOT


def test_the_requirements_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    assert {name: extras[name] for name in REQUIREMENTS} == {
        name: [text] for name, text in REQUIREMENTS.items()
    }


@pytest.mark.parametrize(
    ("prefix", "has_pip", "command"),
    [
        ("/home/me/.venv", True, '"/home/me/my env/python" -m pip install "jinja2>=3.1"'),
        ("/home/me/.local/share/pipx/venvs/oai-timeline", True,
            'pipx inject oai-timeline "jinja2>=3.1"'),
        ("/home/me/.cache/pipx/1f", True, '"/home/me/my env/python" -m pip install "jinja2>=3.1"'),
        ("/home/me/.local/share/uv/tools/oai-timeline", False,
            'uv pip install --python "/home/me/my env/python" "jinja2>=3.1"'),
        ("/", True, '"/home/me/my env/python" -m pip install "jinja2>=3.1"'),
    ],
)  # fmt: skip
def test_the_command_suits_the_environment(
    monkeypatch: pytest.MonkeyPatch, prefix: str, has_pip: bool, command: str
) -> None:
    monkeypatch.setattr(sys, "prefix", prefix)
    monkeypatch.setattr(sys, "executable", "/home/me/my env/python")
    monkeypatch.setattr("oai_timeline.model.extras.find_spec", lambda _: has_pip or None)
    assert suggest_install("html") == command
