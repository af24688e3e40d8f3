"""What people add to a title, and the names of files, on each engine: what is meant is found all the same."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from catalogue.documents import FilmDocument
from movies.films import FilmSearch
from tests.fixtures.films import Film, film
from tests.fixtures.indices import filled_index
from tests.search_contract.asking import Found, ask

# Those that are not meant are known better.
_FILMS: tuple[Film, ...] = (
    film("titanic", "Titanic", also=["Титаник"], year=1997),
    film("titanic-1953", "Titanic", year=1953),
    film("titans", "Teen Titans Go! To the Movies", rating=9.0, votes=2_000_000),
    film("matrix", "The Matrix", also=["Матрица"], year=1999, actors=["Keanu Reeves"]),
    film("reloaded", "The Matrix Reloaded", year=2003, actors=["Keanu Reeves"], rating=9.0, votes=2_000_000),
    film("runner", "Blade Runner", year=1982),
    film("runner-2049", "Blade Runner 2049", year=2017),
    film("scary", "Scary Movie", year=2000),
    film("stories", "Scary Stories to Tell in the Dark", year=2019, rating=9.0, votes=2_000_000),
    film("full-moon", "Full Moon"),
    film("moon", "Moon", year=2009, rating=9.0, votes=2_000_000),
    film("up", "Up", year=2009),
    film("growing-up", "Growing Up", year=2009, rating=9.0, votes=2_000_000),
    film("rocky-2", "Rocky II", year=1979),
    film("rocky-5", "Rocky V", year=1990),
    film("godfather-2", "The Godfather Part II", year=1974, rating=9.0, votes=2_000_000),
    film("bad", "Breaking Bad", year=2008),
    film("solaris", "Solaris", year=1972, directors=["Andrei Tarkovsky"]),
    film("stalker", "Stalker", year=1979, directors=["Andrei Tarkovsky", "Андрей Тарковский"]),
    film("tarkovsky", "Tarkovsky", year=1984),
    film("reel", "Reel", description="Film by film, somebody called Tarkovsky."),
    film("hondo", "Hondo", actors=["John Keanu", "Reeves Smith"]),
    film("by", "Stand by Me", description="A film that one may watch online.", rating=9.0, votes=2_000_000),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of these films on each engine in turn; to be read only."""
    async with filled_index(engine_url, "noise", FilmDocument, _FILMS) as name:
        yield name


async def found(engine: AsyncElasticsearch, index: str, text: str, more: str = "") -> Found:
    """What a text finds, all words or the closest."""
    return await ask(engine, index, FilmSearch.parse(f"query={quote(text)}{more}".encode()))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # the first has all of these words in its title
        ("titanic the movie", ["titanic", "titanic-1953", "titans"]),
        ("titanic full movie online free", ["titanic", "titanic-1953"]),
        ("titanic 1953 film", ["titanic-1953"]),
        ("смотреть титаник онлайн", ["titanic"]),
        ("кино титаник", ["titanic"]),
        ("фильм про титаник", ["titanic"]),
        ("матрица первый сезон", ["matrix"]),
        ("scary movie", ["scary", "stories"]),
        ("full moon", ["full-moon"]),
        ("up 2009 dvd", ["up"]),
        ("rocky part 2", ["rocky-2"]),
        ("breaking bad season 5 episode 3", ["bad"]),
        ("Breaking.Bad.S05E03.720p.BluRay", ["bad"]),
        ("breaking bad all seasons", ["bad"]),
        ("breaking bad complete series with english subtitles", ["bad"]),
        ("blade runner streaming hd", ["runner", "runner-2049"]),
        ("скачать титаник в хорошем качестве", ["titanic"]),
        ("матрица все серии на русском языке", ["matrix"]),
        ("blade runner director's cut", ["runner", "runner-2049"]),
    ],
)
async def test_a_title_is_found_among_noise_the_whole_one_first(
    engine: AsyncElasticsearch, index: str, text: str, first: list[str]
) -> None:
    answer = await found(engine, index, text)

    assert (answer.is_closest, answer.ids) == (False, first)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The.Matrix.1999.1080p.BluRay.x264-GROUP.mkv", "matrix"),
        ("Up.2009.1080p.NF.WEB-DL.DDP5.1.H.265-ABC", "up"),
        ("Blade.Runner.2049.2017.German.DL.2160p", "runner-2049"),
        ("Blade Runner (1982) [imdbid-tt0083658]", "runner"),
        ("Rocky.V.1990.Remastered.1080p", "rocky-5"),
        ("The.Godfather.Part.II.1974.1080p", "godfather-2"),
        ("matrix 1999 keanu reeves wachowski", "matrix"),
    ],
)
async def test_a_title_before_its_year_is_found_whatever_follows(
    engine: AsyncElasticsearch, index: str, text: str, meant: str
) -> None:
    answer = await found(engine, index, text)

    assert (answer.is_closest, answer.ids) == (False, [meant])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("titanc full movie", "titanic"),
        ("watch titanic online", "titanic"),
        ("the matr movie", "matrix"),
        ("The.Matrx.1999.1080p.BluRay.x264-GROUP", "matrix"),
        ("scray movie", "scary"),
        ("movies by tarkovky", "tarkovsky"),
        ("keanu reevs films", "reloaded"),
        ("vfnhbwf abkmv", "matrix"),
    ],
)
async def test_the_closest_need_no_noise(engine: AsyncElasticsearch, index: str, text: str, first: str) -> None:
    answer = await found(engine, index, text)

    assert (answer.is_closest, answer.ids[0]) == (True, first)


@pytest.mark.parametrize(
    ("text", "films"),
    [
        ("movies by tarkovsky", {"tarkovsky", "solaris", "stalker"}),
        ("tarkovsky film", {"tarkovsky", "solaris", "stalker", "reel"}),
        ("keanu reeves films", {"matrix", "reloaded"}),
        ("фильмы тарковского", {"stalker"}),
    ],
)
async def test_people_are_found_among_noise(engine: AsyncElasticsearch, index: str, text: str, films: set[str]) -> None:
    answer = await found(engine, index, text)

    assert (answer.is_closest, set(answer.ids)) == (False, films)


async def test_a_word_that_is_noise_by_itself_is_searched(engine: AsyncElasticsearch, index: str) -> None:
    assert (await found(engine, index, "movie")).ids == ["scary", "titans"]


async def test_with_an_order_of_its_own_noise_is_not_needed_either(engine: AsyncElasticsearch, index: str) -> None:
    assert (await found(engine, index, "matrix film", "&sort=title")).ids == ["matrix", "reloaded"]
    assert (await found(engine, index, "matrx film", "&sort=title")).ids == ["matrix", "reloaded"]


async def test_what_is_found_without_noise_is_marked(engine: AsyncElasticsearch, index: str) -> None:
    fields = "&highlight=true&page_size=1"

    assert (await found(engine, index, "blade runn movie", fields)).highlights == [
        {"title": "<mark>Blade</mark> <mark>Runn</mark>er"}
    ]
    assert (await found(engine, index, "up the movie", fields)).highlights == [{"title": "<mark>Up</mark>"}]
