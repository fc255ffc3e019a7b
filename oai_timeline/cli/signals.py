"""Signals that end the program: what it has begun to write is removed first."""

import os
import signal
from typing import NoReturn

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Ended(BaseException):
    """A signal has come that ends the program; as it goes up, what is unfinished is removed."""

    def __init__(self, number: int) -> None:
        """Keep the signal's number."""
        super().__init__(number)
        self.number = number


def handle_signals() -> None:
    """Let a signal that would end the program raise Ended; one that is ignored stays so."""
    for number in _ENDING:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _raise)


def end_by(number: int) -> NoReturn:
    """End as the signal would have ended the program, so that whoever waits for it learns why."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    os._exit(128 + number)  # it is blocked


def _raise(number: int, _: object) -> NoReturn:
    for other in _ENDING:  # a closing terminal sends several: one is enough
        signal.signal(other, signal.SIG_IGN)
    raise Ended(number)
