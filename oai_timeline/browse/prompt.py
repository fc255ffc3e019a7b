"""The line in which one types: its keys are those of a shell."""

import re
from collections.abc import Callable

from oai_timeline.browse.state import Prompt

_WORD_BEFORE = re.compile(r"\S*\s*$")


def edit(prompt: Prompt, key: str) -> Prompt:
    """Return a prompt after a key that moves its caret, or deletes something."""
    act = _ACTIONS.get(key)
    return act(prompt) if act else prompt


def insert(prompt: Prompt, typed: str) -> Prompt:
    """Return a prompt with something typed at its caret."""
    text, caret = prompt.text, prompt.caret
    return prompt._replace(text=text[:caret] + typed + text[caret:], caret=caret + len(typed))


def _delete(prompt: Prompt, start: int, end: int) -> Prompt:
    return prompt._replace(text=prompt.text[:start] + prompt.text[end:], caret=start)


def _delete_before(prompt: Prompt) -> Prompt:
    return _delete(prompt, max(prompt.caret - 1, 0), prompt.caret)


def _delete_under(prompt: Prompt) -> Prompt:
    return _delete(prompt, prompt.caret, prompt.caret + 1)


def _delete_word(prompt: Prompt) -> Prompt:
    before = prompt.text[: prompt.caret]
    found = _WORD_BEFORE.search(before)
    return _delete(prompt, found.start() if found else 0, prompt.caret)


def _move(find: Callable[[Prompt], int]) -> Callable[[Prompt], Prompt]:
    return lambda prompt: prompt._replace(caret=min(max(find(prompt), 0), len(prompt.text)))


_to_start, _to_end = _move(lambda _: 0), _move(lambda prompt: len(prompt.text))
_ACTIONS: dict[str, Callable[[Prompt], Prompt]] = {
    "backspace": _delete_before,
    "ctrl+h": _delete_before,
    "delete": _delete_under,
    "ctrl+d": _delete_under,
    "ctrl+u": lambda prompt: _delete(prompt, 0, prompt.caret),
    "ctrl+k": lambda prompt: _delete(prompt, prompt.caret, len(prompt.text)),
    "ctrl+w": _delete_word,
    "left": _move(lambda prompt: prompt.caret - 1),
    "ctrl+b": _move(lambda prompt: prompt.caret - 1),
    "right": _move(lambda prompt: prompt.caret + 1),
    "ctrl+f": _move(lambda prompt: prompt.caret + 1),
    "home": _to_start,
    "ctrl+a": _to_start,
    "end": _to_end,
    "ctrl+e": _to_end,
}
