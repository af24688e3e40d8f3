"""The embedded engine as a process of its own: it answers requests over a socket, which is its standard input.

    python -m embedded_engine.http.engine_process <data folder>

A request is its REQUEST, the lengths of what follows: a method, a target and a body. Its answer is an ANSWER, a status
and the length of the JSON that follows; FOLDER_FAILED stands in place of a status where the data folder cannot be read
or written, and a message in place of the JSON. Requests are answered one after another. The one without a method ends
the process, once all that was written is refreshed. If the socket closes before, the process ends too, without that.
"""

import gc
import signal
import socket
import sys
from io import BufferedRWPair
from pathlib import Path
from struct import Struct
from typing import Final

from embedded_engine.errors import EngineError
from embedded_engine.http.answering import Content, FolderFailedError, answer, find_route
from embedded_engine.storage.indices import Indices

REQUEST: Final = Struct(">HIQ")
ANSWER: Final = Struct(">HQ")
FOLDER_FAILED: Final = 0

# Documents have no cycles of references, and to look for some takes a twentieth of a load.
_COLLECTED_AFTER = 20_000


def main() -> None:
    """Answer until the socket closes, or a request asks for the end."""
    # a signal to all processes of a load lets it end in order, for which its engine is needed
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    gc.set_threshold(_COLLECTED_AFTER)
    with socket.socket(fileno=sys.stdin.fileno()) as client, client.makefile("rwb") as stream:
        try:
            _serve(Indices(Path(sys.argv[1])), stream)
        except (EOFError, ConnectionError):
            return


def _serve(indices: Indices, stream: BufferedRWPair) -> None:
    is_open = True
    while is_open:
        lengths = REQUEST.unpack(_read(stream, REQUEST.size))
        is_open = lengths[0] > 0
        # no name is bound to the body: it would stay in memory until the next one is read
        content = _answer(indices, *[_read(stream, length) for length in lengths])
        stream.write(ANSWER.pack(content.status, len(content.json)))
        stream.write(content.json)
        stream.flush()


def _answer(indices: Indices, method: bytes, target: bytes, body: bytes) -> Content:
    try:
        if not method:
            indices.close()
            return Content(200, b"{}")
        matched = find_route(method.decode(), target.decode())
        return matched if isinstance(matched, Content) else answer(indices, matched, body)
    except (FolderFailedError, EngineError) as error:  # the latter of closing alone
        return Content(FOLDER_FAILED, str(error).encode())


def _read(stream: BufferedRWPair, length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


if __name__ == "__main__":
    main()
