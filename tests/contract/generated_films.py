"""A few thousand films that repeat themselves on purpose: ties, gaps, namesakes, many alphabets."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5
from zlib import crc32

from tests.contract.films import Film

Value = TypeVar("Value")

GENRES = ("Drama", "Comedy", "Sci-Fi", "Film-Noir", "War", "Horror", "Мелодрама", "Anime", "Café Society", "Ёлочный")
PEOPLE = (
    "Andrei Tarkovsky", "Андрей Тарковский", "Stanisław Lem", "Steven Soderbergh", "George Clooney", "Brad Pitt",
    "Toshirō Mifune", "三船 敏郎", "Akira Kurosawa", "黒澤 明", "Jean-Pierre Jeunet", "Audrey Tautou", "Bong Joon-ho",
    "봉준호", "Conan O'Brien", "Conan OʼBrien", "Peter O’Toole", "Alfonso Cuarón", "Renée Zellweger", "Björk",
    "Иван Ургант", "Алёна Бабенко", "Фёдор Бондарчук", "Пётр Фёдоров", "Lars von Trier", "Šarūnas Bartas",
    "İlker Aksum", "Wong Kar-wai", "王家衛", "50 Cent", "Her", "Prince",
)  # fmt: skip
# Without words of which the engines take different stems: tests/contract/divergences.py has those.
WORDS = (
    "It", "Her", "Us", "Solaris", "Dune", "Солярис", "Ёлки", "Елки", "зелёные", "зеленый", "Она", "Мы", "Сталкер",
    "Amélie", "amelie", "AMÉLIE", "Star", "Stars", "Wars", "running", "runs", "Running", "dies", "dying", "happily",
    "Ocean's", "Ocean’s", "Oceans", "Don't", "dont", "L'Avventura", "d’Artagnan", "1917", "2001", "8½", "3.14", "300",
    "七人の侍", "侍", "となりのトトロ", "기생충", "올드보이", "The", "of", "and", "и", "в", "Bjørn", "Straße", "Œuvre",
    "snake_case", "Spider-Man", "WALL·E", "Se7en", "M", "Я", "🎬", "!!!", "война", "войны", "мир", "брат", "братья",
    "City", "Cities", "Lights", "Light", "Night", "Nights", "love", "loved", "λόγος", "Їжак",
)  # fmt: skip
DAYS = ("1896-01-25", "1969-12-31", "1970-01-01", "1972-05-13", "1999-12-31", "2000-02-29", "2021-09-03", "2021-09-04")
YEARS = (1895, 1896, 1970, 1972, 1999, 2000, 2021, 2026)
RATINGS = (0.0, 1.0, 5.0, 6.2, 6.8, 7.2, 7.3, 7.9, 8.0, 8.1, 9.9, 10.0)
VOTES = (0, 1, 99, 100, 100_000, 2_147_483_646)  # the next one sorts as a missing value: tests/contract/divergences.py


def id_of(name: str) -> str:
    """The id of a genre or a person."""
    return str(uuid5(NAMESPACE_URL, name))


def generate(count: int, seed: int = 1) -> list[Film]:
    """The same films for the same arguments."""
    random = Random(seed)  # noqa: S311 - films, no secrets
    return [_film(number, random) for number in range(count)]


def _film(number: int, random: Random) -> Film:
    day = _maybe(random, 0.8, DAYS)
    film: dict[str, Any] = {
        "id": id_of(f"film {number}"),
        "id_hash": crc32(b"film %d" % number),
        "title": _title(random),
        "original_title": _title(random) if random.random() < 0.3 else None,
        "alternative_titles": [_title(random) for _ in range(random.choice((0, 0, 1, 2)))],
        "description": " ".join(random.choices(WORDS, k=12)) if random.random() < 0.4 else None,
        "type": "tv_show" if random.random() < 0.1 else "movie",
        "imdb_rating": _maybe(random, 0.85, RATINGS),
        "votes": _maybe(random, 0.85, VOTES),
        "release_date": day,
        "release_year": int(day[:4]) if day else _maybe(random, 0.7, YEARS),
        "genres": [{"id": id_of(name), "name": name} for name in _some(random, GENRES, 3)],
        **{role: _credits(random, most) for role, most in (("actors", 3), ("writers", 2), ("directors", 1))},
        "modified": "2026-11-01T00:00:00Z",
    }
    # Some sources leave out what is not known, others send null or an empty list.
    is_sparse = random.random() < 0.5
    return {name: value for name, value in film.items() if not is_sparse or value not in (None, [])}


def _title(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.choice((1, 1, 2, 3))))


def _credits(random: Random, most: int) -> list[dict[str, str]]:
    return [{"id": id_of(name), "full_name": name} for name in _some(random, PEOPLE, most)]


def _some(random: Random, values: Sequence[Value], most: int) -> list[Value]:
    return random.sample(values, random.randint(0, most))


def _maybe(random: Random, likelihood: float, values: Sequence[Value]) -> Value | None:
    return random.choice(values) if random.random() < likelihood else None
