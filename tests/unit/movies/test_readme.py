"""Each request of the README is answered as the README says."""

import json
import re
from pathlib import Path

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

_README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
_REQUESTS = re.findall(
    r"<!-- request -->\n```sh\ncurl -s 'http://127\.0\.0\.1:8000(\S+)'\n```\n\n```json\n(.*?)\n```", _README, re.DOTALL
)


def test_there_are_five_requests() -> None:
    assert len(_REQUESTS) == 5
    assert _README.count("<!-- request -->") == 5


@pytest.mark.parametrize(("path", "answer"), _REQUESTS)
async def test_a_request_is_answered_as_the_readme_says(client: Client, path: str, answer: str) -> None:
    _, got = await client.get(path)
    body = got.json
    if "request_id" in body:
        body["request_id"] = json.loads(answer)["request_id"]

    assert body == json.loads(answer)
