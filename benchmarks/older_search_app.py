"""`python -m benchmarks.older_search_app`: the service as it is, except that films are searched as they were before."""

from collections.abc import Iterable
from urllib.parse import parse_qs

from app import app
from benchmarks.older_search import OLDER_INDEX, older_search_body
from movies.films import FilmSearch
from movies.server.main import serve
from search_queries import PreparedSearch

__all__ = ["app"]


_build = FilmSearch.build


def build_older(search: FilmSearch, *, fields: Iterable[str] | None = None, one_shard: bool = False) -> PreparedSearch:
    """The older search for the words of the query, page 1; what has no words is searched as it is now."""
    texts = parse_qs(search.canonical()).get("query")
    if texts is None:
        return _build(search, fields=fields, one_shard=one_shard)
    body = older_search_body(texts[0]) | {"size": search.page.size, "_source": {"includes": list(fields or ())}}
    return PreparedSearch.of(OLDER_INDEX, "older", body)


FilmSearch.build = build_older  # type: ignore[assignment, method-assign]  # this process alone

if __name__ == "__main__":
    serve("benchmarks.older_search_app:app")
