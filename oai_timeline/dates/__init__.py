"""Dates: EDTF parsed and formatted, and dates as people type them.

Three time scales are in use:

| scale | values | used for |
|---|---|---|
| local time | integers, 0 is 1970-01-01T00:00; half-open | what a date says: `edtf.Point` |
| UTC seconds | integers, 0 is 1970-01-01T00:00Z; half-open | what a date allows: `bounds` |
| canonical order | integers that only compare | the order of events: `index/sort_keys` |
"""
