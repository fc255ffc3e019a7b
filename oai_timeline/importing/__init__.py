"""Import tables: CSV, JSON or JSON Lines become a timeline file."""
