"""The search by words as it was before it forgave errors: what the newer one is measured by.

All of it is literal, so that it stays as it was: its index, its documents and its query.
"""

import time
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import orjson
from elasticsearch import AsyncElasticsearch

from catalogue.model import Film, Person
from etl.bulk import send_documents
from etl.engine_requests import count_documents
from etl.transform import id_hash

OLDER_INDEX = "older-movies"
_INDEX_BODY_FILE = Path(__file__).parent / "data" / "older_movies_index.json"


def older_search_body(text: str) -> dict[str, Any]:
    """A search for films that have all words of a text, as the service asked it."""
    return {
        "query": {
            "bool": {
                "must": [
                    {
                        "multi_match": {
                            "query": text,
                            "type": "cross_fields",
                            "operator": "and",
                            "fields": [
                                "title^4",
                                "original_title^3",
                                "alternative_titles^3",
                                "directors.full_name^2",
                                "actors.full_name^2",
                                "writers.full_name",
                                "description",
                            ],
                        }
                    }
                ],
                "should": [
                    {"term": {f"{field}.raw": {"value": text, "boost": 100.0}}}
                    for field in ("title", "original_title", "alternative_titles")
                ],
            }
        },
        "sort": [{"_score": {"order": "desc"}}, {"id_hash": {"order": "asc"}}],
        "from": 0,
        "track_total_hits": True,
    }


async def load_older(client: AsyncElasticsearch, films: Iterable[Film], *, has_positions: bool) -> float:
    """Seconds to recreate and fill the older index, by the ETL's bulks, until all of it can be searched.

    Elasticsearch kept the positions of words then, and the embedded engine did not.
    """
    await client.indices.delete(index=OLDER_INDEX, ignore_unavailable=True)
    started_s = time.monotonic()
    body = orjson.loads(_INDEX_BODY_FILE.read_bytes())
    mappings = body["mappings"] if has_positions else _without_positions(body["mappings"])
    settings = body["settings"] | {"number_of_shards": 1, "number_of_replicas": 0}
    await client.indices.create(index=OLDER_INDEX, mappings=mappings, settings=settings)
    await send_documents(client, OLDER_INDEX, _documents(films), lambda _: None)
    await client.indices.refresh(index=OLDER_INDEX)
    return time.monotonic() - started_s


async def has_older(client: AsyncElasticsearch, films: int) -> bool:
    """Whether the older index is there with this number of films in it."""
    indices = await client.indices.get(index=OLDER_INDEX, ignore_unavailable=True)
    return bool(indices) and await count_documents(client, OLDER_INDEX) == films


def _without_positions(mapping: dict[str, Any]) -> dict[str, Any]:
    """The mapping, `{"type": "text", ...}` becoming `{"type": "text", "index_options": "freqs", ...}` at any depth."""
    changed = {name: _without_positions(value) if isinstance(value, dict) else value for name, value in mapping.items()}
    return changed | ({"index_options": "freqs"} if mapping.get("type") == "text" else {})


async def _documents(films: Iterable[Film]) -> AsyncIterator[dict[str, Any]]:
    for film in films:
        yield _document(film)


def _document(film: Film) -> dict[str, Any]:
    document = {
        "id": film.id,
        "id_hash": id_hash(film.id),
        "title": film.title,
        "original_title": film.original_title,
        "alternative_titles": film.alternative_titles,
        "description": film.description,
        "type": film.type,
        "imdb_rating": film.imdb_rating,
        "votes": film.votes,
        "release_date": film.release_date,
        "release_year": film.release_year,
        "genres": [{"id": genre.id, "name": genre.name} for genre in film.genres],
        "actors": _credits(film.actors),
        "writers": _credits(film.writers),
        "directors": _credits(film.directors),
        "modified": film.modified,
    }
    return {field: value for field, value in document.items() if value is not None}


def _credits(people: Iterable[Person]) -> list[dict[str, Any]]:
    return [{"id": person.id, "full_name": person.full_name} for person in people]
