"""The films API, as a client sees it."""

from unittest.mock import ANY
from urllib.parse import quote

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from tests.fixtures.api_client import get


async def titles(client: Client, query: str) -> list[str]:
    return [film["title"] for film in (await get(client, f"/films?{query}"))["items"]]


async def faults(client: Client, query: str) -> list[tuple[str, str]]:
    body = await get(client, f"/films?{query}", 400)
    return [(fault["parameter"], fault["code"]) for fault in body["errors"]]


async def test_a_list_without_words_has_the_best_rated_first(client: Client) -> None:
    body = await get(client, "/films")
    ratings = [film["imdb_rating"] for film in body["items"]]

    assert ratings == sorted(ratings, reverse=True)
    assert body["total"] >= 500
    assert body["total_is_exact"] is True
    assert body["page"] == {"number": 1, "size": 50, "next": "?page_number=2", "previous": None, "next_cursor": ANY}


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("it", "It"),
        ("IT", "It"),
        ("1917", "1917"),
        ("amelie", "Amélie"),
        ("Amélie", "Amélie"),
        ("она", "Her"),
        ("Мы", "Us"),
        ("елки", "Six Degrees of Celebration"),
        ("Ёлки", "Six Degrees of Celebration"),
        ("wizard oz", "The Wizard of Oz"),
        ("крёстный отец", "The Godfather"),
    ],
)
async def test_the_intended_film_is_first(client: Client, words: str, title: str) -> None:
    assert (await titles(client, f"query={quote(words)}"))[0] == title


async def test_a_film_has_all_words_each_in_any_field(client: Client) -> None:
    assert set(await titles(client, "query=tarkovsky+solaris")) == {"Solaris"}
    assert (await get(client, "/films?query=tarkovsky+solaris+qqqq"))["match"] == "closest"


@pytest.mark.parametrize("words", ["!!!", "...", "🎬", "-"])
async def test_words_of_punctuation_only_find_nothing(client: Client, words: str) -> None:
    body = await get(client, f"/films?query={quote(words)}")

    assert (body["items"], body["total"]) == ([], 0)


async def test_filters_combine_and_repeat(client: Client) -> None:
    body = await get(client, "/films?genre=horror&genre=western&genre__not=Drama&release_year__gte=1960&type=movie")

    assert body["items"]
    for film in body["items"]:
        genres = {genre["name"] for genre in film["genres"]}
        assert genres & {"Horror", "Western"}
        assert "Drama" not in genres
        assert film["release_year"] >= 1960


async def test_all_of_several_genres(client: Client) -> None:
    body = await get(client, "/films?genre__all=crime&genre__all=drama&page_size=100")

    assert body["items"]
    assert all({"Crime", "Drama"} <= {genre["name"] for genre in film["genres"]} for film in body["items"])


@pytest.mark.parametrize("role", ["director", "person"])
async def test_people_are_found_by_name_and_by_id(client: Client, role: str) -> None:
    by_name = await get(client, f"/films?{role}=akira+KUROSAWA&sort=release_year")
    person = next(p for p in by_name["items"][0]["directors"] if p["full_name"] == "Akira Kurosawa")
    by_id = await get(client, f"/films?{role}_id={person['id']}&sort=release_year")

    assert len(by_name["items"]) >= 3
    assert by_id["items"] == by_name["items"]


@pytest.mark.parametrize("start", ["akira+k", "AKIRA+KU", "%C3%81kira+Kurosaw"])
@pytest.mark.parametrize("role", ["director", "person"])
async def test_people_are_found_by_the_start_of_their_name(client: Client, role: str, start: str) -> None:
    by_name = await get(client, f"/films?{role}=akira+kurosawa")
    by_start = await get(client, f"/films?{role}__prefix={start}")

    assert by_start["items"] == by_name["items"] != []


async def test_bounds_that_are_not_within_the_range(client: Client) -> None:
    body = await get(client, "/films?imdb_rating__gt=8.6&release_year__lt=1980&page_size=100")

    assert body["items"]
    assert all(film["imdb_rating"] > 8.6 and film["release_year"] < 1980 for film in body["items"])


