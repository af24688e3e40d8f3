"""Builds and starts real Elasticsearch nodes for tests; README.md says what they are."""

from __future__ import annotations

import hashlib
import http.client
import re
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from harness.file_lock import one_process_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MINIMAL_JAVA = 17
BUILD_LIMIT_S = 900.0
START_LIMIT_S = 180.0
STOP_LIMIT_S = 30.0

# Ready about a fifth sooner than with the JVM's own choice, but slower once warm: a benchmark passes ().
QUICK_START_FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

_PROJECT = Path(__file__).parent
_TARGET = _PROJECT / "target"
_CLASS_PATH = f"{_TARGET / 'classes'}:{_TARGET / 'lib'}/*"
_MAIN_CLASS = "movies.testnode.Main"
_POLL_S = 0.05
_LOG_TAIL_LINES = 30
_CLUSTER_SIZE = 3
_CLUSTER_HEAP_MB = 256


class ElasticsearchNodeError(RuntimeError):
    """A test node could not be built or started; the message ends in what Maven or the node said last."""


@dataclass(frozen=True)
class ElasticsearchNode:
    """A running node of one process; as a context manager it stops at the end."""

    url: str
    process: subprocess.Popen[bytes]
    data_folder: Path
    log_file: Path

    def stop(self, limit_s: float = STOP_LIMIT_S) -> None:
        """Let the node close in good order; kill it if it has not ended after `limit_s` seconds. May be repeated."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(limit_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def java_problem() -> str | None:
    """One line that says why no node can start on this machine, or None where one can."""
    java = shutil.which("java")
    if java is None:
        return f"no `java` on the PATH; install a JDK of {MINIMAL_JAVA} or newer"
    version = _java_version(java)
    if version is None:
        return f"`{java} -version` names no version; install a JDK of {MINIMAL_JAVA} or newer"
    if version < MINIMAL_JAVA:
        return f"`{java}` is Java {version}; install a JDK of {MINIMAL_JAVA} or newer"
    if _is_built():
        return None
    missing = [tool for tool in ("javac", "mvn") if shutil.which(tool) is None]
    if missing:
        return f"no `{'`, no `'.join(missing)}` on the PATH; install a JDK (not only a JRE) and Maven"
    return None


def build() -> None:
    """Compile the node and fetch its jars with Maven, once for each state of pom.xml and src/.

    Safe in several processes at once. Raises ElasticsearchNodeError.
    """
    if _is_built():
        return
    with one_process_at_a_time(_TARGET / "build.lock"):
        if _is_built():  # by another process, while this one waited for the lock
            return
        _stamp_file().unlink(missing_ok=True)
        for folder in ("classes", "lib"):
            shutil.rmtree(_TARGET / folder, ignore_errors=True)
        _run_maven()
        _stamp_file().write_text(_sources_hash())


def start_node(
    data_folder: Path,
    heap_mb: int = 512,
    *,
    jvm_flags: Sequence[str] = QUICK_START_FLAGS,
    settings: Mapping[str, str] | None = None,
) -> ElasticsearchNode:
    """Build where needed, start a node on free loopback ports, and wait until it answers.

    `data_folder` holds all that the node writes; a folder of an earlier node continues that node's indices.
    `settings` are Elasticsearch's and go before the defaults. The node ends with this process, however that ends.
    Raises ElasticsearchNodeError.
    """
    build()
    data_folder.mkdir(parents=True, exist_ok=True)
    for ports_file in (data_folder / "logs").glob("*.ports"):
        ports_file.unlink()  # of an earlier run: its address would be taken for this one's
    node_settings = {
        "cluster.name": "movies-test",
        "node.name": "test-node",
        "http.port": "0",
        "transport.port": "0",
        "discovery.type": "single-node",
        **(settings or {}),
    }
    log_file = data_folder / "node.log"
    command = ["java", f"-Xms{heap_mb}m", f"-Xmx{heap_mb}m", *jvm_flags, "-cp", _CLASS_PATH, _MAIN_CLASS]
    command += [str(data_folder), *(f"{name}={value}" for name, value in node_settings.items())]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,  # never written to: its end tells the node to end
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that Ctrl-C reaches the tests' own clean-up first
        )
    try:
        url = _wait_until_healthy(process, data_folder, log_file)
    except BaseException:
        process.kill()
        process.communicate()
        raise
    return ElasticsearchNode(url=url, process=process, data_folder=data_folder, log_file=log_file)


@contextmanager
def started_cluster(data_folder: Path) -> Iterator[list[ElasticsearchNode]]:
    """The nodes of one cluster, which end with the block. They start at once, since none is healthy without the others.

    The first answers of a cluster may come before all have joined. Raises ElasticsearchNodeError.
    """
    build()
    ports = _free_ports(_CLUSTER_SIZE)
    names = [f"test-node-{port}" for port in ports]
    shared = {
        "discovery.type": "multi-node",
        "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in ports),
        "cluster.initial_master_nodes": ",".join(names),
    }
    with ExitStack() as stack:
        with ThreadPoolExecutor(_CLUSTER_SIZE) as executor:
            starts = [
                executor.submit(
                    start_node,
                    data_folder / name,
                    _CLUSTER_HEAP_MB,
                    settings={**shared, "node.name": name, "transport.port": str(port)},
                )
                for name, port in zip(names, ports, strict=True)
            ]
        for start in starts:
            if start.exception() is None:
                stack.enter_context(start.result())
        yield [start.result() for start in starts]


def _free_ports(count: int) -> list[int]:
    """Ports that nothing listens on, for what other nodes have to know before it starts."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def _java_version(java: str) -> int | None:
    """17 for `openjdk version "17.0.15"`, 8 for `java version "1.8.0_292"`."""
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(match[1]) if match else None


