"""The command line: `main` runs it."""

import gc
import os
import sys
from typing import NoReturn

from oai_timeline.cli.signals import Terminated, end_by, handle_signals


def main() -> NoReturn:
    """Run `timeline`, and exit with 0, 1, 2 or 130.

    1: the timeline has errors, or a file can't be read or written; 2: the command line is wrong;
    130: Ctrl-C. SIGTERM and SIGHUP end the program as usual.
    """
    # A run is short: collecting garbage would take time to free memory that isn't needed.
    gc.disable()
    handle_signals()
    try:
        from oai_timeline.cli.app import run

        code = run()
    except KeyboardInterrupt:
        code = 130
    except Terminated as signal:
        end_by(signal.number)
    _exit(code)


def _exit(code: int) -> NoReturn:
    """Exit at once: to delete all modules and objects would take longer than a query."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # it was closed from the start
                stream.flush()
        except OSError:
            pass  # reported already
    os._exit(code)
