"""Load a timeline file: header, actors and sources, then one event after another.

Mistakes in a file raise nothing. They are collected as diagnostics with their places, so that one
run reports them all.
"""

from oai_timeline.load.loader import Loading, load

__all__ = ["Loading", "load"]
