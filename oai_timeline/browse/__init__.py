"""`timeline browse`: the whole timeline on a full screen.

`state` is one frozen record, and `keys` are pure functions on it; `prompt` has those of a line in
which one types. `answers` reads the index, and `screen` draws a state with the lines of our views:
the list in a `window`, a page, or the `help`. `app` alone imports Textual: it passes on keys and
clicks, and carries out what a state requests.
"""
