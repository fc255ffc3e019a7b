"""How fast `timeline` is: whole processes, mostly as ratios, against bars that we set ourselves.

It measures the `timeline` that is installed beside the interpreter that runs it, and imports
nothing of it. A ratio is taken within a pair of runs, one right after the other, so that what else
the machine does falls on both; a table has the medians. The parts:

  startup  whole runs on the shipped timeline, against the import of four libraries
  scale    loading, queries, search and export on timelines of several sizes
  peers    the same question asked of other programs, on equal entries

"""