def _stamp_file() -> Path:
    return _TARGET / "built-from"


def _is_built() -> bool:
    stamp = _stamp_file()
    return stamp.exists() and stamp.read_text() == _sources_hash()


def _sources_hash() -> str:
    sources = hashlib.sha256()
    for path in (_PROJECT / "pom.xml", *sorted((_PROJECT / "src").rglob("*"))):
        if path.is_file():
            sources.update(f"{path.relative_to(_PROJECT)}\0".encode())
            sources.update(hashlib.sha256(path.read_bytes()).digest())
    return sources.hexdigest()


def _run_maven() -> None:
    command = ["mvn", "-B", "-q", "-f", str(_PROJECT / "pom.xml"), "compile"]
    try:
        maven = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=BUILD_LIMIT_S,
            check=False,
        )
    except FileNotFoundError as error:
        raise ElasticsearchNodeError(f"cannot build the test node: {java_problem()}") from error
    except subprocess.TimeoutExpired as error:
        raise ElasticsearchNodeError(f"`{' '.join(command)}` did not end within {BUILD_LIMIT_S:.0f} s") from error
    if maven.returncode != 0:
        raise ElasticsearchNodeError(f"`{' '.join(command)}` failed:\n{_tail(maven.stdout)}")


def _wait_until_healthy(process: subprocess.Popen[bytes], data_folder: Path, log_file: Path) -> str:
    """The node's URL, once its cluster is at least yellow. Raises ElasticsearchNodeError."""
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ElasticsearchNodeError(f"the node ended with status {process.returncode}:\n{_tail_of(log_file)}")
        address = _http_address(data_folder)
        if address is not None and _is_healthy(address):
            return f"http://{address}"
        time.sleep(_POLL_S)
    raise ElasticsearchNodeError(f"the node was not healthy within {START_LIMIT_S:.0f} s:\n{_tail_of(log_file)}")


def _http_address(data_folder: Path) -> str | None:
    """`127.0.0.1:40805`, from the file that a node writes at once and whole when it listens."""
    ports_file = data_folder / "logs" / "http.ports"
    if not ports_file.exists():
        return None
    return next((line for line in ports_file.read_text().splitlines() if line.startswith("127.0.0.1:")), None)


def _is_healthy(address: str) -> bool:
    connection = http.client.HTTPConnection(address, timeout=10)
    try:
        connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=5s")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _tail_of(log_file: Path) -> str:
    return f"{_tail(log_file.read_text(errors='replace'))}\n(all of it: {log_file})"


def _tail(text: str) -> str:
    return "\n".join(text.splitlines()[-_LOG_TAIL_LINES:])
