"""The search page as it is sent."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from sanic_testing.testing import SanicASGITestClient as Client


async def test_it_is_one_small_document_that_refers_to_nothing(client: Client) -> None:
    _, answer = await client.get("/")

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert len(answer.body) <= 60_000
    assert not re.search(r"""(?:src|href)=["'](?!/|#|data:)""", answer.text)


async def test_its_policy_allows_its_own_texts_and_no_other(client: Client) -> None:
    _, answer = await client.get("/")
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))

    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    for tag in ("style", "script"):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", answer.text, re.DOTALL)
        hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts]
        assert hashes
        assert policy[f"{tag}-src"].split() == hashes
    assert not re.search(r"""\s(?:on\w+|style)=["']""", answer.text.partition("<script>")[0])


async def test_a_browser_that_has_it_is_not_sent_it_again(client: Client) -> None:
    _, first = await client.get("/")
    _, again = await client.get("/", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status, again.body) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


@pytest.mark.parametrize("settings", [{"search_page": False}, {"docs_only": True}])
async def test_without_it_the_root_leads_to_the_documentation(
    make_client: Callable[..., Client], settings: dict[str, bool]
) -> None:
    _, answer = await make_client(**settings).get("/", follow_redirects=False)

    assert (answer.status, answer.headers["location"]) == (302, "/docs")
