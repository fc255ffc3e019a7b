"""The command line: it parses, asks, prints. `main` alone maps what went wrong to exit codes."""

import gc
import os
import sys
from typing import NoReturn

from oai_timeline.cli.signals import Ended, end_by, handle_signals


def main() -> NoReturn:
    """Run `timeline`, and exit: 0 done, 1 the timeline has errors or something can't be read or
    written, 2 the command line is wrong, 130 on Ctrl-C. SIGTERM and SIGHUP end it as usual.
    """  # noqa: D205
    # A run is short: collecting garbage would cost more than the memory it frees.
    gc.disable()
    handle_signals()
    try:
        from oai_timeline.cli.app import run

        code = run()
    except KeyboardInterrupt:
        code = 130
    except Ended as ended:
        end_by(ended.number)
    _end(code)


def _end(code: int) -> NoReturn:
    """End at once: taking modules and objects apart one by one would cost more than a query."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # it was closed before we began
                stream.flush()
        except OSError:
            pass  # whatever there was to say of it has been said
    os._exit(code)
