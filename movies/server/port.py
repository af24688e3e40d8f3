"""Whether the service can listen where it is told to."""

import errno
import socket

# The address is fine, and its port is taken, or kept for privileged users.
_OF_THE_PORT = (errno.EADDRINUSE, errno.EACCES)
_LEAST_PORT, _GREATEST_PORT = 1024, 65_535  # of those that are for everyone
_ANOTHER_HOST = "HOST must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them"


def port_problem(host: str, port: int) -> str | None:
    """Why nothing can listen there, in one line with the remedy; Sanic would print a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            remedy = _another_port(port) if error.errno in _OF_THE_PORT else _ANOTHER_HOST
            return f"cannot listen on {host}:{port} ({error.strerror}); {remedy}"
    return None


def _another_port(port: int) -> str:
    other = max(_LEAST_PORT, port + 1) if port < _GREATEST_PORT else port - 1
    return f"choose another port, such as PORT={other}"
