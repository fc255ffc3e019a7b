"""Constants for moments and durations in UTC seconds since 1970."""

SECONDS_PER_DAY = 86_400
FAR_FUTURE = 1 << 62
"""Later than every bound of a date; stands for an open or unknown end. SQLite can store it."""
FAR_PAST = -FAR_FUTURE
"""Earlier than every bound of a date; stands for an open or unknown start."""
