"""What a search by words promises, on each engine: every word first, else the closest, the best of them first."""

import unicodedata
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch
from hypothesis import given
from hypothesis import strategies as st

from catalogue.documents import FilmDocument
from movies.films import FilmSearch, FilmSuggest
from search_queries.words.split import split
from tests.fixtures.films import Film, film
from tests.fixtures.indices import filled_index, found_ids
from tests.search_contract.random_searches import bounded

_TEXTS = 60
_FILMS: tuple[Film, ...] = (
    film("star-wars", "Star Wars", also=["Звёздные войны"], actors=["Mark Hamill"], rating=8.6, votes=1_400_000),
    film("star-wars-fan", "Star Wars", year=2010),
    film("star-wars-empire", "Star Wars: Episode V - The Empire Strikes Back", actors=["Mark Hamill"]),
    film("wars-star", "Wars of a Star"),
    film("starship", "Starship", actors=["Wars Hamill"]),
    film("wargames", "WarGames"),
    film("rocky-2", "Rocky II"),
    film("swat", "S.W.A.T.", actors=["Samuel L. Jackson"]),
    film("angry", "12 Angry Men"),
    film("furious", "Fast & Furious"),
    film("matrix", "The Matrix", also=["Матрица"], day="1999-03-31", actors=["Keanu Reeves"]),
    film("reloaded", "The Matrix Reloaded", actors=["Keanu Reeves"]),
    film("dune", "Dune", day="1984-12-14"),
    film("dune-again", "Dune", day="2021-09-03"),
    film("brat", "Брат 2"),
    film("pulp", "Pulp Fiction", directors=["Quentin Tarantino"]),
    film("told", "A Quiet Year", description="In which a matrix of seven wars is told."),
    film("wonderful", "It's a Wonderful Life"),
    film("8-half", "8½"),
    film("yea", "Yea"),
    film("will", "Will Penny", actors=["Roger Smith"]),
    film("ali", "Ali", actors=["Will Smith"]),
    film("atlas", "Atlas"),
    film("nagana", "Nagana", actors=["Tala Birell"]),
    film("mirror", "The Glass", directors=["Андрей Тарковский"]),
    film("creatures", "Creatures", actors=["Jane Kowalska"]),
    film("creature", "The Beast", also=["Creature"], actors=["Jane Kowalska", "Ann Long", "Eve Short"]),
    film("agent", "The Agent", description="Jack Carver is sent abroad once more."),
    film("workers", "The Workers", actors=["Jack Kelly", "Ann Carver"]),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of these films on each engine in turn; to be read only."""
    async with filled_index(engine_url, "words", FilmDocument, _FILMS) as name:
        yield name


async def ask(engine: AsyncElasticsearch, index: str, text: str, sort: str = "") -> tuple[str | None, list[str]]:
    """As the service asks: the closest only if nothing has all words."""
    search = FilmSearch.parse(f"query={quote(text)}{sort}".encode())
    if found := await found_ids(engine, index, **_body(search.build().to_dict())):
        return "all_words", found
    closest = search.build_closest()
    found = [] if closest is None else await found_ids(engine, index, **_body(closest.to_dict()))
    return "closest" if found else None, found


def _body(search: dict[str, Any]) -> dict[str, Any]:
    return {"query": search["query"], "sort": search["sort"]}


async def test_a_name_in_latin_letters_matches_as_it_stands_and_a_russian_one_in_any_case(
    engine: AsyncElasticsearch, index: str
) -> None:
    # "talas" is "Atlas" with an error; its stem is that of Tala
    assert (await ask(engine, index, "talas"))[0] == "closest"
    assert (await ask(engine, index, "talas"))[1][0] == "atlas"
    assert await ask(engine, index, "tala") == ("all_words", ["nagana"])
    assert await ask(engine, index, "тарковского") == ("all_words", ["mirror"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the whole title, the known one first; titles that start so; all words in one title; people and titles mixed
        ("star wars", ["star-wars", "star-wars-fan", "star-wars-empire", "wars-star"]),
        ("starwars", ["star-wars", "star-wars-fan", "star-wars-empire"]),
        ("war games", ["wargames"]),
        ("rocky 2", ["rocky-2"]),
        ("rocky two", ["rocky-2"]),
        ("swat", ["swat"]),
        ("s w a t", ["swat"]),
        ("S.W.A.T. jackson", ["swat"]),
        ("twelve angry men", ["angry"]),
        ("fast and furious", ["furious"]),
        ("matrix, the", ["matrix", "reloaded"]),
        ("matrix keanu", ["matrix", "reloaded"]),
        ("dune 2021", ["dune-again"]),
        ("матрица", ["matrix"]),
        ("звездные войны", ["star-wars"]),
        ("брат ii", ["brat"]),
        ("brat 2", ["brat"]),
        ("matritsa", ["matrix"]),
        ("its a wonderful life", ["wonderful"]),
        ("8 1/2", ["8-half"]),
        ("seven wars", ["told"]),
        ("quiet wars", ["told"]),
        ("will smith", ["ali", "will"]),
        # a whole title beside a name; a phrase of the description before words of several people
        ("creature kowalska", ["creature", "creatures"]),
        ("kowalska creatures", ["creatures", "creature"]),
        ("jack carver", ["agent", "workers"]),
    ],
)
async def test_every_word_is_found_the_best_first(
    engine: AsyncElasticsearch, index: str, text: str, found: list[str]
) -> None:
    assert await ask(engine, index, text) == ("all_words", found)


async def test_a_description_lets_a_film_be_found_and_hardly_counts(engine: AsyncElasticsearch, index: str) -> None:
    assert await ask(engine, index, "matrix") == ("all_words", ["matrix", "reloaded", "told"])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("matrux", "matrix"),
        ("natrix", "matrix"),
        ("mtarix", "matrix"),
        ("teh matrix relaoded", "reloaded"),
        ("12 angry mne", "angry"),
        ("wonderful lifd", "wonderful"),
        ("the matr", "matrix"),
        ("the matrix from", "matrix"),
        ("vfnhbwf", "matrix"),
        ("ьфекшч", "matrix"),
        ("Тарантино", "pulp"),
        ("pulp Тарантино", "pulp"),
        ("брат 2 matrux", "brat"),
        ("tarrantino", "pulp"),
        ("qu tarant", "pulp"),
        ("matrissa", "matrix"),
        ("zvezdnie voiny", "star-wars"),
        ("pulp fic taranttino", "pulp"),
        ("quite yea", "told"),
    ],
)
async def test_if_nothing_has_all_words_the_closest_come(
    engine: AsyncElasticsearch, index: str, text: str, first: str
) -> None:
    match, found = await ask(engine, index, text)

    assert (match, found[0]) == ("closest", first)


@pytest.mark.parametrize("text", ["dub", "itx", "zzzzz", "rokcie", "!!!", "— …", "🎬", "'"])
async def test_what_is_like_nothing_finds_nothing(engine: AsyncElasticsearch, index: str, text: str) -> None:
    assert await ask(engine, index, text) == (None, [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"star wars"', ["star-wars", "star-wars-fan", "star-wars-empire"]),
        ('"wars star"', []),
        ('"mark hamill" star', ["star-wars", "star-wars-empire"]),
        ("star wars -empire", ["star-wars", "star-wars-fan", "wars-star"]),
        ('star wars -"strikes back"', ["star-wars", "star-wars-fan", "wars-star"]),
        ("matrix -reloaded -told", ["matrix"]),
        ('matrix -"', ["matrix", "reloaded", "told"]),
        ("- matrix", ["matrix", "reloaded", "told"]),
        ('"matrix', ["matrix", "reloaded", "told"]),
        ("-dune", ["dune", "dune-again"]),
    ],
)
async def test_quotes_and_dashes_are_operators(
    engine: AsyncElasticsearch, index: str, text: str, found: list[str]
) -> None:
    assert sorted((await ask(engine, index, text))[1]) == sorted(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [("matrux", {"matrix", "reloaded"}), ("matrix reloadd", {"reloaded"}), ("matrix zzzz", set()), ("the matr", set())],
)
async def test_with_an_order_of_its_own_every_word_is_kept_errors_aside(
    engine: AsyncElasticsearch, index: str, text: str, found: set[str]
) -> None:
    assert set((await ask(engine, index, text, sort="&sort=title"))[1]) == found


async def test_a_long_query_is_answered_by_its_first_sixteen_words(engine: AsyncElasticsearch, index: str) -> None:
    text = " ".join(["matrux", "reloaded", *["the"] * 14, "dune", "brat"])

    assert (await ask(engine, index, text))[1][0] == "reloaded"


_SIGNS = st.text(alphabet=" \"-&+.*'½,;[]¿😀", max_size=12)
_ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=256),
    st.lists(
        st.one_of(_SIGNS, st.sampled_from(("star", "wars", "x", "ii", "侍", "дом", "-wars", '"star'))), max_size=20
    )
    .map(" ".join)
    .map(lambda text: text[:256]),
    st.sampled_from(("a " * 128, "侍" * 256, "1 " * 128, "-a " * 85, '"a" ' * 64, "ab" * 128)),
).filter(lambda text: bool(text.strip()))


@bounded(_TEXTS)
@given(text=_ANY_TEXT)
async def test_any_text_is_answered(engine: AsyncElasticsearch, index: str, text: str) -> None:
    search = FilmSearch.parse(f"query={quote(text)}".encode())
    await engine.search(index=index, **_body(search.build().to_dict()))
    if (closest := search.build_closest()) is not None:
        await engine.search(index=index, **_body(closest.to_dict()))
    await engine.search(index=index, **_body(FilmSuggest.parse(f"query={quote(text)}".encode()).build().to_dict()))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sta", ["star-wars", "starship", "star-wars-fan", "star-wars-empire"]),
        ("star w", ["star-wars", "star-wars-fan", "star-wars-empire"]),
        ("the mat", ["matrix", "reloaded"]),
        ("mtari", ["matrix", "reloaded"]),
        ("teh matrix", ["matrix", "reloaded"]),
        ("reload", ["reloaded"]),
        ("hamil", ["star-wars"]),
        ("qu tarant", ["pulp"]),
        ("зве", ["star-wars"]),
        ("zvez", ["star-wars"]),
        ("twelve an", ["angry"]),
        # on the other keyboard layout
        ("vfnh", ["matrix"]),
        ("ыефк ц", ["star-wars", "star-wars-fan", "star-wars-empire"]),
    ],
)
async def test_suggestions_are_titles_that_start_so_then_words_and_people(
    engine: AsyncElasticsearch, index: str, typed: str, first: list[str]
) -> None:
    search = FilmSuggest.parse(f"query={quote(typed)}".encode()).build().to_dict()
    found = await found_ids(engine, index, **_body(search))

    assert found[: len(first)] == first


@pytest.mark.parametrize(
    "text",
    [
        "Amélie & Ёлки",
        "Twelve Angry Men",
        "Straße ½ 7⅞",
        "Ocean's Don’t L'Avventura",
        "七人の侍 기생충",
        "⑴ ⒛ ² Ⅻ",
        "&+&",
        "!",
    ],
)
async def test_the_words_of_a_text_are_those_of_its_analysis(engine: AsyncElasticsearch, index: str, text: str) -> None:
    assert await _analyzed(engine, index, text, "typed") == list(enumerate(split(text)))


# A letter of a newer Unicode than that of Elasticsearch's tokenizer is none to it; Python tells only of the oldest.
_LONG_KNOWN = st.characters(max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs", "Cn")).filter(
    lambda letter: unicodedata.ucd_3_2_0.category(letter) != "Cn"
)


@bounded(_TEXTS)
@given(text=st.text(_LONG_KNOWN, max_size=60))
async def test_words_that_are_split_are_split_alike_by_the_index(
    engine: AsyncElasticsearch, index: str, text: str
) -> None:
    words = split(text)

    for analyzer in ("split_words", "typed"):
        assert await _analyzed(engine, index, " ".join(words), analyzer) == list(enumerate(words))


async def _analyzed(engine: AsyncElasticsearch, index: str, text: str, analyzer: str) -> list[tuple[int, str]]:
    tokens = (await engine.indices.analyze(index=index, text=text, analyzer=analyzer))["tokens"]
    return [(token["position"], token["token"]) for token in tokens]
