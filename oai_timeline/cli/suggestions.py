"""Suggest what to type instead of a word that a command can't use."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from oai_timeline.cli import messages
from oai_timeline.cli.files import is_timeline_path
from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.index import Index
from oai_timeline.model.quoting import quote_word
from oai_timeline.query.errors import QueryError
from oai_timeline.query.filters import PERIODS

if TYPE_CHECKING:
    from oai_timeline.query.bibliography import SourceDetails


Phrases = Mapping[str, Sequence[str]]
"""The dates and names that were given for options, by option."""
_DATES = {"--at", *(f"--{name}" for name in PERIODS)}


class Suggestions(NamedTuple):
    """The commands to suggest for an actor, a day, a source and a file, without its name.

    `organisation` is the one for an actor whose offices others held, if that is another one.
    `source_first`: a word that names an actor and a source is meant as the source.
    """

    actor: str = "show --actor"
    day: str = "show --day"
    source: str = "show --source"
    source_first: bool = False
    organisation: str | None = None
    file: str = "show --file"


def suggestions_for(command: str) -> Suggestions:
    """Return the suggestions that use the filters of a command."""
    return Suggestions(
        actor=f"{command} --actor",
        day=f"{command} --day",
        source=f"{command} --source",
        file=f"{command} --file",
    )


def program(settings: Settings) -> str:
    """Return how a suggested command begins: with --file if that was given."""
    return " ".join(("timeline", *(f"-f {quote_word(path)}" for path in settings.file or ())))


def repeat_command(settings: Settings, perspective: Perspective, words: str) -> str:
    """Return a command that reads the same timeline from the same point of view."""
    options = {
        "--according-to": perspective.according_to,
        "--as-known-on": perspective.as_known_on,
    }
    given = (f"{flag} {quote_word(value)}" for flag, value in options.items() if value)
    return " ".join((program(settings), words, *given))


def name_listing(error: QueryError, settings: Settings) -> QueryError:
    """Return an error with the command that lists the known names, if one is unknown."""
    if not error.listed_by:
        return error
    return QueryError(f"{error}; list them with: {program(settings)} {error.listed_by}")


def suggest_command(
    settings: Settings,
    words: Sequence[str],
    wrong: str,
    suggestions: Suggestions,
    phrases: Phrases = MappingProxyType({}),
) -> NoReturn:
    """Raise UsageError with the message `wrong`, and suggest a command that uses the first word.

    If words belong to one of the `phrases` that were given, suggest quotes for them.
    """
    if hint := suggest_file(settings, words[0], suggestions.file):
        raise UsageError(f"{wrong}{hint}")
    with Session(settings) as session:
        quotes = _suggest_quotes(session.index, words, phrases)
        hint = quotes or _hint(session, words[0], suggestions)
    raise UsageError(f"{wrong}{hint}")


def find_actors(session: Session, words: list[str], command: str, phrases: Phrases) -> list[str]:
    """Return the ids of the actors that words name; several are tried as one name first.

    Raises QueryError. If a word is a day, the error names the command with that day; if words
    belong to one of the `phrases` that were given, it suggests quotes for them.
    """
    from oai_timeline.query import names

    phrase = " ".join(words)
    if len(words) > 1:
        with suppress(QueryError):
            return [names.find_actor(session.index, phrase)]
    found = dict[str, None]()
    for word in words:
        try:
            found[names.find_actor(session.index, word)] = None
        except QueryError as error:
            hints = (_suggest_day(session, text, f"{command} --day") for text in (phrase, word))
            hint = (
                suggest_file(session.settings, word, f"{command} --file")
                or _suggest_quotes(session.index, words, phrases)
                or next(filter(None, hints), "")
            )
            raise (QueryError(f"{error}{hint}") if hint else error) from None
    return list(found)


def suggest_file(settings: Settings, word: str, command: str) -> str:
    """Return a suggestion to read a word as a timeline file; empty if it is no path of one."""
    return (
        _did_you_mean(settings, f"{command} {quote_word(word)}") if is_timeline_path(word) else ""
    )


def find_event(session: Session, words: Sequence[str]) -> str:
    """Return the id of the event that some words name together. Raises QueryError.

    If they are a day, the error names the command that lists the events of that day.
    """
    from oai_timeline.query import event_names

    text = " ".join(words)
    try:
        event_id, note = event_names.find_event(session.index, text)
    except QueryError as error:
        if error.candidates:
            raise
        raise _try_one_of(_find_list_commands(session.index, text), error, session) from None
    if note:
        messages.warn_once(note)
    return event_id


def find_source_details(session: Session, name: str, order: str) -> "SourceDetails":
    """Return the sources that a name has. Raises QueryError, which names a search if one helps."""
    from oai_timeline.query import bibliography

    try:
        return bibliography.fetch_source_details(session.index, name, order)
    except QueryError as error:
        raise _try_one_of(_find_search_command(session.index, name), error, session) from None


def _try_one_of(commands: Iterator[str], error: QueryError, session: Session) -> QueryError:
    """Return an error that names the first of some commands, if there is one."""
    command = next(commands, None)
    if command is None:
        return error
    return QueryError(f"{error}; try: {program(session.settings)} {command}")


def _find_list_commands(index: Index, text: str) -> Iterator[str]:
    """Yield the commands that list the events of a day, or those with some words."""
    with suppress(QueryError):
        yield _day_command(index, text, Suggestions().day)
    yield from _find_search_command(index, text)


def _find_search_command(index: Index, text: str) -> Iterator[str]:
    """Yield the command that lists the events with all words of a text, if there are some."""
    if _is_found(index, text):
        yield f"search {quote_word(text)}"


def _is_found(index: Index, text: str) -> bool:
    """Return whether a search finds an event with all words of a text."""
    from oai_timeline.query.search import is_found
    from oai_timeline.query.words import parse_words

    return is_found(index, parse_words(text)[0])


def _suggest_quotes(index: Index, words: Sequence[str], phrases: Phrases) -> str:
    """Return how to quote a date or name that ends in some words; empty if none does."""
    from oai_timeline.query import moments, names

    for end in range(len(words), 0, -1):
        for flag, texts in phrases.items():
            what, read = (
                ("date", moments.parse_period) if flag in _DATES else ("name", names.find_actor)
            )
            for text in texts:
                whole = " ".join([text, *words[:end]])
                with suppress(QueryError):
                    read(index, whole)
                    return f"; a {what} with spaces needs quotes: {flag} {quote_word(whole)}"
    return ""


def _suggest_day(session: Session, word: str, command: str) -> str:
    """Return a suggestion of a command with a word as its day; empty if it is no day."""
    with suppress(QueryError):
        return _did_you_mean(session.settings, _day_command(session.index, word, command))
    return ""


def _hint(session: Session, word: str, suggestions: Suggestions) -> str:
    """Return a suggestion of a command that uses a word; empty if there is none."""
    command = next(_find_commands(session.index, word, suggestions), None)
    return _did_you_mean(session.settings, command) if command else ""


def _did_you_mean(settings: Settings, command: str) -> str:
    return f"; did you mean: {program(settings)} {command}"


def _find_commands(index: Index, word: str, suggestions: Suggestions) -> Iterator[str]:
    """Yield the commands that use a word as the name of an actor, day, event or source."""
    from oai_timeline.query import event_names, names

    if suggestions.source_first:
        yield from _find_source_commands(index, word, suggestions.source)
    with suppress(QueryError):
        yield _actor_command(index, names.find_actor(index, word), suggestions)
    with suppress(QueryError):
        yield _day_command(index, word, suggestions.day)
    with suppress(QueryError):
        event_id, note = event_names.find_event(index, word)
        if not note:
            yield f"event {event_id}"
    yield from _find_source_commands(index, word, suggestions.source)
    yield from _find_search_command(index, word)
    for actor in names.find_similar_actors(index, word):
        yield _actor_command(index, actor, suggestions)


def _actor_command(index: Index, actor: str, suggestions: Suggestions) -> str:
    has_offices = index.fetch("SELECT 1 FROM office WHERE organisation = ? LIMIT 1", (actor,))
    command = suggestions.organisation if has_offices else None
    return f"{command or suggestions.actor} {actor}"


def _find_source_commands(index: Index, word: str, command: str) -> Iterator[str]:
    from oai_timeline.query import source_names

    with suppress(QueryError):
        source_names.find_sources(index, word)
        yield f"{command} {quote_word(word)}"


def _day_command(index: Index, word: str, command: str) -> str:
    """Return a command with a day as its argument. Raises QueryError if the word is no day."""
    from oai_timeline.query import moments

    moments.parse_period(index, word)
    return f"{command} {quote_word(word)}"
