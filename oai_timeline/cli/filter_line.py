"""The filter line of the browser: the options of the command line, parsed by the same parser."""

from collections.abc import Iterator, Sequence
from functools import cache

import typer
from typer._click import Command

from oai_timeline.browse.filter_text import join_words, split_words
from oai_timeline.browse.host import Asked
from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.options import read_selection, share_options
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.index import Index
from oai_timeline.model.spelling import fold
from oai_timeline.query.filters import FILTERS
from oai_timeline.query.values import fetch_values

_MOST_CHOICES = 40
_NAMES = ("ids", "days", "actors", "aliases")
_FLAGS_WITHOUT_VALUE = ("--together", "--reverse")
_FIELDS = {flag: row.values for row in FILTERS for flag in row.flags} | {
    "--according-to": ("sources", "publishers"),
    "--as-known-on": ("days",),
    "--limit": (),
}
"""The fields that complete the value of an option."""


def read_filter_line(text: str) -> Asked:
    """Parse the options of a filter line; words without an option are texts that must all be there.

    Raises ValueError.
    """
    try:
        context = _command().make_context("filter", split_words(text))
    except UsageError as error:
        raise ValueError(error.format_message().rstrip(".")) from None
    selection = read_selection(context.params)
    texts = {name: list(values) for name, values in selection.texts.items() if values}
    perspective = [context.params.get(name) for name in Perspective._fields]
    asked = Asked(texts, *selection[1:], *perspective)
    return _add_words(asked, context.args) if context.args else asked


def _add_words(asked: Asked, words: Sequence[str]) -> Asked:
    """Return what is asked for, with words that must all be in a text."""
    greps = [*asked.texts.get("grep", ()), *words]
    if len(greps) > 1 and not asked.together:
        repeated = [name for name, values in asked.texts.items() if len(values) > 1]
        if repeated:
            raise ValueError(
                f"--{repeated[0].replace('_', '-')} twice, and several words: put the words in"
                " quotes, or add --together"
            )
        asked = asked._replace(together=True)
    return asked._replace(texts={**asked.texts, "grep": greps})


def write_filter_line(asked: Asked) -> str:
    """Return the options that ask for the same, without the point of view."""
    return join_words(list(_list_words(asked)))


def write_perspective(asked: Asked) -> str:
    """Return the options of the point of view."""
    options = {"--according-to": asked.according_to, "--as-known-on": asked.as_known_on}
    return join_words([word for flag, value in options.items() if value for word in (flag, value)])


def complete_filter_line(index: Index, text: str) -> tuple[str, list[str]]:
    """Return a text with its last word completed as far as possible, and the choices for it."""
    *before, typed = split_words(f"{text}\N{NO-BREAK SPACE}")
    typed = typed[:-1]
    choices = list(dict.fromkeys(_list_choices(index, before, typed)))
    if not choices or not typed:  # there is nothing to complete yet
        return text, choices[:_MOST_CHOICES]
    common = _find_common(choices, typed)
    if common == typed and len(choices) > 1:
        return text, choices[:_MOST_CHOICES]
    end = " " if len(choices) == 1 else ""
    return join_words([*before, common]).lstrip() + end, choices[:_MOST_CHOICES] if not end else []


def complete_name(index: Index, text: str) -> tuple[str, list[str]]:
    """Return the name of an event, a day or an actor completed, and the choices for it."""
    choices = _find_values(index, _NAMES, text)
    if not choices:
        return text, []
    return _find_common(choices, text), choices[:_MOST_CHOICES] if len(choices) > 1 else []


def _list_words(asked: Asked) -> Iterator[str]:
    for row in FILTERS:
        for value in asked.texts.get(row.name, ()):
            if value.startswith("-"):
                yield f"{row.flags[0]}={value}"
            else:
                yield row.flags[0]
                yield value
    if asked.together:
        yield "--together"
    if asked.reverse:
        yield "--reverse"
    if asked.limit:
        yield "--limit"
        yield str(asked.limit)


def _list_choices(index: Index, before: Sequence[str], typed: str) -> Iterator[str]:
    """Yield flags, or the values of the option before; if none begin so, those that contain it."""
    fields = _FIELDS.get(before[-1]) if before else None
    if fields is None:
        flags = [*(flag for flag in _FIELDS if flag.startswith("--")), *_FLAGS_WITHOUT_VALUE]
        if typed.startswith("-") or not typed:
            yield from (flag for flag in flags if flag.startswith(typed))
        return
    yield from _find_values(index, fields, typed)


def _find_values(index: Index, fields: Sequence[str], typed: str) -> list[str]:
    """Return the values of fields that begin with a text, or else those that contain it."""
    values = dict.fromkeys(value for field in fields for value in fetch_values(index, field))
    start = fold(typed)
    found = [value for value in values if fold(value).startswith(start)]
    return found or [value for value in values if start in fold(value)]


def _find_common(choices: Sequence[str], typed: str) -> str:
    """Return the longest beginning of all choices, or what is typed if they don't begin so."""
    first, last = min(choices), max(choices)
    pairs = enumerate(zip(first, last, strict=False))
    length = next((at for at, (one, other) in pairs if one != other), min(len(first), len(last)))
    common = first[:length]
    return common if fold(common).startswith(fold(typed)) or len(choices) == 1 else typed


@cache
def _command() -> Command:
    """Return a command that has the filters, and takes any words besides."""

    @share_options()
    def take(settings: Settings, selection: Selection, perspective: Perspective) -> None:
        """Take the options."""

    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"help_option_names": [], "allow_extra_args": True}
    app.command("filter", context_settings=settings)(take)
    return typer.main.get_command(app)
