"""The tests on every Python that pyproject.toml names; `lock` keeps the versions they run with."""

from pathlib import Path

import nox
from packaging.requirements import Requirement

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
CONSTRAINTS = "tests/constraints.txt"
HEADING = "# Written by `nox -s lock`: what tests, lint and builds run with."
EXTRAS = ".[ics,html,browse,test,lint]"

nox.options.sessions = ["tests", "lowest"]
nox.options.error_on_missing_interpreters = False  # they are named, and the others run


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests with the versions that `lock` wrote down."""
    session.install("-e", ".[test]", env={"PIP_CONSTRAINT": CONSTRAINTS})
    _test(session)


@nox.session(python=PYTHONS)
def newest(session: nox.Session) -> None:
    """Run the tests with the newest versions that are allowed, to see what a release breaks."""
    session.install("-e", ".[test]")
    _test(session)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest libraries that are allowed, on the oldest Python."""
    asked = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["test"]
    session.install("-e", ".[test]", *map(_oldest, asked))
    _test(session)


@nox.session(python=PYTHONS[0])
def lock(session: nox.Session) -> None:
    """Write down the newest versions for tests, lint and builds, on the oldest Python.

    What supports that one supports the later ones, or is no part of them.
    """
    session.install(EXTRAS, "editables", *PROJECT["build-system"]["requires"])
    listed = str(session.run("python", "-m", "pip", "freeze", silent=True)).splitlines()
    pins = [line for line in listed if "==" in line]
    text = "\n".join([HEADING, *pins, ""])
    Path(CONSTRAINTS).write_text(text, encoding="utf-8")


def _oldest(asked: str) -> str:
    """Give a requirement that only the lower bound of another meets."""
    wanted = Requirement(asked)
    extras = f"[{','.join(wanted.extras)}]" if wanted.extras else ""
    (bound,) = (one.version for one in wanted.specifier if one.operator == ">=")
    return f"{wanted.name}{extras}=={bound}"


def _test(session: nox.Session) -> None:
    session.run("python", "-m", "pytest", "-q", *(session.posargs or ("-n", "2")))
