"""Tables of somebody else, CSV or JSON Lines, read as a timeline file."""
