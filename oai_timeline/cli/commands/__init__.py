"""The subcommands, one module each: options, query, output."""
