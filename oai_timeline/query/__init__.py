"""What is asked of an index, and its answer: the one place where questions become SQL."""
