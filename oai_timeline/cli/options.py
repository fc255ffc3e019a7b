"""The options of several commands, each declared once.

A command's function takes `settings: Settings`, and perhaps `selection: Selection` and
`perspective: Perspective`. `shared_options` adds the options that these consist of to the command,
and passes their values to the function.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import partial, wraps
from typing import Annotated, Any, NoReturn

import typer

from oai_timeline.cli.completion import complete_choices, complete_fields
from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.output_format import SHOW_FORMATS
from oai_timeline.cli.settings import Perspective, Selection, Settings, filter_option
from oai_timeline.query.filters import FILTERS, Filter

FORMAT = typer.Option(
    "--format",
    metavar="FORMAT",
    help=f"{', '.join(SHOW_FORMATS[:-1])} or {SHOW_FORMATS[-1]}.",
    autocompletion=complete_choices(*SHOW_FORMATS),
)
FORMAT_TEXT_OR_JSON = typer.Option(
    "--format",
    metavar="FORMAT",
    help="text or json.",
    autocompletion=complete_choices("text", "json"),
)
OUTPUT = typer.Option(
    "--output",
    "-o",
    metavar="FILE",
    help="Write to FILE, in the format of its extension (.json, .csv, ...).",
)
OUTPUT_FILE = typer.Option("--output", "-o", metavar="FILE", help="Write to FILE (atomically).")
EVENT = typer.Argument(
    metavar="EVENT",
    help="An id or its beginning, words of a title, or a day and time (nov 17 12:19).",
    autocompletion=complete_fields("ids"),
    show_default=False,
)
actor_names = partial(
    typer.Argument, metavar="[NAME...]", autocompletion=complete_fields("actors", "aliases")
)
RAW = typer.Option("--raw", help="Don't escape formulas in CSV and TSV.")

_Command = Callable[..., None]
_UNCHANGED = (None, False, "auto", "never")
"""Values of settings that are allowed before a command without such an option."""


def share_options(*settings: str) -> Callable[[_Command], _Command]:
    """Return a decorator that adds the shared options to a command: of the settings, those named.

    A command does not offer an option that would have no effect.
    """
    return lambda command: _add_options(command, settings)


shared_options = share_options(*Settings._fields)
"""Add all settings to a command, and the options of the selection and perspective it takes."""


def _add_options(command: _Command, settings: tuple[str, ...]) -> _Command:
    signature = inspect.signature(command)
    taken = signature.parameters
    own = [p for name, p in taken.items() if name not in {"settings", "selection", "perspective"}]
    shared = list(_build_parameters(taken, settings))

    @wraps(command)
    def run(**values: Any) -> None:
        context: typer.Context = values["context"]
        values["settings"] = _merge_settings({name: values[name] for name in settings}, context)
        values["selection"] = read_selection(values)
        values["perspective"] = Perspective(*(values.get(name) for name in Perspective._fields))
        if context.args and context.parent:
            _reject_argument(values, context, taken)
        command(**{name: values[name] for name in taken})

    run.__signature__ = signature.replace(parameters=[*own, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


def _build_parameters(
    taken: Mapping[str, inspect.Parameter], settings: tuple[str, ...]
) -> Iterator[inspect.Parameter]:
    """Yield a parameter for each shared option of a command that takes certain parameters."""
    if "selection" in taken:
        for condition in FILTERS:
            if condition.flags:
                yield _parameter(condition.name, _filter_hint(condition), None)
        yield from _group_parameters(Selection)
    if "perspective" in taken:
        yield from _group_parameters(Perspective)
    yield from (option for option in _group_parameters(Settings) if option.name in settings)
    if "context" not in taken:
        yield _parameter("context", typer.Context, inspect.Parameter.empty)


def _group_parameters(
    group: type[Selection | Perspective | Settings],
) -> Iterator[inspect.Parameter]:
    """Yield a parameter for each field of a group that has a default: those are options."""
    hints = inspect.get_annotations(group)
    for name, default in group._field_defaults.items():
        yield _parameter(name, hints[name], default)


def _filter_hint(condition: Filter) -> object:
    option = filter_option(
        *condition.flags,
        metavar=condition.metavar,
        help=condition.help,
        autocompletion=complete_fields(*condition.values),
    )
    return Annotated[list[str] | None, option]


def _parameter(name: str, hint: object, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


def _merge_settings(given: Mapping[str, Any], context: typer.Context) -> Settings:
    """Return the settings given after the command, or else before it.

    Raises UsageError for one before the command that has no effect on it.
    """
    before: Settings = context.obj or Settings()
    changed = {name: value for name, value in given.items() if value not in (None, False)}
    if "file" in changed:
        changed["file"] = [*(before.file or ()), *changed["file"]]
    for name, value in before._asdict().items():
        if name not in {*given, "no_pager"} and value not in _UNCHANGED:
            raise UsageError(f"--{name} has no effect on {context.info_name}: leave it out")
    return before._replace(**changed)


def read_selection(values: Mapping[str, Any]) -> Selection:
    """Return the selection that the parameters of a command make up."""
    texts = {one.name: values.get(one.name) or [] for one in FILTERS if one.flags}
    together, reverse = values.get("together", False), values.get("reverse", False)
    return Selection(texts, together, reverse, values.get("limit"))


def _reject_argument(
    values: Mapping[str, Any], context: typer.Context, taken: Mapping[str, inspect.Parameter]
) -> NoReturn:
    """Raise UsageError for a surplus argument, and suggest a command that uses it."""
    from oai_timeline.cli.suggestions import Suggestions, suggest_command, suggestions_for

    name, word = str(context.info_name), context.args[0]
    suggestions = suggestions_for(name) if "selection" in taken else Suggestions()
    if "at" in taken:
        suggestions = Suggestions("who", f"{name} --at", organisation=f"{name} --of")
    wrong = f'unexpected argument "{word}"'
    at = [values["at"]] if values.get("at") else []
    phrases = {**values["selection"].phrases, "--at": at}
    suggest_command(values["settings"], context.args, wrong, suggestions, phrases)
