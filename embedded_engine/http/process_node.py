"""The node class that answers from a process of its own, for whoever has many documents to send."""

import asyncio
import os
import socket
import subprocess
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from signal import Signals
from threading import Lock, Thread

from elastic_transport import NodeConfig

from embedded_engine.http import engine_process
from embedded_engine.http.answering import Content, FolderFailedError
from embedded_engine.http.engine_process import ANSWER, FOLDER_FAILED, REQUEST
from embedded_engine.http.node import LocalNode

_PACKAGE_PARENT = Path(engine_process.__file__).parents[2]
# By default glibc gives each thread, those of tantivy's merges among them, a heap of its own that seldom shrinks, so
# that a long load grows by what every one of them once needed. With these of mallopt(3) there is one heap for all, and
# large blocks go back once they are freed. Other C libraries have no such settings, or no such heaps.
_MALLOC = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "1000000", "MALLOC_MMAP_THRESHOLD_": "1000000"}


class ProcessNode(LocalNode):
    """Answers from a process of its own, one request after another in the order of their arrival.

    Python makes documents on one core at a time; here the engine has another one. The process ends with this one, or
    when the node is closed. If it dies, every request raises ConnectionError: what was not refreshed is lost.
    """

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        self._socket, theirs = socket.socketpair()
        paths = os.pathsep.join([str(_PACKAGE_PARENT), *filter(None, [os.environ.get("PYTHONPATH")])])
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - a module of this package
                [sys.executable, "-m", engine_process.__name__, config.path_prefix],
                stdin=theirs.fileno(),
                env=os.environ | _MALLOC | {"PYTHONPATH": paths},
                start_new_session=True,  # Ctrl-C is not for it, even before it can say so
            )
        self._waiting: deque[Future[Content]] = deque()
        self._ended = ""  # how, once the process is gone
        self._lock = Lock()  # of these two
        # Threads, since a request is larger than what a socket holds: the loop would pass it on only now and then.
        self._sends = ThreadPoolExecutor(1, "engine-process-send")
        self._receiving = Thread(target=self._receive_all, name="engine-process-receive", daemon=True)
        self._receiving.start()

    async def close(self) -> None:  # type: ignore[override]  # BaseNode's is not async
        """Refresh all indices that were written to, and wait for the end of the process.

        Raises FolderFailedError if that fails, but not if the process is dead already.
        """
        try:
            if not self._ended:
                await self._answer("", "", b"")
        finally:
            self._sends.shutdown()
            await asyncio.to_thread(self._receiving.join)
            self._socket.close()

    async def _answer(self, method: str, target: str, body: bytes) -> Content:
        loop = asyncio.get_running_loop()
        answered = await loop.run_in_executor(self._sends, self._send, method.encode(), target.encode(), body)
        content = await asyncio.wrap_future(answered)
        if content.status == FOLDER_FAILED:
            raise FolderFailedError(content.json.decode())
        return content

    def _send(self, *parts: bytes) -> "Future[Content]":
        answered: Future[Content] = Future()
        with self._lock:
            if self._ended:
                raise FolderFailedError(self._ended)
            self._waiting.append(answered)
        with suppress(OSError):  # the process is gone, which whoever receives its answers will find
            for part in (REQUEST.pack(*map(len, parts)), *parts):
                self._socket.sendall(part)
        return answered

    def _receive_all(self) -> None:
        """Hand out the answers, in the order of the requests, until the process ends."""
        with suppress(OSError), self._socket.makefile("rb") as stream:
            while len(head := stream.read(ANSWER.size)) == ANSWER.size:
                status, length = ANSWER.unpack(head)
                content = Content(status, stream.read(length))
                if len(content.json) < length:
                    break
                answered = self._waiting.popleft()
                if answered.set_running_or_notify_cancel():
                    answered.set_result(content)
        status = self._process.wait()
        how = f"was ended by {Signals(-status).name}" if status < 0 else f"ended with status {status}"
        with self._lock:
            self._ended = f"the process of the embedded engine {how}"
            for answered in self._waiting:
                if answered.set_running_or_notify_cancel():
                    answered.set_exception(FolderFailedError(self._ended))
