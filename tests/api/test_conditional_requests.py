"""Requests with `If-None-Match`, from clients that have kept an answer: RFC 9110, 13.1.2."""

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

PATHS = pytest.mark.parametrize("path", ["/api/v1/genres", "/", "/docs/assets/swagger-ui.css"])


async def status(client: Client, path: str, lines: list[str]) -> int:
    """The status of an answer whose tag stands for TAG in the lines of If-None-Match."""
    _, answer = await client.get(path)
    headers = [("If-None-Match", line.replace("TAG", answer.headers["ETag"])) for line in lines]
    _, again = await client.get(path, headers=headers)
    assert again.headers["ETag"] == answer.headers["ETag"]
    assert bool(again.content) == (again.status == 200)
    return int(again.status)


@PATHS
@pytest.mark.parametrize(
    "lines", [["TAG"], ["W/TAG"], ['"x", TAG'], ['W/"x",TAG , "y"'], ['"x"', "TAG"], [", TAG"], ["*"], [" * "]]
)
async def test_a_client_that_has_the_current_answer_gets_a_304(client: Client, path: str, lines: list[str]) -> None:
    assert await status(client, path, lines) == 304


@PATHS
@pytest.mark.parametrize(
    "lines",
    [[""], ['"x"'], ["xTAG"], ["TAGx"], ['"x" TAG'], ["w/TAG"], ["W/ TAG"], ["W/W/TAG"], ['"x", *'], ["TAG TAG"]],
)
async def test_another_or_an_invalid_tag_gets_the_whole_answer(client: Client, path: str, lines: list[str]) -> None:
    assert await status(client, path, lines) == 200


@pytest.mark.parametrize("path", ["/api/v1/genres", "/", "/docs", "/docs/openapi.json", "/docs/assets/swagger-ui.css"])
@pytest.mark.parametrize(
    "moment", ["soon", "Mon, 01 Jan 2024 00:00:9999999999999 GMT", "Mon, 01 Jan 0001 00:00:00 -0000"]
)
async def test_a_moment_is_no_tag(client: Client, path: str, moment: str) -> None:
    _, answer = await client.get(path, headers={"If-Modified-Since": moment})

    assert answer.status == 200
