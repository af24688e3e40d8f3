"""Random declarations over one document: each is asked for whatever it offers, and both engines answer alike."""

import types
from collections.abc import AsyncIterator
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from elasticsearch.dsl import AsyncDocument, Date, Double, Integer, Keyword, Long, MetaField, Short, normalizer
from hypothesis import assume, given
from hypothesis import strategies as st

from search_queries import (
    DeclarationError,
    Facet,
    Facets,
    HistogramFacet,
    InvalidQueryError,
    NamedFacet,
    Page,
    Parameter,
    Range,
    RangesFacet,
    SearchQuery,
    Sort,
    Terms,
    TermsFacet,
    Words,
    join_name_and_id,
)
from search_queries.words.analysis import folded
from search_queries.words.fields import spell_title, title_length, title_words, whole_titles
from tests.fixtures.engines import Engines, both_engines
from tests.fixtures.indices import create_filled
from tests.search_contract.asking import ask, walk
from tests.search_contract.random_searches import Values, assert_same, bounded, is_by_relevance, searches

_DOCUMENTS = 150
_DECLARATIONS = 100

# Every second one looks like the one before it, and is another value to a field that tells accents or signs apart.
_NAMES = (
    "Café – Zoë", "cafe - zoe", "Ёлка", "елка", "O'Neil", "O’Neil", "naïve", "naive", "8½", "812", "a\u200db", "ab",
    "Σίσυφος", "σισυφος", "ß", "SS", "C", "C#", "a|b", "a,b", "x&y=z", "100%", "日本", "😀", "x" * 240, "A", "a",
)  # fmt: skip
_WORDS = ("war", "peace", "and", "the", "rings", "zoë", "2", "ii", "война", "city")
# The least and the greatest of each field, what is beside zero, and what no double or no interval tells apart.
_NUMBERS: dict[str, tuple[Any, ...]] = {
    "small": (0, -1, 1, 9, 10, -(2**15), 2**15 - 1),
    "whole": (0, -1, 1, 9, 10, 99, 100, -(2**31), 2**31 - 1),
    "large": (0, 1, 1_000, 2**53 - 1, 2**53, 2**53 + 1, -(2**63), 2**63 - 1),
    "real": (0.0, 0.1, 0.3, 0.1 + 0.2, 0.7, 5.0, 7.3, 5e-324, 1e300, -1.7e308),
}
_DAYS = ("0001-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "2024-12-31", "9999-12-31")
# What may be asked of a number: each `ge` and `le`.
_LIMITS = ((None, None), (0, None), (None, 100), (-50, 50), (1, 7))
_INTERVALS = {"whole": (1, 7, 10, 1_000, 10**6), "real": (0.1, 0.25, 0.3, 0.5, 1, 2.5)}


class ThingDocument(AsyncDocument):
    id = Keyword()
    words = title_words()
    whole_title = whole_titles()
    length = title_length()
    tag = Keyword()
    tag_id = Keyword()
    tag_facet = Keyword()
    kind = Keyword(normalizer=folded)
    lower = Keyword(normalizer=normalizer("lower", filter=["lowercase"]))
    small = Short()
    whole = Integer()
    large = Long()
    real = Double()
    day = Date()

    class Index:
        name = "things"

    class Meta:
        dynamic = MetaField("strict")


def _thing(number: int, random: Random) -> dict[str, Any]:
    """A document, in which a fourth of the numbers and days are not known."""
    title = spell_title(" ".join(random.sample(_WORDS, random.randint(1, 4))))
    tags = random.sample(range(len(_NAMES)), random.randint(0, 4))
    known = {name: random.choice(numbers) for name, numbers in (*_NUMBERS.items(), ("day", _DAYS))}
    return {
        "id": f"{number:04}",
        "words": title.words,
        "whole_title": title.whole,
        "length": title.length,
        "tag": [_NAMES[place] for place in tags],
        "tag_id": [str(place) for place in tags],
        "tag_facet": [join_name_and_id(_NAMES[place], place) for place in tags],
        "kind": random.sample(_NAMES, random.randint(0, 3)),
        "lower": random.sample(_NAMES[::2], random.randint(0, 3)),
        **{name: value for name, value in known.items() if random.random() > 1 / 4},
    }


@st.composite
def _declarations(draw: st.DrawFn) -> type[SearchQuery]:
    """Some parameters in any order, with facets of most of them."""
    parameters: dict[str, Parameter[Any]] = {
        "query": Words(titles=("words",), whole="whole_title", length="length", doc="Words"),
        "tag": Terms("tag", prefix=True, doc="Tags"),
        "tag_id": Terms("tag_id", of=int, doc="Ids of tags"),
        "kind": Terms("kind", prefix=True, doc="Kinds"),
        "lower": Terms("lower", doc="Kinds with their accents"),
        "anywhere": Terms("kind", "tag", doc="Kinds and tags"),
        "day": Range("day", doc="Days"),
    }
    size, shard_size = draw(st.sampled_from((1, 3, 20))), draw(st.sampled_from((20, 10_000)))
    facets: dict[str, Facet[Any]] = {
        name: TermsFacet(name, size=size, shard_size=shard_size) for name in ("tag", "kind", "lower")
    }
    facets["named"] = NamedFacet("tag_facet", name="tag", id="tag_id", size=size, shard_size=shard_size)
    for name in _NUMBERS:
        least, greatest = draw(st.sampled_from(_LIMITS))
        parameters[name] = Range(name, ge=least, le=greatest, doc="Numbers")
        bounds = [number for number in (0, 1, 5, 7, 100) if (least or 0) <= number <= (greatest or 100)]
        facets[f"{name}_ranges"] = RangesFacet(name, bounds=bounds)
        intervals = _INTERVALS["whole" if name != "real" else "real" if greatest == 7 else "whole"]
        facets[f"{name}_intervals"] = HistogramFacet(name, interval=draw(st.sampled_from(intervals)))
    keys = draw(st.lists(st.sampled_from((*_NUMBERS, "day")), min_size=1, max_size=4, unique=True))
    asked = draw(st.lists(st.sampled_from(sorted(facets)), min_size=1, max_size=6, unique=True))
    parameters |= {
        "facets": Facets(**{name: facets[name] for name in asked}),
        "sort": Sort(*keys, default=",".join(draw(st.sampled_from((key, f"-{key}"))) for key in keys)),
        "page": Page(size=draw(st.sampled_from((1, 3, 20))), max_size=100),
    }
    declared = {name: parameters[name] for name in draw(st.permutations(sorted(parameters)))}
    try:
        return types.new_class(
            "ThingSearch", (SearchQuery,), {"document": ThingDocument}, lambda body: body.update(declared)
        )
    except DeclarationError as error:
        assume("which no multiple of" not in str(error))
        raise


_names = st.sampled_from([*_NAMES, *map(str.upper, _NAMES), "nothing"])
_VALUES: Values = {
    "query": st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join),
    **dict.fromkeys(("tag", "kind", "anywhere"), _names),
    "lower": st.sampled_from(_NAMES),
    "tag_id": st.integers(0, len(_NAMES)),
    "day": st.sampled_from(_DAYS),
    **{name: st.sampled_from(numbers) for name, numbers in _NUMBERS.items()},
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def loaded(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engines]:
    """The same documents on both, to be read only."""
    random = Random(1)  # noqa: S311 - documents, no secrets
    things = [_thing(number, random) for number in range(_DOCUMENTS)]
    async with both_engines(tmp_path_factory.mktemp("both"), elasticsearch_url) as engines:
        await engines.both(lambda engine: create_filled(engine, engines.index, ThingDocument, things))
        yield engines


@pytest.mark.asyncio(loop_scope="module")
@bounded(_DECLARATIONS)
@given(data=st.data(), declaration=_declarations())
async def test_whatever_is_declared_finds_and_counts_the_same_on_both_engines(
    loaded: Engines, data: st.DataObject, declaration: type[SearchQuery]
) -> None:
    search = data.draw(searches(declaration, _VALUES, words="query", most=5))

    assert declaration.parse(search.canonical().encode()) == search
    await assert_same(loaded, search)


@pytest.mark.asyncio(loop_scope="module")
@bounded(2 * _DECLARATIONS)
@given(data=st.data(), declaration=_declarations())
async def test_every_value_that_any_facet_shows_finds_its_count_and_leaves_the_others(
    loaded: Engines, data: st.DataObject, declaration: type[SearchQuery]
) -> None:
    facets: Any = declaration.facets  # type: ignore[attr-defined]
    name = data.draw(st.sampled_from(facets.url_parameters()[0].choices))
    parameter = "tag" if name == "named" else name.partition("_")[0]
    before = await ask(loaded.embedded, loaded.index, declaration.parse(f"facets={name}".encode()))
    counts = {bucket.query: bucket.count for bucket in before.facets[name]}
    any_value = urlencode({parameter: data.draw(_VALUES[parameter])})

    for query in (*counts, any_value):
        try:
            search = declaration.parse(f"facets={name}&{query}".encode())
        except InvalidQueryError:
            assert query == any_value
            continue
        chosen = await ask(loaded.embedded, loaded.index, search)
        selected = [bucket for bucket in chosen.facets[name] if bucket.selected]
        assert {bucket.query: bucket.count for bucket in chosen.facets[name]}.items() >= counts.items()
        assert selected
        if query in counts:
            assert [(bucket.query, bucket.count) for bucket in selected] == [(query, chosen.total)]


@pytest.mark.asyncio(loop_scope="module")
@bounded(_DECLARATIONS // 4)
@given(data=st.data(), declaration=_declarations())
async def test_a_walk_by_any_declared_order_is_the_same_on_both_engines(
    loaded: Engines, data: st.DataObject, declaration: type[SearchQuery]
) -> None:
    search = data.draw(searches(declaration, _VALUES, words="query", most=2))
    assume(not is_by_relevance(search))
    pairs = [pair for pair in search.canonical().split("&") if pair and not pair.startswith("page_")]
    search = declaration.parse("&".join((*pairs, "page_size=40")).encode())
    embedded, elasticsearch = await loaded.both(lambda engine: walk(engine, loaded.index, search))

    assert embedded == elasticsearch
    assert len(embedded) == len(set(embedded)) == (await ask(loaded.embedded, loaded.index, search)).total
