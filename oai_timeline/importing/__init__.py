"""Tables of somebody else, CSV, JSON or JSON Lines, read as a timeline file."""
