"""What becomes of the counts of values that the engine gives."""

from collections.abc import Sequence
from typing import Any

import pytest

from search_queries import (
    ValueBucket,
    join_name_and_id,
)
from tests.unit.search_queries.facets.books import buckets


def counted(*counts: tuple[str, int]) -> dict[str, Any]:
    return {"buckets": [{"key": key, "doc_count": count, "doc_count_error_upper_bound": 0} for key, count in counts]}


def named(key: str, count: int, *, by: int = 1, error: int = 2) -> dict[str, Any]:
    """A value that so many shards have named."""
    return {"key": key, "doc_count": count, "doc_count_error_upper_bound": error, "shards": sampled(by)}


def named_by_shards(
    *values: dict[str, Any], by_text: Sequence[tuple[str, int]] = (), shards: int = 1
) -> dict[str, Any]:
    """The answer of a facet of many values, if so many shards have hits."""
    first = {"buckets": [{"key": key, "doc_count": count} for key, count in by_text]}
    return {"author": {"buckets": list(values)}, "author shards": sampled(shards), "author by text": first}


def sampled(count: int) -> dict[str, Any]:
    return {"doc_count": count, "all": {"doc_count": count}}


def test_the_most_frequent_values_are_shown_and_each_says_how_to_ask_for_it() -> None:
    assert buckets(b"facets=kind", {"kind": counted(("a b", 3), ("c&d", 2), ("e", 1))}) == {
        "kind": [ValueBucket("a b", None, 3, False, "kind=a%20b"), ValueBucket("c&d", None, 2, False, "kind=c%26d")]
    }


def test_a_value_that_no_query_string_can_ask_for_is_not_shown() -> None:
    answer = counted(("a", 5), ("", 4), ("film", 3), (" a", 2), ("a,b", 1))

    assert [bucket.value for bucket in buckets(b"facets=kind", {"kind": answer})["kind"]] == ["a"]


def test_a_count_that_is_not_certain_is_left_out() -> None:
    answer = counted(("a", 5), ("c", 2))
    answer["buckets"].insert(1, {"key": "b", "doc_count": 3, "doc_count_error_upper_bound": 1})

    assert [bucket.value for bucket in buckets(b"facets=kind", {"kind": answer})["kind"]] == ["a", "c"]


def test_of_many_values_those_are_shown_that_every_shard_names_and_the_first_by_text_fill_the_list() -> None:
    by_text = [("A\x1f4", 1), ("B\x1f5", 2), ("C\x1f1", 9)]

    def shown(*named: dict[str, Any]) -> list[tuple[str, int]]:
        answer = named_by_shards(*named, by_text=by_text, shards=3)
        return [(bucket.value, bucket.count) for bucket in buckets(b"facets=author", answer)["author"]]

    assert shown(named("C\x1f1", 9, by=3), named("D\x1f2", 8, by=2), named("E\x1f3", 7, by=3)) == [("C", 9), ("E", 7)]
    assert shown(named("D\x1f2", 8, by=2), named("E\x1f3", 7, by=2, error=0)) == [("C", 9), ("E", 7)]
    assert shown(named("D\x1f2", 8, by=2)) == [("C", 9), ("B", 2)]


def test_a_count_that_several_shards_left_uncertain_is_left_out_if_one_was_expected() -> None:
    answer = {"author": {"buckets": [named("A\x1f4", 9, error=1), named("B\x1f5", 2, error=0)]}}
    for bucket in answer["author"]["buckets"]:
        del bucket["shards"]

    assert [bucket.value for bucket in buckets(b"facets=author", answer)["author"]] == ["B"]


def test_a_chosen_value_is_shown_beyond_the_size_and_without_hits() -> None:
    answer = {
        "kind": counted(("a", 3), ("b", 2)),
        "kind chosen": {"buckets": {"0": {"doc_count": 2}, "1": {"doc_count": 0}}},
    }

    assert buckets(b"facets=kind&kind=novel,play", answer)["kind"] == [
        ValueBucket("a", None, 3, False, "kind=a"),
        ValueBucket("b", None, 2, False, "kind=b"),
        ValueBucket("novel", None, 2, True, "kind=novel"),
        ValueBucket("play", None, 0, True, "kind=play"),
    ]


LEM = join_name_and_id("Stanisław Lem", 7)
NAMESAKE = join_name_and_id("Stanislaw Lem", 8)
BLOK = join_name_and_id("Blok", 9)


@pytest.mark.parametrize("name", ["Stanisław Lem", "stanislaw lem", "STANISŁAW  LEM"])
def test_all_of_a_chosen_name_are_selected_however_it_is_typed(name: str) -> None:
    here = {"values": counted((LEM, 3), (BLOK, 1)), "doc_count": 3}
    anywhere = {"values": counted((LEM, 5), (BLOK, 2), (NAMESAKE, 1)), "doc_count": 6}
    answer = {
        **named_by_shards(named(BLOK, 4), named(LEM, 3)),
        "author chosen by author": {"buckets": {"0": here}},
        "all documents": {"author chosen by author": {"buckets": {"0": anywhere}}},
    }

    assert buckets(f"facets=author&author={name}".replace(" ", "+").encode(), answer)["author"] == [
        ValueBucket("Blok", "9", 4, False, "author_id=9"),
        ValueBucket("Stanisław Lem", "7", 3, True, "author_id=7"),
        ValueBucket("Stanislaw Lem", "8", 0, True, "author_id=8"),
    ]


def test_a_chosen_id_that_nothing_has_is_shown_as_it_was_asked_for() -> None:
    nothing = {"buckets": {"0": {"values": counted(), "doc_count": 0}}}
    answer = {
        **named_by_shards(),
        "author chosen by author": nothing,
        "author chosen by author_id": nothing,
        "all documents": {"author chosen by author": nothing, "author chosen by author_id": nothing},
    }

    assert buckets(b"facets=author&author_id=99&author=nobody", answer)["author"] == [
        ValueBucket("99", "99", 0, True, "author_id=99"),
        ValueBucket("nobody", None, 0, True, "author=nobody"),
    ]


def test_a_chosen_thing_that_the_others_filters_leave_out_has_its_name() -> None:
    nothing = {"buckets": {"0": {"values": counted(), "doc_count": 0}}}
    anywhere = {"buckets": {"0": {"values": counted((LEM, 5), (BLOK, 2)), "doc_count": 5}}}
    answer = {
        "narrowed by kind": {**named_by_shards(), "author chosen by author_id": nothing},
        "narrowed by author_id": {"kind": counted(), "kind chosen": {"buckets": {"0": {"doc_count": 0}}}},
        "author chosen by author_id": anywhere,
    }

    assert buckets(b"facets=author,kind&author_id=7&kind=play", answer)["author"] == [
        ValueBucket("Stanisław Lem", "7", 0, True, "author_id=7")
    ]
