"""The whole query for what comes closest to words."""

from typing import Any

import pytest

from movies.films import FilmSearch
from movies.persons import PersonSearch
from tests.fixtures.persons import known_first

_BY_RELEVANCE = [{"_score": {"order": "desc"}}, {"names.length": {"order": "asc"}}, {"id_hash": {"order": "asc"}}]

# Who has a name that sounds so.
_BY_SOUND: dict[str, Any] = {"constant_score": {"filter": {"terms": {"names.sounds": ["krsv"]}}, "boost": 22.5}}

# Who comes closest to what was typed.
_NEARLY: dict[str, Any] = {
    "bool": {
        "must": [
            {
                "dis_max": {
                    "queries": [
                        {
                            "bool": {
                                "should": [
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
                                                                                    "query": "kurosava",
                                                                                    "boost": 3.0,
                                                                                }
                                                                            }
                                                                        },
                                                                        {
                                                                            "term": {
                                                                                "names.title.joined": {
                                                                                    "value": "kurosava",
                                                                                    "boost": 2.0,
                                                                                }
                                                                            }
                                                                        },
                                                                        {
                                                                            "constant_score": {
                                                                                "filter": {
                                                                                    "fuzzy": {
                                                                                        "names.title.words": {
                                                                                            "value": "kurosava",
                                                                                            "fuzziness": 1,
                                                                                        }
                                                                                    }
                                                                                },
                                                                                "boost": 5.0,
                                                                            }
                                                                        },
                                                                        {
                                                                            "constant_score": {
                                                                                "filter": {
                                                                                    "fuzzy": {
                                                                                        "names.title.words": {
                                                                                            "value": "kurosava",
                                                                                            "fuzziness": 2,
                                                                                        }
                                                                                    }
                                                                                },
                                                                                "boost": 2.5,
                                                                            }
                                                                        },
                                                                        {
                                                                            "constant_score": {
                                                                                "filter": {
                                                                                    "term": {
                                                                                        "names.title.prefix": {
                                                                                            "value": "kurosava"
                                                                                        }
                                                                                    }
                                                                                },
                                                                                "boost": 6.0,
                                                                            }
                                                                        },
                                                                        {
                                                                            "constant_score": {
                                                                                "filter": {
                                                                                    "fuzzy": {
                                                                                        "names.title.prefix": {
                                                                                            "value": "kurosava",
                                                                                            "fuzziness": 1,
                                                                                        }
                                                                                    }
                                                                                },
                                                                                "boost": 2.0,
                                                                            }
                                                                        },
                                                                    ],
                                                                    "tie_breaker": 0.1,
                                                                }
                                                            }
                                                        ],
                                                        "should": [{"match_all": {"boost": 20.0}}],
                                                    }
                                                },
                                                {
                                                    "bool": {
                                                        "must": [_BY_SOUND],
                                                        "should": [{"match_all": {"boost": 20.0}}],
                                                    }
                                                },
                                            ],
                                            "tie_breaker": 0.0,
                                        }
                                    },
                                ],
                                "minimum_should_match": 1,
                            }
                        },
                        {"constant_score": {"filter": {"term": {"names.whole": {"value": "kurosava"}}}, "boost": 1.0}},
                        {
                            "constant_score": {
                                "filter": {"fuzzy": {"names.whole": {"value": "kurosava", "fuzziness": 2}}},
                                "boost": 60.0,
                            }
                        },
                        {
                            "constant_score": {
                                "filter": {"fuzzy": {"names.whole": {"value": "kurosava", "fuzziness": 1}}},
                                "boost": 18.0,
                            }
                        },
                    ],
                    "tie_breaker": 1.0,
                }
            }
        ],
        "should": [
            {"constant_score": {"filter": {"terms": {"names.sounds": ["krsv"]}}, "boost": 75.0}},
            {"constant_score": {"filter": {"terms": {"names.sounds": ["0krsv0"]}}, "boost": 100.0}},
            {"constant_score": {"filter": {"term": {"names.whole": {"value": "kurosava"}}}, "boost": 60.0}},
            {"constant_score": {"filter": {"term": {"names.whole.prefix": {"value": "kurosava"}}}, "boost": 60.0}},
            {
                "constant_score": {
                    "filter": {"prefix": {"names.whole.counted": {"value": "1 kurosava"}}},
                    "boost": 60.0,
                }
            },
            {
                "constant_score": {
                    "filter": {"match_phrase": {"names.title.words": {"query": "kurosava"}}},
                    "boost": 8.0,
                }
            },
        ],
    }
}

