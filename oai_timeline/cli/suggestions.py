"""What to type instead, for a word that a command can't use."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple, NoReturn

from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.session import ask, opened
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


def fail_on_stray(settings: Settings, word: str, wrong: str, ways: Ways) -> NoReturn:
    """Raise UsageError: say what is wrong with a word, and how to ask for what it names."""
    hint = ask(opened(settings), lambda index: _hint(settings, index, word, ways))
    raise UsageError(f"{wrong}{hint}")


def find_event(settings: Settings, index: Index, text: str) -> str:
    """Find the event that `text` means; to a day, say how that is asked for. Raises QueryError."""
    from oai_timeline.query import names

    try:
        return names.event(index, text)
    except QueryError as error:
        for command in _command_for_day(index, text, Ways()):
            raise QueryError(f"{error}{_may_want(settings, command)}") from None
        raise


def _hint(settings: Settings, index: Index, word: str, ways: Ways) -> str:
    """Say how to ask for what a word names, if it names anything."""
    for find in (_command_for_actor, _command_for_day, _command_for_event, _command_for_source):
        for command in find(index, word, ways):
            return _may_want(settings, command)
    return ""


def _may_want(settings: Settings, command: str) -> str:
    return f"; you may want: {program(settings)} {command}"


def _command_for_actor(index: Index, word: str, ways: Ways) -> Iterator[str]:
    from oai_timeline.query import names

    with suppress(QueryError):
        yield f"{ways.actor} {names.actor(index, word)}"


def _command_for_day(index: Index, word: str, ways: Ways) -> Iterator[str]:
    from oai_timeline.query import moments

    with suppress(QueryError):
        moments.period(index, word)
        yield f"{ways.day} {_quote(word)}"


def _command_for_event(index: Index, word: str, _: Ways) -> Iterator[str]:
    from oai_timeline.query import names

    with suppress(QueryError):
        yield f"event {names.event(index, word)}"


def _command_for_source(index: Index, word: str, ways: Ways) -> Iterator[str]:
    from oai_timeline.query import names

    with suppress(QueryError):
        names.documents(index, word)
        yield f"{ways.source} {_quote(word)}"


def _quote(word: str) -> str:
    """Quote a word for a shell, in double quotes where these do."""
    from shlex import quote

    plain = all(character.isalnum() or character in " .,:/_+-" for character in word)
    return quote(word) if quote(word) == word or not plain else f'"{word}"'
