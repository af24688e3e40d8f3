"""`python app.py`: serve at HOST and PORT on WORKERS processes."""

import sys

from sanic import Sanic
from sanic.worker.loader import AppLoader

from catalogue.settings import Settings, WrongSettingError, read_settings

# How many connections may wait to be accepted: thousands may come at one instant.
BACKLOG = 16_384


def serve(app_path: str) -> None:
    """Serve the app at `module:name` until told to stop."""
    settings = read_settings_or_end()
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