# Who is meant on the other keyboard layout.
_OTHER_LAYOUT: dict[str, Any] = {
    "bool": {
        "must": [
            {
                "dis_max": {
                    "queries": [
                        {
                            "bool": {
                                "should": [
                                    {
                                        "bool": {
                                            "must": [{"match": {"names.title": {"query": "лгкщыфмф", "boost": 3.0}}}],
                                            "should": [{"match_all": {"boost": 20.0}}],
                                        }
                                    }
                                ],
                                "minimum_should_match": 1,
                            }
                        },
                        {
                            "constant_score": {
                                "filter": {"fuzzy": {"names.whole": {"value": "лгкщыфмф", "fuzziness": 1}}},
                                "boost": 60.0,
                            }
                        },
                    ],
                    "tie_breaker": 1.0,
                }
            }
        ],
        "should": [
            {"constant_score": {"filter": {"term": {"names.whole": {"value": "лгкщыфмф"}}}, "boost": 60.0}},
            {"constant_score": {"filter": {"term": {"names.whole.prefix": {"value": "лгкщыфмф"}}}, "boost": 60.0}},
            {
                "constant_score": {
                    "filter": {"prefix": {"names.whole.counted": {"value": "1 лгкщыфмф"}}},
                    "boost": 60.0,
                }
            },
            {
                "constant_score": {
                    "filter": {"match_phrase": {"names.title.words": {"query": "лгкщыфмф"}}},
                    "boost": 8.0,
                }
            },
        ],
        "boost": 0.9,
    }
}

# Every word, errors aside, since the best do not come first.
_IN_ORDER: dict[str, Any] = {
    "bool": {
        "must": [
            {
                "bool": {
                    "must": [
                        {
                            "dis_max": {
                                "queries": [
                                    {"match": {"names.title": {"query": "kurosava", "boost": 3.0}}},
                                    {"term": {"names.title.joined": {"value": "kurosava", "boost": 2.0}}},
                                    {
                                        "constant_score": {
                                            "filter": {
                                                "fuzzy": {"names.title.words": {"value": "kurosava", "fuzziness": 1}}
                                            },
                                            "boost": 5.0,
                                        }
                                    },
                                    {
                                        "constant_score": {
                                            "filter": {
                                                "fuzzy": {"names.title.words": {"value": "kurosava", "fuzziness": 2}}
                                            },
                                            "boost": 2.5,
                                        }
                                    },
                                    _BY_SOUND,
                                ],
                                "tie_breaker": 0.1,
                            }
                        }
                    ]
                }
            }
        ]
    }
}


def test_the_closest() -> None:
    closest = PersonSearch.parse(b"query=kurosava&page_number=2").build_closest()

    assert closest is not None
    assert closest.to_dict() == {
        "query": known_first(
            {"bool": {"must": [{"dis_max": {"queries": [_NEARLY, _OTHER_LAYOUT], "tie_breaker": 0.0}}]}}
        ),
        "sort": _BY_RELEVANCE,
        "from": 50,
        "size": 50,
        "track_total_hits": True,
    }


def test_of_a_text_in_two_alphabets_a_word_is_looked_for_once_in_each_spelling_that_it_has() -> None:
    closest = PersonSearch.parse("query=akira+куросава".encode()).build_closest()

    assert closest is not None
    typed_and_latin, other_layout = _readings(closest.to_dict())
    words = typed_and_latin["bool"]["must"][0]["dis_max"]["queries"][0]["bool"]
    assert words["minimum_should_match"] == 1
    akira, kurosawa = words["should"]
    *spellings, shortened, by_sound = akira["dis_max"]["queries"]
    assert _titles_searched(spellings) == [{"query": "akira akiraкуросава", "boost": 3.0}]
    assert _heard(by_sound["bool"]["must"][0]) == (["akr"], 22.5)
    # the first word may be the start of a name
    assert shortened["constant_score"]["filter"] == {"term": {"names.title.prefix": {"value": "akira"}}}
    *spellings, by_sound = kurosawa["dis_max"]["queries"]
    assert _titles_searched(spellings) == [
        {"query": "куросава akiraкуросава", "boost": 3.0},
        {"query": "kurosava akirakurosava", "boost": 3.0},
    ]
    assert [each["bool"].get("boost", 1) for each in spellings] == [1, 0.9]
    assert _heard(by_sound["bool"]["must"][0]) == (["krsv"], 22.5)
    assert other_layout["bool"]["boost"] == 0.9


