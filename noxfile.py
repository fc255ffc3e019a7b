"""The tests on every Python that pyproject.toml names, and with the oldest libraries it allows."""

import nox
from packaging.requirements import Requirement

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)

nox.options.error_on_missing_interpreters = False  # they are named, and the others run


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests with the newest libraries."""
    session.install("-e", ".[test]")
    _test(session)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest libraries that are allowed, on the oldest Python."""
    asked = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["test"]
    session.install("-e", ".[test]", *map(_oldest, asked))
    _test(session)


def _oldest(asked: str) -> str:
    """Give a requirement that only the lower bound of another meets."""
    wanted = Requirement(asked)
    extras = f"[{','.join(wanted.extras)}]" if wanted.extras else ""
    (bound,) = (one.version for one in wanted.specifier if one.operator == ">=")
    return f"{wanted.name}{extras}=={bound}"


def _test(session: nox.Session) -> None:
    session.run("python", "-m", "pytest", "-q", *(session.posargs or ("-n", "2")))
