"""How fast `timeline` is: whole processes, mostly as ratios, against bars that we set ourselves.

    python -m bench [--runs N] [--tolerance X]

It measures the `timeline` that is installed beside the interpreter that runs it, and imports
nothing of it. A ratio is taken within a pair of runs, one right after the other, so that what else
the machine does falls on both. A new measurement is a row of `bench.cases.CASES`.
"""
