"""The whole query for what may be meant while a client types."""

import json
from typing import Any

from movies.persons import PersonSuggest
from tests.fixtures.persons import known_first

_BY_RELEVANCE = [{"_score": {"order": "desc"}}, {"names.length": {"order": "asc"}}, {"id_hash": {"order": "asc"}}]

# Who may be meant.
_SUGGESTED: dict[str, Any] = {
    "bool": {
        "should": [
            {
                "dis_max": {
                    "queries": [
                        {
                            "constant_score": {
                                "filter": {"term": {"names.title.words": {"value": "kuro"}}},
                                "boost": 4.0,
                            }
                        },
                        {
                            "constant_score": {
                                "filter": {"term": {"names.title.prefix": {"value": "kuro"}}},
                                "boost": 3.0,
                            }
                        },
                        {
                            "constant_score": {
                                "filter": {"fuzzy": {"names.title.words": {"value": "kuro", "fuzziness": 1}}},
                                "boost": 1.0,
                            }
                        },
                        {
                            "constant_score": {
                                "filter": {"fuzzy": {"names.title.prefix": {"value": "kuro", "fuzziness": 1}}},
                                "boost": 0.5,
                            }
                        },
                    ],
                    "tie_breaker": 0.0,
                }
            },
            {
                "constant_score": {
                    "filter": {"term": {"names.whole.prefix": {"value": "kuro"}}},
                    "boost": 40.0,
                }
            },
            {
                "constant_score": {
                    "filter": {"fuzzy": {"names.whole.prefix": {"value": "kuro", "fuzziness": 1}}},
                    "boost": 12.0,
                }
            },
            {
                "constant_score": {
                    "filter": {"term": {"names.whole.prefix": {"value": "лгкщ"}}},
                    "boost": 12.0,
                }
            },
            {"constant_score": {"filter": {"term": {"names.title.joined": {"value": "kuro"}}}, "boost": 12.0}},
            {"constant_score": {"filter": {"term": {"names.whole": {"value": "kuro"}}}, "boost": 10.0}},
        ],
        "minimum_should_match": 1,
    }
}


def test_suggestions() -> None:
    assert PersonSuggest.parse(b"query=KURO").build().to_dict() == {
        "query": known_first(_SUGGESTED),
        "sort": _BY_RELEVANCE,
        "from": 0,
        "size": 10,
        "track_total_hits": False,
    }


def test_only_the_last_word_may_be_half_typed_and_have_an_error_at_once() -> None:
    query = json.dumps(PersonSuggest.parse(b"query=akira+kuro").build().to_dict())

    assert '{"fuzzy": {"names.title.words": {"value": "akira"' in query
    assert '{"fuzzy": {"names.title.prefix": {"value": "kuro"' in query
    assert '{"fuzzy": {"names.title.prefix": {"value": "akira"' not in query
