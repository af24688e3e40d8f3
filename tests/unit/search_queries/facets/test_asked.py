"""What facets ask of the engine."""

from tests.unit.search_queries.facets.books import BookSearch, built

_SHOWS_ERRORS = {"show_term_doc_count_error": True}
KIND = {"terms": {"field": "kind", "size": 10, "shard_size": 10_000, **_SHOWS_ERRORS}}
SHARDS = {"sampler": {"shard_size": 1}, "aggs": {"all": {"filter": {"match_all": {}}}}}
# Of a field with more values than are counted of each shard.
AUTHOR = {
    "author": {
        "terms": {"field": "author_facet", "size": 10, "shard_size": 100, **_SHOWS_ERRORS},
        "aggs": {"shards": SHARDS},
    },
    "author shards": SHARDS,
    "author by text": {"terms": {"field": "author_facet", "size": 100, "shard_size": 100, "order": {"_key": "asc"}}},
}
DECADE = {"histogram": {"field": "year", "interval": 10, "min_doc_count": 1}}
PRICE = {"range": {"field": "price", "ranges": [{"to": 5}, {"from": 5, "to": 7.5}, {"from": 7.5}]}}
BESIDE = {"values": {"terms": {"field": "author_facet", "size": 1_000}}}


def test_without_facets_nothing_else_is_asked_than_before() -> None:
    assert built(b"kind=play&year=1950") == {
        "query": {"bool": {"filter": [{"terms": {"kind": ["play"]}}, {"range": {"year": {"gte": 1950, "lte": 1950}}}]}}
    }


def test_a_search_that_only_counts_hits_asks_for_no_facet_no_order_and_no_page() -> None:
    body = BookSearch.parse(b"facets=kind&year=1950").build().to_dict(count=True)

    assert body == {"query": {"bool": {"filter": [{"range": {"year": {"gte": 1950, "lte": 1950}}}]}}}


def test_each_kind_of_facet_is_an_aggregation() -> None:
    assert built(b"facets=price,kind,decade,author") == {
        "query": {"match_all": {}},
        "aggs": {**AUTHOR, "decade": DECADE, "kind": KIND, "price": PRICE},
    }


def test_on_one_shard_nothing_is_asked_but_the_most_frequent_values() -> None:
    search = BookSearch.parse(b"facets=author,decade,kind")
    author = {"terms": {"field": "author_facet", "size": 2, "shard_size": 2, **_SHOWS_ERRORS}}
    kind = {"terms": {"field": "kind", "size": 2, "shard_size": 10_000, **_SHOWS_ERRORS}}

    assert search.build(one_shard=True).to_dict()["aggs"] == {"author": author, "decade": DECADE, "kind": kind}
    assert search.build().to_dict()["aggs"] == {**AUTHOR, "decade": DECADE, "kind": KIND}


def test_a_facet_ignores_its_own_filter_and_the_others_obey_it() -> None:
    play = {"terms": {"kind": ["play"]}}

    assert built(b"facets=price,kind,decade&kind=play&printed__exists=true") == {
        "query": {"bool": {"filter": [{"exists": {"field": "printed"}}]}},
        "post_filter": play,
        "aggs": {
            "kind": KIND,
            "kind chosen": {"filters": {"filters": {"0": play}}},
            "narrowed by kind": {"filter": play, "aggs": {"decade": DECADE, "price": PRICE}},
        },
    }


def test_a_filter_of_a_facet_that_is_not_asked_for_stays_in_the_query() -> None:
    assert built(b"facets=decade&kind=play") == {
        "query": {"bool": {"filter": [{"terms": {"kind": ["play"]}}]}},
        "aggs": {"decade": DECADE},
    }


def test_all_lookups_of_a_facet_are_its_own_filter() -> None:
    no_play = {"bool": {"must_not": [{"terms": {"kind": ["play"]}}]}}
    novel = {"terms": {"kind": ["novel"]}}

    assert built(b"facets=kind&kind__not=play&kind__all=novel") == {
        "query": {"match_all": {}},
        "post_filter": {"bool": {"filter": [novel, no_play]}},
        "aggs": {"kind": KIND, "kind chosen": {"filters": {"filters": {"0": novel}}}},
    }


def test_several_facets_with_filters_each_obey_those_of_the_others() -> None:
    play = {"terms": {"kind": ["play"]}}
    fifties = {"range": {"year": {"gte": 1950, "lte": 1959}}}

    assert built(b"facets=kind,decade,price&kind=play&year__gte=1950&year__lt=1960") == {
        "query": {"match_all": {}},
        "post_filter": {"bool": {"filter": [fifties, play]}},
        "aggs": {
            "narrowed by kind": {"filter": play, "aggs": {"decade": DECADE, "decade chosen": {"filter": fifties}}},
            "narrowed by year": {
                "filter": fifties,
                "aggs": {"kind": KIND, "kind chosen": {"filters": {"filters": {"0": play}}}},
            },
            "narrowed by year, kind": {
                "filter": {"function_score": {"query": {"bool": {"filter": [fifties, play]}}}},
                "aggs": {"price": PRICE},
            },
        },
    }


def test_a_facet_with_ids_ignores_filters_by_name_and_by_id_and_looks_the_chosen_up_in_all_documents() -> None:
    by_name, by_id = {"terms": {"author": ["lem"]}}, {"terms": {"author_id": ["7"]}}
    chosen = {
        "author chosen by author": {"filters": {"filters": {"0": by_name}}, "aggs": BESIDE},
        "author chosen by author_id": {"filters": {"filters": {"0": by_id}}, "aggs": BESIDE},
    }

    assert built(b"facets=author&author=Lem&author_id=7") == {
        "query": {"match_all": {}},
        "post_filter": {"bool": {"filter": [by_name, by_id]}},
        "aggs": {**AUTHOR, **chosen},
    }
    assert built(b"facets=author&author=Lem&author_id=7&printed__exists=true") == {
        "query": {"bool": {"filter": [{"exists": {"field": "printed"}}]}},
        "post_filter": {"bool": {"filter": [by_name, by_id]}},
        "aggs": {**AUTHOR, **chosen, "all documents": {"global": {}, "aggs": chosen}},
    }


def test_the_chosen_are_looked_up_in_all_that_is_found_if_that_is_everything() -> None:
    by_id, play = {"terms": {"author_id": ["7"]}}, {"terms": {"kind": ["play"]}}
    chosen = {"author chosen by author_id": {"filters": {"filters": {"0": by_id}}, "aggs": BESIDE}}

    assert built(b"facets=author,kind&author_id=7&kind=play")["aggs"] == {
        "narrowed by kind": {"filter": play, "aggs": {**AUTHOR, **chosen}},
        "narrowed by author_id": {
            "filter": by_id,
            "aggs": {"kind": KIND, "kind chosen": {"filters": {"filters": {"0": play}}}},
        },
        **chosen,
    }
