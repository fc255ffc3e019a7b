"""What to type instead, for a word that a command can't use."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple, NoReturn

from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Settings
from oai_timeline.index import Index
from oai_timeline.query.errors import QueryError


class Ways(NamedTuple):
    """How to ask for an actor, a day and a source: commands that lack only the name of it."""

    actor: str = "show --actor"
    day: str = "show --day"
    source: str = "show --source"


def ways_of(command: str) -> Ways:
    """Return how to ask with a command that has all filters."""
    return Ways(f"{command} --actor", f"{command} --day", f"{command} --source")


def program(settings: Settings) -> str:
    """Return how a command to type begins: with --file, where a file was given by it."""
    return "timeline" if settings.file is None else f"timeline -f {_quote(settings.file)}"


def suggest_command(settings: Settings, word: str, wrong: str, ways: Ways) -> NoReturn:
    """Raise UsageError: say what is wrong with a word, and how to ask for what it names."""
    with Session(settings) as session:
        hint = _hint(session, word, ways)
    raise UsageError(f"{wrong}{hint}")


def find_event(session: Session, text: str) -> str:
    """Return the id of the event that `text` names. Raises QueryError.

    If `text` is a day, the error names the command that lists the events of that day.
    """
    from oai_timeline.query import names

    try:
        return names.event(session.index, text)
    except QueryError as error:
        hint = ""
        with suppress(QueryError):
            hint = _may_want(session.settings, _command_for_day(session.index, text, Ways().day))
        raise QueryError(f"{error}{hint}") from None


def _hint(session: Session, word: str, ways: Ways) -> str:
    """Return how to ask for what a word names, if it names anything."""
    command = next(_commands_for(session.index, word, ways), None)
    return _may_want(session.settings, command) if command else ""


def _may_want(settings: Settings, command: str) -> str:
    return f"; did you mean: {program(settings)} {command}"


def _commands_for(index: Index, word: str, ways: Ways) -> Iterator[str]:
    """Give the commands that ask for what a word names: an actor, a day, an event, a source."""
    from oai_timeline.query import names

    with suppress(QueryError):
        yield f"{ways.actor} {names.actor(index, word)}"
    with suppress(QueryError):
        yield _command_for_day(index, word, ways.day)
    with suppress(QueryError):
        yield f"event {names.event(index, word)}"
    with suppress(QueryError):
        names.documents(index, word)
        yield f"{ways.source} {_quote(word)}"


def _command_for_day(index: Index, word: str, command: str) -> str:
    """Return the command that asks for a day. Raises QueryError where it is none."""
    from oai_timeline.query import moments

    moments.period(index, word)
    return f"{command} {_quote(word)}"


def _quote(word: str) -> str:
    """Quote a word for a shell, in double quotes where these do."""
    from shlex import quote

    plain = all(character.isalnum() or character in " .,:/_+-" for character in word)
    return quote(word) if quote(word) == word or not plain else f'"{word}"'
