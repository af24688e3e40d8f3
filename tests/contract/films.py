"""A small catalogue that the scenarios ask: few enough films to know by heart, each there for an awkwardness."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

Film = dict[str, Any]


def film(
    film_id: str,
    title: str,
    *,
    original: str | None = None,
    also: Sequence[str] = (),
    description: str | None = None,
    kind: str = "movie",
    rating: float | None = None,
    votes: int | None = None,
    day: str | None = None,
    year: int | None = None,
    genres: Sequence[str] = (),
    actors: Sequence[str] = (),
    writers: Sequence[str] = (),
    directors: Sequence[str] = (),
) -> Film:
    """A document; what is not known is not in it. The year is that of the day where it is not given."""
    known = {
        "id": film_id,
        "id_hash": crc32(film_id.encode()),
        "title": title,
        "original_title": original,
        "alternative_titles": list(also),
        "description": description,
        "type": kind,
        "imdb_rating": rating,
        "votes": votes,
        "release_date": day,
        "release_year": year if day is None else int(day[:4]),
        "genres": [{"id": slug(name), "name": name} for name in genres],
        "actors": _credits(actors),
        "writers": _credits(writers),
        "directors": _credits(directors),
        "modified": "2026-11-01T00:00:00Z",
    }
    return {name: value for name, value in known.items() if value is not None}


def slug(name: str) -> str:
    """The id of a genre or a person: "Andrei Tarkovsky" is andrei-tarkovsky."""
    return name.lower().replace(" ", "-")


def _credits(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": slug(name), "full_name": name} for name in names]


FILMS: tuple[Film, ...] = (
    film(
        "solaris",
        "Solaris",
        original="Солярис",
        description="A psychologist is sent to a station that orbits a planet.",
        rating=8.0,
        votes=100_000,
        day="1972-05-13",
        genres=["Drama", "Sci-Fi"],
        actors=["Donatas Banionis", "Natalya Bondarchuk"],
        writers=["Stanisław Lem", "Andrei Tarkovsky"],
        directors=["Andrei Tarkovsky"],
    ),
    film(
        "solaris-again",
        "Solaris",
        also=["Солярис"],
        rating=6.2,
        votes=90_000,
        day="2002-11-29",
        genres=["Drama", "Sci-Fi", "Romance"],
        actors=["George Clooney", "Natascha McElhone"],
        writers=["Stanisław Lem", "Steven Soderbergh"],
        directors=["Steven Soderbergh"],
    ),
    film(
        "stalker",
        "Stalker",
        original="Сталкер",
        rating=8.0,
        votes=100_000,
        day="1979-05-25",
        genres=["Drama", "Sci-Fi"],
        actors=["Alisa Freindlich"],
        writers=["Arkady Strugatsky", "Boris Strugatsky"],
        directors=["Andrei Tarkovsky"],
    ),
    film(
        "oceans",
        "Ocean's Eleven",
        also=["Одиннадцать друзей Оушена"],
        rating=7.7,
        votes=600_000,
        day="2001-12-07",
        genres=["Crime", "Thriller"],
        actors=["George Clooney", "Brad Pitt"],
        writers=["Ted Griffin"],
        directors=["Steven Soderbergh"],
    ),
    film("it", "It", also=["Оно"], rating=7.3, votes=600_000, day="2017-09-08", genres=["Horror"]),
    film("it-follows", "It Follows", also=["Оно следует за тобой"], rating=6.8, day="2014-05-17", genres=["Horror"]),
    film("her", "Her", also=["Она"], rating=8.0, votes=650_000, day="2013-12-18", genres=["Drama", "Romance"]),
    film("she-said", "She Said", also=["Она сказала"], rating=7.2, day="2022-11-18", genres=["Drama"]),
    film("us", "Us", also=["Мы"], rating=6.8, votes=340_000, day="2019-03-22", genres=["Horror", "Thriller"]),
    film(
        "amelie",
        "Amélie",
        original="Le fabuleux destin d'Amélie Poulain",
        also=["Амели"],
        rating=8.3,
        votes=790_000,
        day="2001-04-25",
        genres=["Comedy", "Romance"],
        actors=["Audrey Tautou"],
        directors=["Jean-Pierre Jeunet"],
    ),
    film("avventura", "L'Avventura", also=["Приключение"], rating=7.7, day="1960-06-29", genres=["Drama"]),
    film("dont-look-up", "Don't Look Up", rating=7.2, votes=600_000, day="2021-12-10", genres=["Comedy", "Drama"]),
    film("war", "1917", rating=8.2, votes=680_000, day="2019-12-25", genres=["Drama", "War"]),
    film("eight-and-a-half", "8½", rating=8.0, votes=126_000, day="1963-02-14", genres=["Drama"]),
    film(
        "samurai",
        "Seven Samurai",
        original="七人の侍",
        also=["Семь самураев"],
        rating=8.6,
        votes=380_000,
        day="1954-04-26",
        genres=["Action", "Drama"],
        actors=["Toshirō Mifune", "Takashi Shimura"],
        writers=["Akira Kurosawa"],
        directors=["Akira Kurosawa"],
    ),
    film(
        "trees",
        "Six Degrees of Celebration",
        original="Ёлки",
        description="Зелёные ёлки и чужие новогодние желания.",
        rating=6.0,
        day="2010-12-16",
        genres=["Comedy"],
        actors=["Иван Ургант"],
    ),
    film("dune", "Dune", rating=6.3, votes=190_000, day="1984-12-14", genres=["Sci-Fi"], directors=["David Lynch"]),
    film("dune-again", "Dune", rating=8.0, votes=950_000, day="2021-09-03", genres=["Sci-Fi"]),
    # Announced: a year, and neither a day nor a rating.
    film("dune-next", "Dune: Part Three", also=["Дюна: Часть третья"], year=2026, genres=["Sci-Fi"]),
    # Nothing is known of it but its title.
    film("untitled", "Untitled"),
    # Zeros are values, and so are days before 1970.
    film("train", "The Arrival of a Train", rating=0.0, votes=0, day="1896-01-25", genres=["Documentary"]),
    film("chernobyl", "Chernobyl", also=["Чернобыль"], kind="tv_show", rating=9.3, day="2019-05-06", genres=["Drama"]),
    film("friends", "Friends", kind="tv_show", rating=8.9, votes=1_100_000, day="1994-09-22", genres=["Comedy"]),
)
IDS = frozenset(film["id"] for film in FILMS)
