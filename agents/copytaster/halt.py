"""Ending a worker for good, with one sentence and an exit code that says why."""

import logging
import os
import threading

#: Exit codes of the program: 0 all is well; 1 a check failed; 2 wrong usage; 3 the broker cannot be reached;
#: 70 the worker cannot go on without losing something (EX_SOFTWARE of sysexits.h).
FAILED, USAGE, UNREACHABLE, CANNOT_GO_ON = 1, 2, 3, 70


class CannotGoOn(Exception):
    """Nothing is wrong with the message, but the worker cannot work on it: it stops, and reads it again."""


def halt(sentence: str, code: int) -> None:
    """End this process at once. Nothing is acked or committed any more: what was under way will be read again.

    `os._exit`, because an orderly stop of Faust would commit, and can hang.
    """
    logging.shutdown()
    # Straight to the descriptor: Faust's command line puts something else in the place of sys.stderr.
    os.write(2, (sentence.rstrip() + "\n").encode())
    os._exit(code)


def halt_after(seconds: float, sentence: str, code: int = CANNOT_GO_ON) -> threading.Timer:
    """Halt unless the process ends by itself within some seconds. Returns the timer, which can be cancelled."""
    timer = threading.Timer(seconds, halt, args=(sentence, code))
    timer.daemon = True
    timer.start()
    return timer
