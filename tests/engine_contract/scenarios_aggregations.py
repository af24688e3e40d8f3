"""Aggregations of the small catalogue, with what each counts."""

from typing import Any, NamedTuple

ALL: dict[str, Any] = {"match_all": {}}
SERIES = {"term": {"type": "tv_show"}}


class Aggregated(NamedTuple):
    """An aggregation of what the query finds, and the engines' answer to it."""

    idea: str
    body: dict[str, Any]
    expected: Any
    query: dict[str, Any] = ALL


def terms(field: str, **options: Any) -> dict[str, Any]:
    return {"terms": {"field": field, **options}}


def counted(*counts: tuple[str, int], others: int = 0, **more: Any) -> dict[str, Any]:
    """The answer of `terms`: each value with its count, and how many values the others have."""
    buckets = [{"key": value, "doc_count": count, **more} for value, count in counts]
    return {"doc_count_error_upper_bound": 0, "sum_other_doc_count": others, "buckets": buckets}


def by_decade(**counts: int) -> dict[str, Any]:
    return {"buckets": [{"key": float(decade[1:]), "doc_count": count} for decade, count in counts.items()]}


SHARDS: dict[str, Any] = {"sampler": {"shard_size": 1}, "aggs": {"all": {"filter": ALL}}}
DECADES = {"histogram": {"field": "release_year", "interval": 10, "min_doc_count": 1}}

AGGREGATIONS = (
    Aggregated("values by their frequency, ties by name", terms("type"), counted(("movie", 21), ("tv_show", 2))),
    Aggregated(
        "as many values as are asked for",
        terms("genres.id", size=3),
        counted(("drama", 11), ("sci-fi", 6), ("comedy", 4), others=12),
    ),
    Aggregated(
        "ties go by name",
        terms("genres.id", size=4),
        counted(("comedy", 1), ("drama", 1)),
        SERIES,
    ),
    Aggregated(
        "a normalized field counts its normalized values",
        terms("directors.full_name.raw", size=2),
        counted(("andrei tarkovsky", 2), ("steven soderbergh", 2), others=3),
    ),
    Aggregated(
        "with the error of each count, which is 0",
        terms("type", show_term_doc_count_error=True),
        counted(("movie", 21), ("tv_show", 2), doc_count_error_upper_bound=0),
    ),
    Aggregated(
        "the first values in the order of their texts",
        terms("genres.id", size=3, order={"_key": "asc"}),
        counted(("action", 1), ("comedy", 4), ("crime", 1), others=27),
    ),
    Aggregated(
        "with a sample of each value's documents, one of each shard",
        {**terms("type"), "aggs": {"shards": SHARDS}},
        {
            **counted(),
            "buckets": [
                {"key": value, "doc_count": count, "shards": {"doc_count": 1, "all": {"doc_count": 1}}}
                for value, count in (("movie", 21), ("tv_show", 2))
            ],
        },
    ),
    Aggregated("a sample of all documents", SHARDS, {"doc_count": 1, "all": {"doc_count": 1}}),
    Aggregated(
        "a greater sample than there are documents",
        {**SHARDS, "sampler": {"shard_size": 5}},
        {"doc_count": 2, "all": {"doc_count": 2}},
        SERIES,
    ),
    Aggregated("a sample of nothing", SHARDS, {"doc_count": 0, "all": {"doc_count": 0}}, {"match_none": {}}),
    Aggregated("values of nothing", terms("type"), counted(), {"match_none": {}}),
    Aggregated("values of a field that is not mapped", terms("nope"), counted()),
    Aggregated(
        "decades that have films",
        DECADES,
        by_decade(_1890=1, _1950=1, _1960=2, _1970=2, _1980=1, _1990=1, _2000=3, _2010=7, _2020=4),
    ),
    Aggregated("decades of nothing", DECADES, by_decade(), {"match_none": {}}),
    Aggregated(
        "decades of a field that is not mapped",
        {"histogram": {"field": "nope", "interval": 10, "min_doc_count": 1}},
        by_decade(),
    ),
    Aggregated(
        "a histogram of numbers that are not whole",
        {"histogram": {"field": "imdb_rating", "interval": 0.5, "min_doc_count": 1}},
        {"buckets": [{"key": 6.0, "doc_count": 1}, {"key": 7.5, "doc_count": 1}, {"key": 8.0, "doc_count": 1}]},
        {"terms": {"id": ["oceans", "dune", "dune-again", "dune-next"]}},
    ),
    Aggregated(
        "ranges have their lower end and not their upper one",
        {"range": {"field": "imdb_rating", "ranges": [{"to": 7.7}, {"from": 7.7, "to": 8}, {"from": 8}]}},
        {
            "buckets": [
                {"key": "*-7.7", "to": 7.7, "doc_count": 9},
                {"key": "7.7-8.0", "from": 7.7, "to": 8.0, "doc_count": 2},
                {"key": "8.0-*", "from": 8.0, "doc_count": 10},
            ]
        },
    ),
    Aggregated(
        "ranges that leave numbers out, in no order, of whole numbers",
        {"range": {"field": "release_year", "ranges": [{"from": 2000, "to": 2010}, {"from": 1800, "to": 1950}]}},
        {
            "buckets": [
                {"key": "1800.0-1950.0", "from": 1800.0, "to": 1950.0, "doc_count": 1},
                {"key": "2000.0-2010.0", "from": 2000.0, "to": 2010.0, "doc_count": 3},
            ]
        },
    ),
    Aggregated(
        "ranges of a field that is not mapped",
        {"range": {"field": "nope", "ranges": [{"to": 5}]}},
        {"buckets": [{"key": "*-5.0", "to": 5.0, "doc_count": 0}]},
    ),
    Aggregated(
        "values of what a filter finds",
        {"filter": SERIES, "aggs": {"genres": terms("genres.id"), "decades": DECADES}},
        {"doc_count": 2, "genres": counted(("comedy", 1), ("drama", 1)), "decades": by_decade(_1990=1, _2010=1)},
    ),
    Aggregated("how many a filter finds", {"filter": SERIES}, {"doc_count": 2}),
    Aggregated(
        "a filter of the query's hits",
        {"filter": SERIES},
        {"doc_count": 1},
        {"range": {"release_year": {"gte": 2000}}},
    ),
    Aggregated(
        "several filters, one inside of another",
        {
            "filters": {"filters": {"series": SERIES, "all": ALL}},
            "aggs": {"inside": {"filter": {"range": {"imdb_rating": {"gte": 9}}}}},
        },
        {
            "buckets": {
                "all": {"doc_count": 23, "inside": {"doc_count": 1}},
                "series": {"doc_count": 2, "inside": {"doc_count": 1}},
            }
        },
    ),
    Aggregated(
        "all documents, whatever the query finds",
        {"global": {}, "aggs": {"series": {"filter": SERIES, "aggs": {"genres": terms("genres.id")}}}},
        {"doc_count": 23, "series": {"doc_count": 2, "genres": counted(("comedy", 1), ("drama", 1))}},
        {"match_none": {}},
    ),
)
