"""The stated mix of requests, made of what generated films hold; the same for the same seed."""

import random
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from catalogue.model import Film
from etl.sources.generator import SEED, generate_films

_FILMS_SAMPLED = 3_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Asked(NamedTuple):
    """A request, and which kind of the mix it is."""

    kind: str
    path: str


class Mix:
    """Draws requests: a kind by its share, then its values."""

    def __init__(self) -> None:
        self._chance = random.Random(SEED)  # noqa: S311 - to be repeated, not to be unguessable
        # a smaller count gives the first films of a greater one, so all of these are in the catalogue
        self._films = list(generate_films(_FILMS_SAMPLED, SEED))
        # as often as films have them
        self._genres = [genre.name for film in self._films for genre in film.genres]
        self._kinds: dict[str, tuple[int, Callable[[], str]]] = {
            "list": (18, self._list),
            "words": (20, self._words),
            "genre and sort": (20, self._genre),
            "ranges": (15, self._ranges),
            "films of a person": (10, self._films_of_person),
            "one film": (8, self._one_film),
            "person by misspelt name": (7, self._misspelt),
            "page 200": (2, self._page_200),
        }

    @property
    def shares(self) -> str:
        """`list 18 %, words 20 %, ...`."""
        return ", ".join(f"{kind} {share} %" for kind, (share, _) in self._kinds.items())

    def draw(self, count: int) -> list[Asked]:
        """`count` requests."""
        kinds = list(self._kinds)
        weights = [share for share, _ in self._kinds.values()]
        return [Asked(kind, self._kinds[kind][1]()) for kind in self._chance.choices(kinds, weights, k=count)]

    def unlike_any(self, count: int) -> list[str]:
        """`count` different searches: each is a miss, once."""
        return [
            _films(genre=self._genre_name(), imdb_rating__gte=f"{1 + number * 1e-5:.5f}", page_size=10)
            for number in range(count)
        ]

    def _list(self) -> str:
        page = self._chance.choices((1, 2, 3, 5, 9), (60, 15, 10, 10, 5))[0]
        return _films(sort=self._chance.choice(("-imdb_rating", "-votes", "-release_date")), page_number=page)

    def _words(self) -> str:
        film = self._film()
        words = film.title.split()
        kind = self._chance.random()
        if kind < 0.3 and film.actors:
            words = self._chance.choice(film.actors).full_name.split()
        elif kind < 0.5 and film.description:
            words = self._chance.sample(film.description.split(), 2)
        return _films(query=" ".join(words[:3]))

    def _genre(self) -> str:
        sort = self._chance.choice(("-imdb_rating", "-release_year", "title", "-votes", "-imdb_rating,title"))
        return _films(genre=self._genre_name(), sort=sort, page_number=self._chance.choice((1, 1, 1, 2)))

    def _ranges(self) -> str:
        year = self._chance.randrange(1930, 2020)
        rating = self._chance.randrange(40, 80) / 10
        return _films(
            imdb_rating__gte=rating, release_year__gte=year, release_year__lte=year + 10, sort="-release_year"
        )

    def _films_of_person(self) -> str:
        return f"/api/v1/persons/{self._chance.choice(self._film().actors or self._film().directors).id}/films"

    def _one_film(self) -> str:
        return f"/api/v1/films/{self._film().id}"

    def _misspelt(self) -> str:
        name = self._film().directors[0].full_name
        words = [word for word in name.split() if len(word) > 4] or [name]
        word = self._chance.choice(words)
        place = self._chance.randrange(1, len(word))
        misspelt = word[:place] + self._chance.choice(_LETTERS) + word[place + 1 :]
        return f"/api/v1/persons?{urlencode({'query': misspelt})}"

    def _page_200(self) -> str:
        return _films(sort=self._chance.choice(("-imdb_rating", "-votes")), page_number=200, page_size=50)

    def _film(self) -> Film:
        return self._chance.choice(self._films)

    def _genre_name(self) -> str:
        return self._chance.choice(self._genres)


def _films(**parameters: object) -> str:
    return f"/api/v1/films?{urlencode(parameters)}"
