"""Docstrings as texts for users: the help of commands, the explanations of lint rules."""

from inspect import cleandoc
from typing import Any


def docstring(documented: Any) -> str:
    """Return the docstring of a function or class, also under `python -OO`, which drops them.

    It is then read from the source; empty where there is none either.
    """
    return cleandoc(documented.__doc__ or _read_from_source(documented))


def _read_from_source(documented: Any) -> str:
    from ast import ClassDef, FunctionDef, get_docstring, parse
    from inspect import getsource, unwrap
    from textwrap import dedent

    try:
        (node,) = parse(dedent(getsource(unwrap(documented)))).body
    except (OSError, SyntaxError):
        return ""
    return get_docstring(node) or "" if isinstance(node, FunctionDef | ClassDef) else ""
