"""The command line: it parses, asks, prints. `main` alone maps what went wrong to exit codes."""

import gc


def main() -> None:
    """Run `timeline`, and exit: 0 done, 1 the timeline has errors or something can't be read or
    written, 2 the command line is wrong, 130 on Ctrl-C.
    """  # noqa: D205
    # A run is short: collecting garbage would cost more than the memory it frees.
    gc.disable()
    try:
        from oai_timeline.cli.app import run

        code = run()
    except KeyboardInterrupt:
        code = 130
    finally:
        gc.freeze()  # nor is there anything to collect at the end, wherever that is
    raise SystemExit(code)
