"""A request that comes to its end even if whoever waits for it is cancelled."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Answer = TypeVar("Answer")


async def uninterrupted(request: Coroutine[Any, Any, Answer]) -> Answer:
    """Wait for the end of a request even if cancelled meanwhile, and pass the cancellation on only then.

    What a request that nobody waits for does to the engine, and when, is unknown. A second cancellation ends it.
    """
    task = asyncio.create_task(request)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.gather(task, return_exceptions=True)
        raise
