"""How the commands of both command lines end if nobody reads on, at Ctrl-C or on a full disk: without a traceback."""

import errno
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

# The exit statuses of a command that failed, and of one that was called wrongly or has a wrong setting.
FAILED = 1
MISUSED = 2

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def run_command(main: Callable[[], int]) -> int:
    """The exit status of `main`; 128 + signal, as a shell has it, if its reader went away or Ctrl-C ended it; 1 if
    the disk takes no more of what it writes.

    All that it wrote is passed on here, for the interpreter's own exit would complain of a reader such as `head` that
    has enough.
    """
    try:
        try:
            return main()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _pass_nothing_on(sys.stdout, sys.stderr)
        return 128 + signal.SIGPIPE
    except OSError as error:
        if error.errno not in _FULL or error.filename is not None:  # of a file, and not of the output
            raise
        _pass_nothing_on(sys.stdout)
        with suppress(OSError):
            sys.stderr.write(f"cannot write the output: {error.strerror}; it is not complete\n")
        return FAILED
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _pass_nothing_on(*streams: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(nowhere, stream.fileno())
