"""`python -m benchmarks.older_search_app`: the service as it is, except that films are searched as they were before."""

from urllib.parse import parse_qs

from elasticsearch.dsl import AsyncSearch

from app import app
from benchmarks.older_search import OLDER_INDEX, older_search_body
from movies.films import FilmSearch
from movies.server.main import serve

__all__ = ["app"]


_build = FilmSearch.build


def build_older(search: FilmSearch, *, one_shard: bool = False) -> AsyncSearch:
    """The older search for the words of the query, page 1; what has no words is searched as it is now."""
    texts = parse_qs(search.canonical()).get("query")
    if texts is None:
        return _build(search, one_shard=one_shard)
    older: AsyncSearch = AsyncSearch.from_dict(older_search_body(texts[0]))
    return older.index(OLDER_INDEX).extra(size=search.page.size).params(preference="older")


FilmSearch.build = build_older  # type: ignore[assignment, method-assign]

if __name__ == "__main__":
    serve("benchmarks.older_search_app:app")
