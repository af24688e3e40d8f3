"""The whole query that words come to, of each kind of search."""

from typing import Any

from movies.films import FilmSearch
from movies.persons import PersonSearch, PersonSuggest

_BY_RELEVANCE = [{"_score": {"order": "desc"}}, {"names.length": {"order": "asc"}}, {"id_hash": {"order": "asc"}}]

# Persons who have every word.
_ALL_WORDS: dict[str, Any] = {
    "bool": {
        "must": [
            {
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
                                "boost": 8.0,
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
        ]
    }
}

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
                                        "bool": {
                                            "must": [
                                                {
                                                    "dis_max": {
                                                        "queries": [
                                                            {
                                                                "match": {
                                                                    "names.title": {"query": "kurosava", "boost": 3.0}
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
                                                                            "names.title.prefix": {"value": "kurosava"}
                                                                        }
                                                                    },
                                                                    "boost": 6.0,
                                                                }
                                                            },
                                                        ],
                                                        "tie_breaker": 0.1,
                                                    }
                                                }
                                            ],
                                            "should": [{"match_all": {"boost": 20.0}}],
                                        }
                                    }
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
                    ],
                    "tie_breaker": 1.0,
                }
            }
        ],
        "should": [
            {"constant_score": {"filter": {"term": {"names.whole": {"value": "kurosava"}}}, "boost": 60.0}},
            {"constant_score": {"filter": {"term": {"names.whole.prefix": {"value": "kurosava"}}}, "boost": 6.0}},
            {
                "constant_score": {
                    "filter": {"match_phrase": {"names.title.words": {"query": "kurosava"}}},
                    "boost": 4.0,
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
                "bool": {
                    "should": [{"match": {"names.title": {"query": "лгкщыфмф", "boost": 3.0}}}],
                    "minimum_should_match": 1,
                }
            }
        ],
        "should": [
            {"constant_score": {"filter": {"term": {"names.whole": {"value": "лгкщыфмф"}}}, "boost": 60.0}},
            {"constant_score": {"filter": {"term": {"names.whole.prefix": {"value": "лгкщыфмф"}}}, "boost": 6.0}},
            {
                "constant_score": {
                    "filter": {"match_phrase": {"names.title.words": {"query": "лгкщыфмф"}}},
                    "boost": 4.0,
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

# Who may be meant.
_SUGGESTED: dict[str, Any] = {
    "bool": {
        "must": [
            {
                "bool": {
                    "must": [
                        {
                            "dis_max": {
                                "queries": [
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
                                                        "filter": {
                                                            "fuzzy": {
                                                                "names.title.words": {"value": "kuro", "fuzziness": 1}
                                                            }
                                                        },
                                                        "boost": 1.0,
                                                    }
                                                },
                                                {
                                                    "constant_score": {
                                                        "filter": {
                                                            "fuzzy": {
                                                                "names.title.prefix": {"value": "kuro", "fuzziness": 1}
                                                            }
                                                        },
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
                                            "filter": {
                                                "fuzzy": {"names.whole.prefix": {"value": "kuro", "fuzziness": 1}}
                                            },
                                            "boost": 12.0,
                                        }
                                    },
                                ],
                                "tie_breaker": 1.0,
                            }
                        }
                    ],
                    "should": [
                        {"constant_score": {"filter": {"term": {"names.whole": {"value": "kuro"}}}, "boost": 10.0}}
                    ],
                }
            }
        ]
    }
}

# Films of a title or a year, with nothing excluded in them.
_FILMS: dict[str, Any] = {
    "bool": {
        "must": [
            {
                "function_score": {
                    "query": {
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
                                                                                "query": "dune dune2021",
                                                                                "boost": 3.0,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "match": {
                                                                            "names.other_titles": {
                                                                                "query": "dune dune2021",
                                                                                "boost": 2.6,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "match": {
                                                                            "names.people.words": {
                                                                                "query": "dune dune2021",
                                                                                "boost": 2.4,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "match": {
                                                                            "description": {
                                                                                "query": "dune",
                                                                                "boost": 0.1,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "term": {
                                                                            "names.title.joined": {
                                                                                "value": "dune",
                                                                                "boost": 2.0,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "term": {
                                                                            "names.other_titles.joined": {
                                                                                "value": "dune",
                                                                                "boost": 1.7333,
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
                                                                                "query": "2021 dune2021",
                                                                                "boost": 3.0,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "match": {
                                                                            "names.other_titles": {
                                                                                "query": "2021 dune2021",
                                                                                "boost": 2.6,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "match": {
                                                                            "names.people.words": {
                                                                                "query": "2021 dune2021",
                                                                                "boost": 2.4,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "match": {
                                                                            "description": {
                                                                                "query": "2021",
                                                                                "boost": 0.1,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "term": {
                                                                            "names.title.joined": {
                                                                                "value": "2021",
                                                                                "boost": 2.0,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "term": {
                                                                            "names.other_titles.joined": {
                                                                                "value": "2021",
                                                                                "boost": 1.7333,
                                                                            }
                                                                        }
                                                                    },
                                                                    {
                                                                        "constant_score": {
                                                                            "filter": {"term": {"release_year": 2021}},
                                                                            "boost": 12.0,
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
                                                    "filter": {"term": {"names.whole": {"value": "dune2021"}}},
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
                                        "filter": {"term": {"names.whole": {"value": "dune2021"}}},
                                        "boost": 120.0,
                                    }
                                },
                                {
                                    "constant_score": {
                                        "filter": {"term": {"names.whole.prefix": {"value": "dune2021"}}},
                                        "boost": 12.0,
                                    }
                                },
                                {
                                    "constant_score": {
                                        "filter": {
                                            "bool": {
                                                "filter": [
                                                    {"term": {"names.whole": {"value": "dune"}}},
                                                    {"term": {"release_year": 2021}},
                                                ]
                                            }
                                        },
                                        "boost": 120.0,
                                    }
                                },
                                {
                                    "constant_score": {
                                        "filter": {
                                            "bool": {
                                                "should": [
                                                    {"match_phrase": {"names.title.words": {"query": "dune 2021"}}},
                                                    {
                                                        "match_phrase": {
                                                            "names.other_titles.words": {"query": "dune 2021"}
                                                        }
                                                    },
                                                ],
                                                "minimum_should_match": 1,
                                            }
                                        },
                                        "boost": 8.0,
                                    }
                                },
                                {
                                    "constant_score": {
                                        "filter": {
                                            "bool": {
                                                "should": [
                                                    {
                                                        "match": {
                                                            "names.title": {"query": "dune 2021", "operator": "and"}
                                                        }
                                                    },
                                                    {
                                                        "match": {
                                                            "names.other_titles": {
                                                                "query": "dune 2021",
                                                                "operator": "and",
                                                            }
                                                        }
                                                    },
                                                ],
                                                "minimum_should_match": 1,
                                            }
                                        },
                                        "boost": 6.0,
                                    }
                                },
                                {
                                    "constant_score": {
                                        "filter": {"match_phrase": {"names.people.words": {"query": "dune 2021"}}},
                                        "boost": 8.0,
                                    }
                                },
                            ],
                            "must_not": [
                                {
                                    "bool": {
                                        "should": [
                                            {"match_phrase": {"names.title.words": {"query": "lynch"}}},
                                            {"match_phrase": {"names.other_titles.words": {"query": "lynch"}}},
                                            {"match_phrase": {"names.people.words": {"query": "lynch"}}},
                                            {"match_phrase": {"description": {"query": "lynch"}}},
                                        ],
                                        "minimum_should_match": 1,
                                    }
                                }
                            ],
                        }
                    },
                    "field_value_factor": {"field": "renown", "modifier": "ln2p", "missing": 0},
                }
            }
        ]
    }
}


def test_all_words() -> None:
    assert PersonSearch.parse(b"query=Akira++KUROSAWA").build().to_dict() == {
        "query": _ALL_WORDS,
        "sort": _BY_RELEVANCE,
        "from": 0,
        "size": 50,
        "track_total_hits": True,
    }


def test_all_words_of_a_film() -> None:
    assert FilmSearch.parse(b"query=dune+2021+-lynch").build().to_dict()["query"] == _FILMS


def test_the_closest() -> None:
    closest = PersonSearch.parse(b"query=kurosava&page_number=2").build_closest()

    assert closest is not None
    assert closest.to_dict() == {
        "query": {
            "bool": {
                "must": [{"bool": {"must": [{"dis_max": {"queries": [_NEARLY, _OTHER_LAYOUT], "tie_breaker": 0.0}}]}}]
            }
        },
        "sort": _BY_RELEVANCE,
        "from": 50,
        "size": 50,
        "track_total_hits": True,
    }


def test_the_closest_in_an_order_of_their_own() -> None:
    closest = PersonSearch.parse(b"query=kurosava&sort=full_name").build_closest()

    assert closest is not None
    assert closest.to_dict()["query"] == _IN_ORDER
    assert closest.to_dict()["sort"] == [
        {"full_name.raw": {"order": "asc", "missing": "_last"}},
        {"id_hash": {"order": "asc"}},
    ]


def test_suggestions() -> None:
    assert PersonSuggest.parse(b"query=KURO").build().to_dict() == {
        "query": _SUGGESTED,
        "sort": _BY_RELEVANCE,
        "from": 0,
        "size": 10,
        "track_total_hits": False,
    }


def test_without_words_there_is_no_closest_search() -> None:
    assert PersonSearch.parse(b"role=director").build_closest() is None


def test_no_words_at_all_find_nothing() -> None:
    for search in (FilmSearch.parse(b"query=!!!"), FilmSearch.parse(b"query=%22+-")):
        closest = search.build_closest()
        assert closest is not None
        for built in (search.build(), closest):
            assert built.to_dict()["query"]["bool"]["must"][0]["function_score"]["query"] == {"match_none": {}}
