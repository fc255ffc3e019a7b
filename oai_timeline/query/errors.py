"""The error of queries."""


class QueryError(Exception):
    """A name, a date or a value has no meaning in the timeline, or several."""
