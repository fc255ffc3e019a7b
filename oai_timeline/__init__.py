"""`timeline`: what happened when, who was involved, who says so, and how sure we are."""

__version__ = "0.1.0"
