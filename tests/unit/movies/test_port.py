"""What keeps the service from listening is told with the remedy that fits."""

import socket

import pytest

from movies.server.port import port_problem


def test_a_free_port_is_no_problem() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

    assert port_problem("127.0.0.1", port) is None


def test_of_a_taken_port_another_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        problem = port_problem("127.0.0.1", port)

    assert problem is not None
    assert problem.startswith(f"cannot listen on 127.0.0.1:{port} (")
    named = int(problem.rpartition("PORT=")[2])
    assert named != port
    assert 1024 <= named <= 65_535


# TEST-NET-1 is for documentation: no machine has an address of it.
@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_of_a_host_that_is_none_of_this_machine_the_host_is_named(host: str) -> None:
    problem = port_problem(host, 8000)

    assert problem is not None
    assert "HOST" in problem
    assert "PORT" not in problem
