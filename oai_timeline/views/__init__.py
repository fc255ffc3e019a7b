"""What people read: answers laid out as lines, pure and unprinted.

A view gives a `Screen`, which Rich renders in colour and which is plain text without Rich. With a
width it lays out for a terminal; without, for a pipe: nothing wrapped, one event one line.
"""
