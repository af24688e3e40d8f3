"""Each request of the README, sent as a shell would send it, is answered as the README says."""

import json
import re
import shlex

import pytest

from harness.api_server import ROOT, Server

_README = (ROOT / "README.md").read_text(encoding="utf-8")
_REQUESTS = re.findall(r"<!-- request -->\n```sh\n(.*?)\n```\n\n```json\n(.*?)\n```", _README, re.DOTALL)
_REQUEST_ID = re.compile(r"[0-9a-f]{16}-[0-9]+")


def test_there_are_five_requests() -> None:
    assert len(_REQUESTS) == 5
    assert _README.count("<!-- request -->") == 5


@pytest.mark.parametrize(("command", "answer"), _REQUESTS)
def test_a_request_is_answered_as_the_readme_says(server: Server, command: str, answer: str) -> None:
    curl, silent, url = shlex.split(command)
    # curl sends the bytes that it is given, and so they are sent here
    _, body = server.get_raw(url.removeprefix("http://127.0.0.1:8000").encode())
    said, got = json.loads(answer), json.loads(body)

    assert (curl, silent) == ("curl", "-s")
    for problem in (said, got):
        if "request_id" in problem:
            assert _REQUEST_ID.fullmatch(problem.pop("request_id"))
    assert got == said