def _readings(body: dict[str, Any]) -> Any:
    """The queries for each way in which the words may be meant."""
    query = body["query"]["bool"]["must"][0]["function_score"]["query"]
    return query["bool"]["must"][0]["dis_max"]["queries"]


def _titles_searched(words: list[Any]) -> list[Any]:
    """What is looked for in titles as it stands, by each of the clauses of a word."""
    return [word["bool"]["must"][0]["dis_max"]["queries"][0]["match"]["names.title"] for word in words]


def test_a_short_word_beside_others_is_looked_for_as_the_common_words_that_it_may_be() -> None:
    closest = PersonSearch.parse(b"query=kurosava+fo").build_closest()

    assert closest is not None
    first_reading = _readings(closest.to_dict())[0]
    _, fo = first_reading["bool"]["must"][0]["dis_max"]["queries"][0]["bool"]["should"]
    assert {"constant_score": {"filter": {"terms": {"names.title.words": ["for", "of"]}}, "boost": 5.0}} in fo["bool"][
        "must"
    ][0]["dis_max"]["queries"]


def test_words_in_russian_letters_are_looked_for_by_their_sounds_alone_and_as_names_and_titles() -> None:
    closest = FilmSearch.parse("query=чан+леонардо+ди+каприо".encode()).build_closest()

    assert closest is not None
    typed, latin, *_ = _readings(closest.to_dict())
    for reading in (typed, latin):
        each = reading["bool"]["must"][0]["dis_max"]["queries"][0]["bool"]["should"]
        assert [_heard(word["dis_max"]["queries"][-1]["bool"]["must"][0]) for word in each] == [
            (["jn"], 4.5),
            (["lnrd"], 4.5),
            (["d", "dkpr"], 4.5),
            (["kpr", "dkpr"], 4.5),
        ]
        assert [_heard(name) for name in reading["bool"]["should"][:4]] == [
            (["jn0lnrd"], 15.0),
            (["lnrd0d", "lnrd0dkpr"], 15.0),
            (["d0kpr", "d0dkpr", "dkpr0kpr", "dkpr0dkpr"], 15.0),
            (["0jn0lnrd0d0kpr0"], 20.0),
        ]


def test_a_word_in_latin_letters_is_looked_for_by_its_likeliest_sounds_if_these_are_three_or_more() -> None:
    closest = FilmSearch.parse(b"query=chan+cesare").build_closest()

    assert closest is not None
    reading = _readings(closest.to_dict())[0]
    chan, cesare = reading["bool"]["must"][0]["dis_max"]["queries"][0]["bool"]["should"]
    assert "names.sounds" not in str(chan)
    assert _heard(cesare["dis_max"]["queries"][-1]["bool"]["must"][0]) == (["ssr"], 4.5)
    assert [_heard(name) for name in reading["bool"]["should"][:2]] == [(["jn0ssr"], 15.0), (["0jn0ssr0"], 20.0)]


def _heard(clause: dict[str, Any]) -> tuple[list[str], float]:
    found = clause["constant_score"]
    return found["filter"]["terms"]["names.sounds"], found["boost"]


def test_a_common_word_is_not_looked_for_in_descriptions_unless_every_word_has_to_be_there() -> None:
    for query, searched in (("rashomn+the", False), ("rashomn+drama", True), ("rashomn+the&sort=title", True)):
        closest = FilmSearch.parse(f"query={query}".encode()).build_closest()

        assert closest is not None
        last = query.partition("&")[0].rpartition("+")[2]
        assert (f"{{'description': {{'query': '{last}'" in str(closest.to_dict())) is searched


def test_the_closest_in_an_order_of_their_own() -> None:
    closest = PersonSearch.parse(b"query=kurosava&sort=full_name").build_closest()

    assert closest is not None
    assert closest.to_dict()["query"] == _IN_ORDER
    assert closest.to_dict()["sort"] == [
        {"full_name.raw": {"order": "asc", "missing": "_last"}},
        {"id_hash": {"order": "asc"}},
    ]


@pytest.mark.parametrize("raw", [b"role=director", b"query=!!!", b"query=%22+-"])
def test_without_words_there_is_no_closest_search(raw: bytes) -> None:
    assert PersonSearch.parse(raw).build_closest() is None
