"""`timeline`: what happened when, who was involved, who says so, and how sure we are."""

__version__ = "1.0.0"
