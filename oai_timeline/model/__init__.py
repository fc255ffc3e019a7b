"""Values: what a timeline is made of. No input or output here, and no third party."""
