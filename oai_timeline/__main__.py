"""`python -m oai_timeline` is the same program as `timeline`."""

from oai_timeline.cli import main

main()
