"""Log lines: for people in a terminal, as JSON otherwise, each with the id of its request."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from elastic_transport import TransportError
from sanic import Request

from catalogue.settings import Settings


def configure_logging(settings: Settings) -> dict[str, Any]:
    """Set structlog up, and return the configuration of `logging` that makes all other loggers look the same."""
    is_human = settings.log_format == "human" or (settings.log_format == "auto" and sys.stderr.isatty())
    shared: list[Any] = [
        _name_request,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        _tell_cause,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    renderer: list[Any] = (
        [structlog.dev.ConsoleRenderer()]
        if is_human
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    level = settings.log_level
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
            }
        },
        "filters": {"unread": {"()": lambda: _is_no_unread_body}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            **{name: {"level": level} for name in ("app", "movies", "etl", "sanic")},
            "sanic.error": {"filters": ["unread"]},
            # It warns of each failed request. Among several hosts that tells which one is away; of one we say it once.
            "elastic_transport.node_pool": {"level": "WARNING" if "," in settings.elasticsearch_url else "ERROR"},
        },
    }


def _is_no_unread_body(record: logging.LogRecord) -> bool:
    """Sanic logs as an error that no path reads a body: any client may send one."""
    return not record.getMessage().endswith("body not consumed.")


def _tell_cause(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Write an error that is the `cause` of a line in a few words: the repr of one may be a page, or say nothing."""
    error = event.get("cause")
    if isinstance(error, BaseException):
        # the text of an error of the connection to Elasticsearch is without its message
        text = " ".join(str(error.message if isinstance(error, TransportError) else error).split())
        name = type(error).__name__
        event["cause"] = text if text.startswith(name) else ": ".join(filter(None, (name, text)))
    return event


def _name_request(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    request = Request._current.get(None)
    if request is not None:
        event["request_id"] = request.id
    return event
