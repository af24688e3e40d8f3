"""Which state of the indices an answer was made from."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import structlog
from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch, NotFoundError

_PERIOD_S = 0.4
# After this long without news an index may well have changed.
_MAX_AGE_S = 2.0

_log = structlog.get_logger()


class IndexTokens:
    """One token for all that stands behind the aliases; it changes with every load of any of them.

    A load fills an index of a new, random name, so the names of the indices are the token.
    """

    def __init__(self, engine: AsyncElasticsearch, aliases: Sequence[str]) -> None:
        self._engine = engine
        self._aliases = ",".join(aliases)
        self._token: str | None = None
        self._read_at_s = float("-inf")

    @property
    def current(self) -> str | None:
        """The token; None where it is not known, or too old to be trusted."""
        return self._token if time.monotonic() - self._read_at_s <= _MAX_AGE_S else None

    async def watch(self) -> None:
        """Read the token again and again, until cancelled."""
        while True:
            await self.read()
            await asyncio.sleep(_PERIOD_S)

    async def read(self) -> None:
        """Read the token once. Where that fails, or nothing is served, the last one stays, and grows old."""
        asked_at_s = time.monotonic()
        try:
            served: Any = (await self._engine.indices.get_alias(name=self._aliases)).body
        except NotFoundError as error:
            # An alias is missing, such as genres that are not loaded yet: the body has the others, beside the error.
            served = error.body if isinstance(error.body, dict) else {}
        except (ApiError, TransportError) as error:
            _log.debug("index tokens were not read", cause=repr(error))
            return
        if names := [name for name, about in served.items() if isinstance(about, dict) and "aliases" in about]:
            self._token, self._read_at_s = ",".join(sorted(names)), asked_at_s
