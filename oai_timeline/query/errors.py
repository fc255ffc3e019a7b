"""What is wrong with a question."""


class QueryError(Exception):
    """A name, a date or a value that is asked for means nothing here, or more than one thing."""
