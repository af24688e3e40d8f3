"""Which lines of other packages are logged."""

import pytest

from catalogue.settings import Settings
from movies.server.log import configure_logging


@pytest.mark.parametrize(
    ("hosts", "level"), [("http://one:9200", "ERROR"), ("http://one:9200,http://two:9200", "WARNING")]
)
def test_the_client_warns_of_a_host_only_if_there_are_others(hosts: str, level: str) -> None:
    loggers = configure_logging(Settings(elasticsearch_url=hosts))["loggers"]

    assert loggers["elastic_transport.node_pool"] == {"level": level}
