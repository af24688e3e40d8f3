"""The search page at `/`: one document with its styles and scripts in it, from the files of a folder.

A browser loads it with one request, and its Content-Security-Policy allows nothing but these very texts, by their
hashes, and requests to this server: https://www.w3.org/TR/CSP3/.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sanic import Request, Sanic
from sanic.response import HTTPResponse, redirect

from movies.cache.entry import entity_tag
from movies.http.cached_response import respond_unless_kept

_FILES = Path(__file__).parent / "search_ui"
_STYLE = re.compile(r'<link rel="stylesheet" href="([\w.]+)">')
_SCRIPT = re.compile(r'<script src="([\w.]+)"></script>')


def add_home(app: Sanic[Any, Any], *, search_page: bool) -> None:
    """Serve the search page at `/`, or without it lead from there to `/docs`."""
    if not search_page:

        @app.get("/", name="home")
        async def redirect_to_docs(_request: Request) -> HTTPResponse:
            return redirect("/docs")

        return
    page = _read_search_page()

    @app.get("/", name="home")
    async def show_search_page(request: Request) -> HTTPResponse:
        return respond_unless_kept(request, page.text, page.headers, "text/html; charset=utf-8")


class _SearchPage(NamedTuple):
    """The page as it is sent."""

    text: str
    headers: dict[str, str]


def _read_search_page() -> _SearchPage:
    """The page with the files that it refers to put in."""
    allowed: dict[str, list[str]] = {"style": [], "script": []}

    def put_in(tag: str, name: str) -> str:
        text = (_FILES / name).read_text(encoding="utf-8")
        allowed[tag].append(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
        return f"<{tag}>{text}</{tag}>"

    text = (_FILES / "index.html").read_text(encoding="utf-8")
    text = _STYLE.sub(lambda link: put_in("style", link[1]), text)
    text = _SCRIPT.sub(lambda script: put_in("script", script[1]), text)
    policy = {
        "default-src": ["'none'"],
        "connect-src": ["'self'"],
        "img-src": ["data:"],
        "style-src": allowed["style"],
        "script-src": allowed["script"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    headers = {
        "Content-Security-Policy": "; ".join(" ".join((name, *sources)) for name, sources in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
        "ETag": entity_tag(text.encode()),
    }
    return _SearchPage(text, headers)
