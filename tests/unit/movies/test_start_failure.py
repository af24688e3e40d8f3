"""What a worker tells its main process of a start that failed."""

import logging
import pickle
import sys

from movies.server.worker_process import StartFailure, _LastError

# From this many bytes on a message of multiprocessing is written in two pieces.
_TWO_PIECES = 16_384


def failed_with(error: Exception) -> str:
    """The reason that is remembered once this error was logged."""
    last_error = _LastError()
    try:
        raise error
    except type(error):
        record = logging.LogRecord("sanic.error", logging.ERROR, __file__, 1, "failed", None, sys.exc_info())
    assert last_error.filter(record)
    return last_error.text


def test_the_reason_is_one_line() -> None:
    assert failed_with(ValueError("no\n  engine")) == "ValueError: no engine"


def test_a_long_reason_is_cut_so_that_it_is_sent_in_one_piece() -> None:
    message = StartFailure("Sanic-Server-0-0", failed_with(ValueError("я" * 100_000)))

    assert len(pickle.dumps(message)) < _TWO_PIECES
