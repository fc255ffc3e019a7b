"""The subcommands, one file each: options, question, answer."""
