"""Points of view on a timeline, in words."""

ACCORDING_TO = "according to "
"""How the description of what one source, or one publisher, reports begins."""
