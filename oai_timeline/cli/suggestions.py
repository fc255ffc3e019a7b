"""Suggest what to type instead of a word that a command can't use."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple, NoReturn

from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Settings
from oai_timeline.index import Index
from oai_timeline.query.errors import QueryError


class Suggestions(NamedTuple):
    """The commands to suggest for an actor, a day and a source, without its name."""

    actor: str = "show --actor"
    day: str = "show --day"
    source: str = "show --source"


def suggestions_for(command: str) -> Suggestions:
    """Return the suggestions that use the filters of a command."""
    return Suggestions(f"{command} --actor", f"{command} --day", f"{command} --source")


def program(settings: Settings) -> str:
    """Return how a suggested command begins: with --file if that was given."""
    return "timeline" if settings.file is None else f"timeline -f {_quote(settings.file)}"


def suggest_command(
    settings: Settings, word: str, wrong: str, suggestions: Suggestions
) -> NoReturn:
    """Raise UsageError with the message `wrong`, and suggest a command that uses the word."""
    with Session(settings) as session:
        hint = _hint(session, word, suggestions)
    raise UsageError(f"{wrong}{hint}")


def find_event(session: Session, text: str) -> str:
    """Return the id of the event that `text` names. Raises QueryError.

    If `text` is a day, the error names the command that lists the events of that day.
    """
    from oai_timeline.query import names

    try:
        return names.find_event(session.index, text)
    except QueryError as error:
        hint = ""
        with suppress(QueryError):
            hint = _did_you_mean(
                session.settings, _day_command(session.index, text, Suggestions().day)
            )
        raise QueryError(f"{error}{hint}") from None


def _hint(session: Session, word: str, suggestions: Suggestions) -> str:
    """Return a suggestion of a command that uses a word; empty if there is none."""
    command = next(_find_commands(session.index, word, suggestions), None)
    return _did_you_mean(session.settings, command) if command else ""


def _did_you_mean(settings: Settings, command: str) -> str:
    return f"; did you mean: {program(settings)} {command}"


def _find_commands(index: Index, word: str, suggestions: Suggestions) -> Iterator[str]:
    """Yield the commands that use a word as the name of an actor, day, event or source."""
    from oai_timeline.query import names

    with suppress(QueryError):
        yield f"{suggestions.actor} {names.find_actor(index, word)}"
    with suppress(QueryError):
        yield _day_command(index, word, suggestions.day)
    with suppress(QueryError):
        yield f"event {names.find_event(index, word)}"
    with suppress(QueryError):
        names.find_sources(index, word)
        yield f"{suggestions.source} {_quote(word)}"


def _day_command(index: Index, word: str, command: str) -> str:
    """Return a command with a day as its argument. Raises QueryError if the word is no day."""
    from oai_timeline.query import moments

    moments.parse_period(index, word)
    return f"{command} {_quote(word)}"


def _quote(word: str) -> str:
    """Quote a word for a shell, in double quotes if these are enough."""
    from shlex import quote

    plain = all(character.isalnum() or character in " .,:/_+-" for character in word)
    return quote(word) if quote(word) == word or not plain else f'"{word}"'
