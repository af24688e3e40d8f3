"""The documentation pages, all from local files: they work without a network and without an engine."""

from pathlib import Path
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic_ext import Config, Extend
from sanic_ext.extensions.openapi.blueprint import blueprint_factory
from sanic_ext.extensions.openapi.extension import OpenAPIExtension

from movies.cache.entry import entity_tag
from movies.http.cached_response import respond_unless_kept

OPENAPI_FILE = Path(__file__).parent / "openapi.json"
_SWAGGER = Path(__file__).parent / "swagger_ui"
# The files that the page refers to.
_ASSETS = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "favicon-32x32.png": "image/png",
}


class _SwaggerExtension(OpenAPIExtension):  # type: ignore[no-untyped-call]  # sanic-ext has none
    """sanic-ext's own, without its OAuth2 page, which no endpoint needs and which is fetched from another host."""

    name = "swagger"

    def startup(self, _bootstrap: Extend) -> None:
        self.bp = blueprint_factory(self.app.config)
        self.bp._future_routes = {
            route for route in self.bp._future_routes if not route.name.endswith("oauth2-redirect")
        }
        self.app.blueprint(self.bp)


def add_docs(app: Sanic[Any, Any]) -> None:
    """Serve `/docs` and `/docs/openapi.json`."""
    config = Config(
        cors=False,
        oas_custom_file=OPENAPI_FILE,
        oas_path_to_swagger_html=str(_SWAGGER / "index.html"),
        oas_ui_default="swagger",
        oas_ui_redoc=False,
        oas_ui_swagger_html_title="Movies search",
    )
    Extend(app, extensions=[_SwaggerExtension], built_in_extensions=False, config=config)
    for name, content_type in _ASSETS.items():
        _add_asset(app, name, content_type)


def _add_asset(app: Sanic[Any, Any], name: str, content_type: str) -> None:
    """Serve a file from memory. Sanic answers some dates in `If-Modified-Since`, and names of files, with a 500."""
    content = (_SWAGGER / name).read_bytes()
    headers = {"Cache-Control": "no-cache", "ETag": entity_tag(content)}

    @app.get(f"/docs/assets/{name}", name=name.partition(".")[0])
    async def show_asset(request: Request) -> HTTPResponse:
        return respond_unless_kept(request, content, headers, content_type)
