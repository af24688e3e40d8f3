"""`python app.py`: serve at HOST and PORT on WORKERS processes."""

import socket
import sys

from sanic import Sanic
from sanic.worker.loader import AppLoader

from catalogue.settings import Settings, WrongSettingError, read_settings

# How many connections may wait to be accepted: thousands may come at one instant.
BACKLOG = 16_384


def serve(app_path: str) -> None:
    """Serve the app at `module:name` until told to stop."""
    settings = read_settings_or_end()
    _refuse_busy_port(settings.host, settings.port)
    loader = AppLoader(app_path)
    served = loader.load()
    served.prepare(host=settings.host, port=settings.port, workers=settings.workers, backlog=BACKLOG, motd=False)
    Sanic.serve(primary=served, app_loader=loader)


def read_settings_or_end() -> Settings:
    """The settings of the environment; ends the process with one line if one of them is wrong."""
    try:
        return read_settings()
    except WrongSettingError as error:
        sys.exit(str(error))


def _refuse_busy_port(host: str, port: int) -> None:
    """End with one line if the port is taken; Sanic would print a traceback for each worker."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"cannot listen on {host}:{port} ({error.strerror}); choose another, such as PORT={port + 1}")
