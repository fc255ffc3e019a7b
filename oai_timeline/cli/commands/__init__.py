"""One file a subcommand: each parses, asks, renders."""