async def test_films_without_a_rating_come_last_and_can_be_filtered(client: Client) -> None:
    unrated = await get(client, "/films?imdb_rating__exists=false")
    total = (await get(client, "/films"))["total"]

    assert unrated["total"] >= 1
    assert unrated["items"][0]["imdb_rating"] is None
    for order in ("imdb_rating", "-imdb_rating"):
        last = -(-total // 100)
        page = await get(client, f"/films?sort={order}&page_size=100&page_number={last}")
        assert page["items"][-1]["imdb_rating"] is None
        assert page["page"]["next"] is None


@pytest.mark.parametrize("sort", ["-imdb_rating", "release_year", "-votes,title", "title"])
async def test_following_the_next_links_visits_every_film_once(client: Client, sort: str) -> None:
    seen: list[str] = []
    link: str | None = f"?sort={sort}&page_size=37"
    total = 0
    while link:
        body = await get(client, f"/films{link}")
        seen += [film["id"] for film in body["items"]]
        total = body["total"]
        link = body["page"]["next"]

    assert len(seen) == total
    assert len(set(seen)) == total


async def test_a_page_links_to_the_next_and_the_previous(client: Client) -> None:
    _, answer = await client.get("/api/v1/films?genre=Drama&page_size=5&page_number=2")

    assert answer.json["page"]["next"] == "?genre=drama&page_number=3&page_size=5"
    assert answer.json["page"]["previous"] == "?genre=drama&page_size=5"
    assert answer.headers["link"] == (
        '<?genre=drama&page_number=3&page_size=5>; rel="next", <?genre=drama&page_size=5>; rel="prev"'
    )


async def test_a_page_after_the_last_is_empty(client: Client) -> None:
    body = await get(client, "/films?page_number=100&page_size=100")

    assert body["items"] == []
    assert body["page"]["next"] is None


async def test_a_page_after_the_last_links_back_to_the_last(client: Client) -> None:
    body = await get(client, "/films?page_number=100&page_size=100")
    last = await get(client, f"/films{body['page']['previous']}")
    nothing = await get(client, "/films?query=qqqq&page_number=7")

    assert last["items"]
    assert last["page"]["next"] is None
    assert nothing["page"]["previous"] is None


async def test_one_film_has_its_people_in_credit_order(client: Client) -> None:
    found = await get(client, "/films?query=seven+samurai&director=Akira+Kurosawa")
    film = await get(client, f"/films/{found['items'][0]['id']}")

    assert film["title"] == "Seven Samurai"
    assert film["release_year"] == 1954
    assert [person["full_name"] for person in film["directors"]] == ["Akira Kurosawa"]
    assert [person["full_name"] for person in film["actors"]][:2] == ["Toshiro Mifune", "Takashi Shimura"]
    assert film["description"]
    assert film["modified"].endswith("Z")


async def test_an_id_may_be_in_upper_case(client: Client) -> None:
    film = (await get(client, "/films?page_size=1"))["items"][0]

    assert (await get(client, f"/films/{film['id'].upper()}"))["id"] == film["id"]


async def test_an_absent_id_is_not_found(client: Client) -> None:
    body = await get(client, "/films/00000000-0000-4000-8000-000000000000", 404)

    assert body["detail"] == "There is nothing with the id 00000000-0000-4000-8000-000000000000."


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "not-a-uuid",
        "%FF",
        "%00",
        "тест",
        "a" * 300,
        "urn:uuid:3e07bf6f-424b-5a60-8af4-b1df39e4c24c",
        "3e07bf6f424b5a608af4b1df39e4c24c",
        "3e07-bf6f424b-5a60-8af4-b1df39e4c24c",
    ],
)
async def test_a_malformed_id_is_a_fault(client: Client, text: str) -> None:
    body = await get(client, f"/films/{quote(text, safe='%:')}", 400)

    assert [(fault["parameter"], fault["code"]) for fault in body["errors"]] == [("film_id", "wrong_type")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("color=red", [("color", "unknown_parameter")]),
        ("genre__gte=1", [("genre__gte", "unknown_lookup")]),
        ("release_year=abc", [("release_year", "wrong_type")]),
        ("imdb_rating=11", [("imdb_rating", "out_of_range")]),
        ("page_number=0", [("page_number", "out_of_range")]),
        ("page_size=10000", [("page_size", "out_of_range")]),
        ("page_number=101&page_size=100", [("page_number", "page_window")]),
        ("sort=budget", [("sort", "not_allowed")]),
        ("genre_id=1", [("genre_id", "wrong_type")]),
        ("query=" + "a" * 257, [("query", "too_long")]),
        ("query=a%00b", [("query", "bad_encoding")]),
        ("query=%FF", [("query", "bad_encoding")]),
        ("query=a&query=b", [("query", "repeated")]),
        ("query=", [("query", "empty_value")]),
        (
            "imdb_rating=11&sort=x&color=1",
            [("imdb_rating", "out_of_range"), ("sort", "not_allowed"), ("color", "unknown_parameter")],
        ),
    ],
)
async def test_every_fault_is_reported_at_once(client: Client, query: str, found: list[tuple[str, str]]) -> None:
    assert await faults(client, query) == found


async def test_of_very_many_faults_the_first_say_what_is_allowed(client: Client) -> None:
    names = [*map(hex, range(1_200))]

    problem = await get(client, f"/films?{'&'.join(names)}", 400)

    assert problem["detail"] == "1200 faults in the request; see errors."
    assert [fault["parameter"] for fault in problem["errors"]] == names
    assert [fault["allowed"] is not None for fault in problem["errors"]] == [number < 100 for number in range(1_200)]


async def test_the_longest_query_is_answered(client: Client) -> None:
    assert (await get(client, f"/films?query={'a+' * 127}ab"))["match"] == "closest"


async def test_requests_of_the_same_meaning_get_the_same_bytes(client: Client) -> None:
    _, one = await client.get("/api/v1/films?genre=Drama&genre=Crime&sort=-imdb_rating&page_size=3")
    _, other = await client.get("/api/v1/films?page_size=3&genre=crime&genre=drama")

    assert one.content == other.content
