"""The whole query that words come to, if hits have to have every word."""

from typing import Any

from movies.films import FilmSearch
from movies.persons import PersonSearch
from tests.fixtures.persons import known_first

_BY_RELEVANCE = [{"_score": {"order": "desc"}}, {"names.length": {"order": "asc"}}, {"id_hash": {"order": "asc"}}]

# Persons who have every word.
_ALL_WORDS: dict[str, Any] = {
    "bool": {
        "must": [
            {
                "dis_max": {
                    "queries": [
                        {
                            "bool": {
                                "must": [
                                    {
                                        "dis_max": {
                                            "queries": [
                                                {
                                                    "match": {
                                                        "names.title": {
                                                            "query": "akira akirakurosawa",
                                                            "boost": 3.0,
                                                        }
                                                    }
                                                },
                                                {
                                                    "term": {
                                                        "names.title.joined": {
                                                            "value": "akira",
                                                            "boost": 2.0,
                                                        }
                                                    }
                                                },
                                            ],
                                            "tie_breaker": 0.1,
                                        }
                                    },
                                    {
                                        "dis_max": {
                                            "queries": [
                                                {
                                                    "match": {
                                                        "names.title": {
                                                            "query": "kurosawa akirakurosawa",
                                                            "boost": 3.0,
                                                        }
                                                    }
                                                },
                                                {
                                                    "term": {
                                                        "names.title.joined": {
                                                            "value": "kurosawa",
                                                            "boost": 2.0,
                                                        }
                                                    }
                                                },
                                            ],
                                            "tie_breaker": 0.1,
                                        }
                                    },
                                ]
                            }
                        },
                        {
                            "constant_score": {
                                "filter": {"term": {"names.whole": {"value": "akirakurosawa"}}},
                                "boost": 1.0,
                            }
                        },
                    ],
                    "tie_breaker": 0.0,
                }
            }
        ],
        "should": [
            {
                "constant_score": {
                    "filter": {"term": {"names.whole": {"value": "akirakurosawa"}}},
                    "boost": 120.0,
                }
            },
            {
                "constant_score": {
                    "filter": {"term": {"names.whole.prefix": {"value": "akirakurosawa"}}},
                    "boost": 12.0,
                }
            },
            {
                "constant_score": {
                    "filter": {"match_phrase": {"names.title.words": {"query": "akira kurosawa"}}},
                    "boost": 16.0,
                }
            },
            {
                "constant_score": {
                    "filter": {"match": {"names.title": {"query": "akira kurosawa", "operator": "and"}}},
                    "boost": 6.0,
                }
            },
        ],
    }
}


def test_all_words() -> None:
    assert PersonSearch.parse(b"query=Akira++KUROSAWA").build().to_dict() == {
        "query": known_first(_ALL_WORDS),
        "sort": _BY_RELEVANCE,
        "from": 0,
        "size": 50,
        "track_total_hits": True,
    }


def test_no_words_at_all_find_nothing() -> None:
    for search in (FilmSearch.parse(b"query=!!!"), FilmSearch.parse(b"query=%22+-")):
        built = search.build().to_dict()
        assert built["query"]["bool"]["must"][0]["function_score"]["query"] == {"match_none": {}}
