"""What reads text of others, fed with whatever a coverage-guided fuzzer thinks of."""
