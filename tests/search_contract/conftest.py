"""The service in this process, over each engine with the sample in it."""

from collections.abc import Callable

import pytest
from sanic_testing.testing import SanicASGITestClient


@pytest.fixture
def client(make_client: Callable[..., SanicASGITestClient], sample_url: str) -> SanicASGITestClient:
    """A client of a service over the sample on each engine in turn."""
    return make_client(elasticsearch_url=sample_url)
