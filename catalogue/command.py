"""How the commands of both command lines end if nobody reads on, or at Ctrl-C: without a traceback."""

import os
import signal
import sys
from collections.abc import Callable


def run_command(main: Callable[[], int]) -> int:
    """The exit status of `main`; 128 + signal, as a shell has it, if its reader went away or Ctrl-C ended it.

    All that it wrote is passed on here, for the interpreter's own exit would complain of a reader such as `head` that
    has enough.
    """
    try:
        try:
            return main()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
