"""What programs read: answers as text in formats of others, pure and unprinted."""
