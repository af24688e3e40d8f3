"""The composition root: settings -> app.

Start it by `sanic app:app --workers 4`, or by `python app.py`, which uses HOST, PORT and WORKERS.
"""

import signal
import sys

if __name__ in ("__main__", "__mp_main__"):
    # Ctrl-C while all else is imported ends this process, and each of its workers, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from catalogue.engine import connect_as_set
from catalogue.settings import Settings
from etl import films
from etl.errors import EtlError
from movies.server.factory import create_app
from movies.server.main import read_settings_or_end, serve
from movies.server.start import FirstLoadError


async def load_first(settings: Settings) -> None:
    """Load the user's database, else the sample, into an engine that has no catalogue. Raises FirstLoadError."""
    try:
        async with connect_as_set(settings, own_process=True) as engine:
            await films.load_first(engine, settings, stream=sys.stderr)
    except EtlError as error:
        raise FirstLoadError(str(error)) from error


# Sanic allows one app of a name in a process. `python app.py` loads this file again under the name app, and each of its
# workers does so after multiprocessing has loaded it as __mp_main__.
if __name__ == "__main__":
    serve("app:app")
elif __name__ != "__mp_main__":
    app = create_app(read_settings_or_end(), load_first)
