"""Whether the service can listen where it is told to."""

import socket


def port_problem(host: str, port: int) -> str | None:
    """Why nothing can listen there, in one line with the remedy; Sanic would print a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return f"cannot listen on {host}:{port} ({error.strerror}); choose another, such as PORT={port + 1}"
    return None
