"""From bytes to values: header, actors and sources, then event after event, and every mistake.

`load` reads a file in one pass over the parser's events. Nothing that breaks the format raises: it
is kept as a diagnostic with its place, so that one run tells all.
"""

from oai_timeline.load.loader import Loading, load

__all__ = ["Loading", "load"]
