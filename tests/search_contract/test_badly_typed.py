"""What people mean, on each engine: titles without their end, common words with errors, abbreviations."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from catalogue.documents import FilmDocument
from movies.films import FilmSearch, FilmSuggest
from tests.fixtures.films import Film, film
from tests.fixtures.indices import filled_index, found_ids
from tests.search_contract.asking import ask

# Those that are not meant are known better.
_FILMS: tuple[Film, ...] = (
    film("godfather", "The Godfather", also=["Крёстный отец"], rating=9.2, votes=2_000),
    film("godfather-2", "The Godfather Part II", also=["Крёстный отец 2"], rating=9.0, votes=2_000_000),
    film("star", "Star!", rating=9.0, votes=2_000_000),
    film("star-wars", "Star Wars", also=["Звёздные войны"], rating=8.6, votes=2_000),
    film("clone-wars", "Star Wars: The Clone Wars", also=["Звёздные войны: Войны клонов"], rating=9.0, votes=2_000_000),
    film("toy-story", "Toy Story", rating=8.3, votes=2_000),
    film("toy-story-4", "Toy Story 4", rating=9.0, votes=2_000_000),
    film("stone", "Harry Potter and the Sorcerer's Stone", also=["Harry Potter and the Philosopher's Stone"]),
    film("rings", "The Lord of the Rings", votes=2_000, rating=6.2),
    film("two-towers", "The Lord of the Rings: The Two Towers", rating=9.0, votes=2_000_000),
    film("future", "Back to the Future", also=["Назад в будущее"], rating=8.5, votes=2_000),
    film("back", "The Way Back", rating=9.0, votes=2_000_000),
    film("ark", "Raiders of the Lost Ark", rating=8.5, votes=2_000),
    film("wind", "Gone with the Wind", rating=8.5, votes=2_000),
    film("sand", "House of Sand and Fog", rating=8.5, votes=2_000),
    film("carriage", "Дама с собачкой", rating=8.5, votes=2_000),
    film("strange", "Doctor Strange", year=2016),
    film("strangelove", "Dr. Strangelove", description="In which Capt. Mandrake meets Doctor Merkwürdig."),
    film("kill-bill", "Kill Bill: Vol. 2"),
    film("galaxy", "Guardians of the Galaxy Volume 2"),
    film("kramer", "Kramer vs. Kramer", actors=["Justin Henry Jr."]),
    film("sherlock", "Sherlock Jr."),
    film("drive", "Mulholland Drive"),
    film("jump", "21 Jump St"),
    film("mr-dynamite", "Mr. Dynamite", year=1941),
    film("mister-dynamite", "Mister Dynamite", year=1935),
    film("rain", "Rain", year=2001, description="The end of the drought."),
    film("rain-known", "Rain", year=1932, rating=9.0, votes=2_000_000),
    film("monsters", "Monsters, Inc."),
    film("ferrari", "Ford v Ferrari"),
    film("bridge", "Die Brücke", year=1959, actors=["Daniel Brühl"]),
    film("heat", "Heat", also=["Схватка"], year=1995, actors=["Robert De Niro", "Catherine Zeta-Jones"]),
    film("terminator", "The Terminator", rating=6.0, votes=2_000),
    film("terminator-2", "Terminator 2", rating=9.0, votes=2_000_000),
    film("rain-man", "Rain Man", rating=8.0, votes=2_000_000),
    film("monkeys", "12 Monkeys", rating=9.0, votes=2_000_000),
    film("angry", "12 Angry Men"),
    film("seven", "Seven", year=1979, rating=9.0, votes=2_000_000),
    film("se7en", "Se7en", also=["Семь"], year=1995),
    film("catching", "The Hunger Games: Catching Fire"),
    film("catch", "Catch a Fire", rating=9.0, votes=2_000_000),
    film("half", "8½", also=["Nine and a Half Weeks"]),
    film("richard", "Richard III"),
    film("karate", "The Karate Kid", also=["Парень-каратист"], rating=9.0, votes=2_000_000),
    film("karate-2", "The Karate Kid Part II", also=["Парень-каратист 2"]),
    film("comet", "Comet Quay", rating=8.6, votes=900_000),
    film("seal", "The Seventh Seal", also=["Седьмая печать"], votes=2_000),
    film("9", "9", year=2009),
    film("nine", "Nine", year=2009, rating=9.0, votes=2_000_000),
    film("icy-return", "The Icy Return", also=["Comet Quay: Episode V"], rating=8.7, votes=1_000_000),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def index(engine_url: str) -> AsyncIterator[str]:
    """The name of an index of these films on each engine in turn; to be read only."""
    async with filled_index(engine_url, "badly-typed", FilmDocument, _FILMS) as name:
        yield name


async def all_words(engine: AsyncElasticsearch, index: str, text: str) -> list[str]:
    """The films that have all words of a text."""
    found = await ask(engine, index, FilmSearch.parse(f"query={quote(text)}".encode()))
    assert not found.is_closest
    return found.ids


async def closest(engine: AsyncElasticsearch, index: str, text: str) -> list[str]:
    """What is found for a text of which no film has all words."""
    found = await ask(engine, index, FilmSearch.parse(f"query={quote(text)}".encode()))
    assert found.is_closest
    return found.ids


async def suggested(engine: AsyncElasticsearch, index: str, typed: str) -> list[str]:
    """The films that are suggested while a text is typed."""
    search = FilmSuggest.parse(f"query={quote(typed)}".encode()).build().to_dict()
    return await found_ids(engine, index, query=search["query"], sort=search["sort"])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the godf", ["godfather", "godfather-2"]),
        ("godf", ["godfather", "godfather-2"]),
        ("крестный от", ["godfather", "godfather-2"]),
        ("krestnyy ote", ["godfather", "godfather-2"]),
        ("star w", ["star-wars"]),
        ("звездные вой", ["star-wars", "clone-wars"]),
        ("toy st", ["toy-story", "toy-story-4"]),
        ("the lord of the ri", ["rings", "two-towers"]),
        ("harry potter and the philosophers st", ["stone"]),
        # of two of one title the known one
        ("rai", ["rain-known", "rain", "rain-man"]),
    ],
)
async def test_a_title_without_the_end_of_its_last_word_goes_before_longer_ones(
    engine: AsyncElasticsearch, index: str, text: str, first: list[str]
) -> None:
    assert (await closest(engine, index, text))[: len(first)] == first


async def test_a_title_without_its_last_words_is_found_by_its_start(engine: AsyncElasticsearch, index: str) -> None:
    assert (await closest(engine, index, "harry potter and the philos"))[0] == "stone"
    assert (await closest(engine, index, "the godfather pa"))[0] == "godfather-2"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # a word in place of another, one letter too many or too few, two swapped, and errors besides
        ("back too the futr", "future"),
        ("bak ot teh futur", "future"),
        ("raiders off th lost arc", "ark"),
        ("raidrs fo the lst ark", "ark"),
        ("gone wth hte windd", "wind"),
        ("hous off sand adn fog", "sand"),
        ("назад во будущ", "future"),
        # doubled
        ("back to to the futre", "future"),
        # only the start of the last word, with an error in it
        ("gone with the wnid", "wind"),
        ("dama s sobatch", "carriage"),
    ],
)
async def test_errors_in_common_words_and_in_the_start_of_the_last_one_are_forgiven(
    engine: AsyncElasticsearch, index: str, text: str, first: str
) -> None:
    assert (await closest(engine, index, text))[0] == first


async def test_common_words_in_a_description_bring_a_film_no_nearer(engine: AsyncElasticsearch, index: str) -> None:
    assert (await closest(engine, index, "the raain"))[:2] == ["rain-known", "rain"]


@pytest.mark.parametrize("text", ["too", "teh zzzz", "fo"])
async def test_a_common_word_with_an_error_finds_nothing_by_itself(
    engine: AsyncElasticsearch, index: str, text: str
) -> None:
    found = await ask(engine, index, FilmSearch.parse(f"query={quote(text)}&sort=title".encode()))
    assert found.ids == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dr strange", ["strange"]),
        ("dr. strange", ["strange"]),
        ("strange dr", ["strange"]),
        ("doctor strangelove", ["strangelove"]),
        ("dr strangelove", ["strangelove"]),
        ("captain mandrake", ["strangelove"]),
        ("dr merkwurdig", ["strangelove"]),
        ('"dr merkwürdig"', ["strangelove"]),
        ('"captain mandrake"', ["strangelove"]),
        ("doctor -captain", ["strange"]),
        ("kill bill volume 2", ["kill-bill"]),
        ("kill bill vol ii", ["kill-bill"]),
        ("galaxy vol 2", ["galaxy"]),
        ("kill bill vol", ["kill-bill"]),
        ("kramer versus kramer", ["kramer"]),
        ("kramer vs kramer", ["kramer"]),
        ("henry junior", ["kramer"]),
        ("sherlock junior", ["sherlock"]),
        ("21 jump st", ["jump"]),
        ("monsters incorporated", ["monsters"]),
        # "v" between two words, which may be a number or a letter too
        ("kramer v kramer", ["kramer"]),
        ("ford vs ferrari", ["ferrari"]),
        ("ford versus ferrari", ["ferrari"]),
    ],
)
async def test_an_abbreviation_is_the_word_that_it_stands_for(
    engine: AsyncElasticsearch, index: str, text: str, found: list[str]
) -> None:
    assert await all_words(engine, index, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("deniro", ["heat"]),
        ("robert deniro", ["heat"]),
        ("zetajones heat", ["heat"]),
        ("die bruecke", ["bridge"]),
        ("daniel bruehl", ["bridge"]),
    ],
)
async def test_names_written_as_one_word_and_umlauts_written_out_are_the_same(
    engine: AsyncElasticsearch, index: str, text: str, found: list[str]
) -> None:
    assert await all_words(engine, index, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Latin letters, written as escapes, among Russian ones: c and a, C, B and T
        ("\x63хв\x61тк\x61", "heat"),
        ("\x43Х\x42А\x54КА", "heat"),
        # Russian letters among Latin ones
        ("he\u0430t", "heat"),
    ],
)
async def test_letters_of_the_other_alphabet_that_look_alike_are_the_same(
    engine: AsyncElasticsearch, index: str, text: str, found: str
) -> None:
    assert await all_words(engine, index, text) == [found]
    assert (await suggested(engine, index, text[:4]))[:1] == [found]


@pytest.mark.parametrize("text", ["c[dfnrf 1995", "c[dfnrf", "c[dfrf"])
async def test_on_the_other_layout_years_count_and_an_error_in_a_title_is_forgiven(
    engine: AsyncElasticsearch, index: str, text: str
) -> None:
    assert (await closest(engine, index, text))[0] == "heat"


async def test_a_title_with_one_error_goes_before_one_with_two(engine: AsyncElasticsearch, index: str) -> None:
    assert (await closest(engine, index, "terminater"))[:2] == ["terminator", "terminator-2"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("thelordoftherings", "rings"),
        ("thelordofthreings", "rings"),
        ("karatekid2", "karate-2"),
        ("thekaratekid2", "karate-2"),
        ("12angrry", "angry"),
        ("rfhfnbcn2", "karate-2"),
    ],
)
async def test_an_article_or_a_number_may_be_joined_to_a_word(
    engine: AsyncElasticsearch, index: str, text: str, first: str
) -> None:
    assert (await closest(engine, index, text))[0] == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("toy story my kids favourite of all", "toy-story"),
        ("some hobbits walk about in the lord of the rings", "rings"),
        ("любимая история всех времен назад в будущее", "future"),
    ],
)
async def test_a_whole_title_is_found_before_or_after_many_words(
    engine: AsyncElasticsearch, index: str, text: str, first: str
) -> None:
    assert await closest(engine, index, text) == [first]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("rain 2001", ["rain"]), ("rai 1932", ["rain-known"]), ("bruck 1959", ["bridge"]), ("2016 str", ["strange"])],
)
async def test_a_suggestion_may_be_told_by_its_year(
    engine: AsyncElasticsearch, index: str, typed: str, found: list[str]
) -> None:
    assert await suggested(engine, index, typed) == found


async def test_one_word_may_be_several_of_a_suggested_title(engine: AsyncElasticsearch, index: str) -> None:
    assert await suggested(engine, index, "lostark") == ["ark"]


async def test_a_shown_title_is_suggested_before_others_that_start_so(engine: AsyncElasticsearch, index: str) -> None:
    assert await suggested(engine, index, "comet q") == ["comet", "icy-return"]


@pytest.mark.parametrize(
    ("text", "first"),
    [("rain 01", "rain"), ("rain '32", "rain-known"), ("rainn 01", "rain"), ("dynamite 35", "mister-dynamite")],
)
async def test_two_digits_may_be_a_year(engine: AsyncElasticsearch, index: str, text: str, first: str) -> None:
    assert (await closest(engine, index, text))[0] == first


async def test_words_that_stand_together_as_typed_come_before_other_forms_of_them(
    engine: AsyncElasticsearch, index: str
) -> None:
    assert await all_words(engine, index, "catching fire") == ["catching", "catch"]


@pytest.mark.parametrize("text", ["eight and half", "8 and a half", "9 and half weeks", "9½ weeks"])
async def test_halves_are_found_in_words_and_in_numbers(engine: AsyncElasticsearch, index: str, text: str) -> None:
    assert await all_words(engine, index, text) == ["half"]


async def test_an_ordinal_may_be_a_number(engine: AsyncElasticsearch, index: str) -> None:
    assert (await closest(engine, index, "richard the third"))[0] == "richard"
    assert await all_words(engine, index, "third richard") == ["richard"]


@pytest.mark.parametrize("text", ["7-я печать", "седьмую печать", "7th seal", "седьмая seal"])
async def test_an_ordinal_is_one_word_in_digits_and_in_each_language(
    engine: AsyncElasticsearch, index: str, text: str
) -> None:
    assert await all_words(engine, index, text) == ["seal"]


@pytest.mark.parametrize("text", ["7 печать", "7 seal", "seven seal"])
async def test_a_number_may_be_an_ordinal(engine: AsyncElasticsearch, index: str, text: str) -> None:
    assert (await closest(engine, index, text))[0] == "seal"


@pytest.mark.parametrize("text", ["12 a", "twelve an"])
async def test_an_article_at_the_end_may_be_the_start_of_a_word(
    engine: AsyncElasticsearch, index: str, text: str
) -> None:
    assert (await suggested(engine, index, text))[0] == "angry"
    assert (await closest(engine, index, text))[0] == "angry"


@pytest.mark.parametrize("text", ["karate kidd 2", "the karate kdi ii", "karrate kid two", "gfhtym rfhfnbcn 2"])
async def test_a_number_is_no_error_of_the_title_without_it(engine: AsyncElasticsearch, index: str, text: str) -> None:
    assert (await closest(engine, index, text))[0] == "karate-2"


async def test_of_titles_that_differ_in_an_abbreviation_the_one_that_is_written_as_typed_comes_first(
    engine: AsyncElasticsearch, index: str
) -> None:
    assert await all_words(engine, index, "mr dynamite") == ["mr-dynamite", "mister-dynamite"]
    assert await all_words(engine, index, "mister dynamite") == ["mister-dynamite", "mr-dynamite"]
    assert (await closest(engine, index, "mr dynamte"))[:2] == ["mr-dynamite", "mister-dynamite"]


async def test_of_titles_that_are_one_number_the_one_that_is_written_as_typed_comes_first_however_known(
    engine: AsyncElasticsearch, index: str
) -> None:
    assert (await all_words(engine, index, "9"))[:2] == ["9", "nine"]
    assert (await all_words(engine, index, "nine"))[:2] == ["nine", "9"]
    assert await all_words(engine, index, "семь") == ["se7en", "seven"]
    assert await all_words(engine, index, "seven") == ["seven", "se7en"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("doctr strangelov", "strangelove"),
        ("mulholland dr", "drive"),
        ("dr strnge", "strange"),
        ("kill bil volum", "kill-bill"),
    ],
)
async def test_errors_and_unfinished_words_are_forgiven_beside_abbreviations(
    engine: AsyncElasticsearch, index: str, text: str, first: str
) -> None:
    assert (await closest(engine, index, text))[0] == first


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dr", {"strange", "strangelove", "drive"}),
        ("dr str", {"strange", "strangelove"}),
        ("doctor strangel", {"strangelove"}),
    ],
)
async def test_a_suggestion_reads_an_abbreviation_as_a_start_too(
    engine: AsyncElasticsearch, index: str, typed: str, found: set[str]
) -> None:
    assert set((await suggested(engine, index, typed))[: len(found)]) == found
