"""The whole query that words come to in every field of a film: titles, people, description and year."""

from typing import Any

from movies.films import FilmSearch

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
                                                                            "names.titles.joined": {
                                                                                "value": "dune",
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
                                                                            "names.titles.joined": {
                                                                                "value": "2021",
                                                                                "boost": 2.0,
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
                                        "filter": {"match_phrase": {"names.titles": {"query": "dune 2021"}}},
                                        "boost": 16.0,
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
                                        "filter": {"terms": {"names.whole": ["dune", "2021"]}},
                                        "boost": 12.0,
                                    }
                                },
                                {
                                    "constant_score": {
                                        "filter": {"match_phrase": {"description": {"query": "dune 2021"}}},
                                        "boost": 24.0,
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
                                            {"match_phrase": {"names.titles": {"query": "lynch"}}},
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


def test_all_words_of_a_film() -> None:
    assert FilmSearch.parse(b"query=dune+2021+-lynch").build().to_dict()["query"] == _FILMS
