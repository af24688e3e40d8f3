"""Settings -> the application: its blueprints, its headers, its documentation and what happens at its start and end."""

from functools import partial
from typing import Any

from sanic import Config, Sanic

from catalogue.settings import Settings
from movies import films, genres, health, persons, search
from movies.http.head_and_options import answer_head_and_options
from movies.http.middleware import add_headers
from movies.http.problems import ProblemHandler
from movies.http.request import IdentifiedRequest, accept_raw_targets
from movies.http.search_page import add_home
from movies.http.services import DocumentationOnly
from movies.http.swagger import add_docs
from movies.server.drain import accept_stop_signals, answer_last_requests
from movies.server.log import configure_logging
from movies.server.start import LoadFirst, begin_main_process, log_start, prepare_catalogue
from movies.server.supervisor import supervise_workers
from movies.server.worker import prepare_worker, start_beating
from movies.server.worker_services import close_services, open_services

# No path takes a body, but Sanic reads that of HEAD and of OPTIONS as a whole, by default up to 100 MB.
_MOST_OF_A_BODY = 8_192


def create_app(settings: Settings, load_first: LoadFirst) -> Sanic[Any, Any]:
    """The service as the settings want it; `load_first` fills an embedded engine that has no catalogue yet."""
    config = Config()
    config.AUTO_EXTEND = False
    config.ACCESS_LOG = settings.access_log
    config.MOTD = False
    config.REQUEST_MAX_SIZE = _MOST_OF_A_BODY
    # the rest is for the listeners after it, and for the main process
    config.GRACEFUL_SHUTDOWN_TIMEOUT = settings.shutdown_s * 0.7
    app: Sanic[Any, Any] = Sanic(
        "movies",
        config=config,
        request_class=IdentifiedRequest,
        error_handler=ProblemHandler(),
        log_config=configure_logging(settings),
        strict_slashes=False,
    )
    accept_raw_targets()
    add_headers(app, cors_origins=settings.cors_origins)
    add_docs(app)
    # Without an engine there is nothing to search.
    add_home(app, search_page=settings.search_page and not settings.docs_only)
    add_endpoints(app)
    answer_head_and_options(app)
    supervise_workers(settings)
    app.main_process_start(begin_main_process)
    if settings.docs_only:
        app.ctx.services = DocumentationOnly()
    else:
        app.main_process_start(partial(prepare_catalogue, settings, load_first))
        app.before_server_start(partial(open_services, settings))
        app.after_server_stop(close_services)
    app.main_process_ready(log_start)
    app.before_server_start(prepare_worker)
    app.after_server_start(accept_stop_signals)
    app.after_server_start(partial(start_beating, settings))
    app.before_server_stop(answer_last_requests)
    return app


def add_endpoints(app: Sanic[Any, Any]) -> None:
    """Serve the paths of all resources."""
    for resource in (films, genres, persons, search, health):
        app.blueprint(resource.blueprint.copy(resource.blueprint.name))
