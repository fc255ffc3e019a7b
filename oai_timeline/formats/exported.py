"""What an export comes to."""

from collections.abc import Sequence
from typing import NamedTuple


class Exported(NamedTuple):
    """A document, in pieces, and what it could not carry: a line each, for stderr."""

    texts: Sequence[str]
    lost: Sequence[str] = ()
