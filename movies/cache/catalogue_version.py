"""The version of the catalogue: it tells which state of the indices an answer was made from."""

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


class CatalogueVersion:
    """One version for all indices behind the aliases; it changes with every load of any of them.

    A load fills an index that has a new, random name, so the names of the indices are the version:
    `"genres-5f1c-20261101t120000z-9b07,movies-a9e3-20261101t120000z-41cc"`.
    """

    def __init__(self, engine: AsyncElasticsearch, aliases: Sequence[str]) -> None:
        self._engine = engine
        self._aliases = ",".join(aliases)
        self._last_read: str | None = None
        self._read_at_s = float("-inf")
        self._is_failing = False

    @property
    def current(self) -> str | None:
        """The version; None if it is not known, or was last read too long ago to be trusted."""
        return self._last_read if time.monotonic() - self._read_at_s <= _MAX_AGE_S else None

    async def keep_reading(self) -> None:
        """Read the version every 0.4 s, until cancelled."""
        while True:
            await self.read()
            await asyncio.sleep(_PERIOD_S)

    async def read(self) -> None:
        """Read the version once. If that fails, or nothing is served, the last version stays until it is too old.

        The first failure is logged, and the first success after it.
        """
        asked_at_s = time.monotonic()
        try:
            served: Any = (await self._engine.indices.get_alias(name=self._aliases)).body
        except NotFoundError as error:
            # An alias is missing, such as genres that are not loaded yet: the body has the others, beside the error.
            served = error.body
        except (ApiError, TransportError) as error:
            self._note_failure(error)
            return
        if not isinstance(served, dict):
            self._note_failure("what answers is not Elasticsearch")
            return
        if self._is_failing:
            self._is_failing = False
            _log.info("the search engine is back")
        if names := [name for name, about in served.items() if isinstance(about, dict) and "aliases" in about]:
            self._last_read, self._read_at_s = ",".join(sorted(names)), asked_at_s

    def _note_failure(self, cause: Exception | str) -> None:
        if not self._is_failing:
            self._is_failing = True
            _log.warning("the search engine fails; searches get 503 or old answers until it is back", cause=cause)
