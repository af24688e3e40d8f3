"""Which lines of other packages are logged, and how errors are."""

from typing import Any

import pytest
from elastic_transport import ApiResponseMeta, ConnectionTimeout, HttpHeaders, NodeConfig
from elastic_transport import ConnectionError as NodeConnectionError
from elasticsearch import NotFoundError
from redis.exceptions import ConnectionError as RedisConnectionError

from catalogue.settings import Settings
from movies.server.log import _tell_cause, configure_logging


@pytest.mark.parametrize(
    ("hosts", "level"), [("http://one:9200", "ERROR"), ("http://one:9200,http://two:9200", "WARNING")]
)
def test_the_client_warns_of_a_host_only_if_there_are_others(hosts: str, level: str) -> None:
    loggers = configure_logging(Settings(elasticsearch_url=hosts))["loggers"]

    assert loggers["elastic_transport.node_pool"] == {"level": level}


_META = ApiResponseMeta(404, "1.1", HttpHeaders(), 0.1, NodeConfig("http", "one", 9200))
_NO_INDEX = {"error": {"root_cause": [{"reason": "no such index [movies]"}]}}


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (NotFoundError("absent", _META, _NO_INDEX), "NotFoundError(404, 'absent', 'no such index [movies]')"),
        (NodeConnectionError("/films: damaged", errors=(OSError(5, "no"),)), "ConnectionError: /films: damaged"),
        (ConnectionTimeout("Connection timed out"), "ConnectionTimeout: Connection timed out"),
        (RedisConnectionError("Connection\nrefused."), "ConnectionError: Connection refused."),
        (TimeoutError(), "TimeoutError"),
        ("another answer", "another answer"),
        (None, None),
    ],
)
def test_a_cause_is_told_in_a_few_words(cause: Any, told: str | None) -> None:
    assert _tell_cause(None, "warning", {"cause": cause}) == {"cause": told}
