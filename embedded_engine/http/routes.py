"""Which request is answered by what, and which parameters it may have."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, unquote, urlsplit

from embedded_engine.errors import illegal_argument, supported
from embedded_engine.http import document_api, index_api, node_api
from embedded_engine.http.request import Answer, Request

Handle = Callable[[Request], Answer]


@dataclass(frozen=True)
class Route:
    """A method and a path such as `/{index}/_search`, and the function that answers it.

    `writes` says that a request changes something: such requests run on one thread, one after another.
    """

    method: str
    path: str
    handle: Handle
    parameters: tuple[str, ...] = ()
    writes: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches paths of the route; a group for each name in braces."""
        # the name of an index never begins with _, which tells it from other paths
        pattern = self.path.replace("{index}", "(?P<index>[^/_][^/]*)").replace("{name}", "(?P<name>[^/]+)")
        return re.compile(pattern)


@dataclass(frozen=True)
class Matched:
    """The route of a request, the values of the names in its path, and its parameters."""

    route: Route
    names: Mapping[str, str]
    parameters: Mapping[str, str]


def _route(
    methods: str, path: str, handle: Handle, parameters: tuple[str, ...] = (), *, writes: bool = False
) -> list[Route]:
    """The routes of one path, one for each method: `_route("GET HEAD", ...)` is two."""
    return [Route(method, path, handle, parameters, writes) for method in methods.split()]


ROUTES = [
    *_route("GET HEAD", "/", node_api.info),
    *_route("GET", "/_cluster/health", node_api.health, ("wait_for_status", "timeout")),
    *_route("PUT", "/{index}", index_api.create, writes=True),
    *_route("DELETE", "/{index}", index_api.delete, ("ignore_unavailable",), writes=True),
    *_route("GET HEAD", "/{index}", index_api.get, ("ignore_unavailable", "allow_no_indices")),
    *_route("GET HEAD", "/_alias/{name}", index_api.get_alias),
    *_route("POST", "/_aliases", index_api.change_aliases, writes=True),
    *_route("POST", "/_refresh", index_api.refresh_all, writes=True),
    *_route("POST", "/{index}/_refresh", index_api.refresh, writes=True),
    *_route("GET POST", "/{index}/_analyze", index_api.analyze_text),
    *_route("POST PUT", "/_bulk", document_api.bulk, ("refresh", "filter_path"), writes=True),
    *_route("POST PUT", "/{index}/_bulk", document_api.bulk, ("refresh", "filter_path"), writes=True),
    *_route("GET POST", "/_msearch", document_api.search_several),
    *_route("GET", "/{index}/_doc/{name}", document_api.get, ("realtime", "_source_includes")),
    *_route("GET POST", "/{index}/_search", document_api.search_index, ("preference",)),
]


def match(method: str, target: str) -> Matched:
    """The route of a request. Raises EngineError if no route has this method and path, or it lacks a parameter."""
    url = urlsplit(target)
    for route in ROUTES:
        found = route.pattern.fullmatch(url.path) if route.method == method else None
        if found is None:
            continue
        parameters = dict(parse_qsl(url.query, keep_blank_values=True))
        for name in parameters:
            if name not in route.parameters:
                known = supported(route.parameters)
                raise illegal_argument(f"request [{url.path}] contains unrecognized parameter: [{name}]; {known}")
        return Matched(route, {name: unquote(value) for name, value in found.groupdict().items()}, parameters)
    served = supported({f"{route.method} {route.path}" for route in ROUTES})
    raise illegal_argument(f"no handler found for uri [{url.path}] and method [{method}]; {served}")
