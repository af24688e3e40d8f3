"""A few persons whose names are easily mistyped, and many more made of parts of names."""

from collections.abc import Sequence
from itertools import product
from random import Random
from typing import Any
from zlib import crc32

Person = dict[str, Any]

ROLES = ("actor", "writer", "director")
NAMES = (
    "Akira Kurosawa", "Kiyoshi Kurosawa", "Stanley Kubrick", "Brik", "Toshirō Mifune", "Stanisław Lem", "Ang Lee", "Li",
    "Andrei Tarkovsky", "Андрей Тарковский", "Алёна Бабенко", "Bong Joon-ho", "봉준호", "黒澤 明", "Björk",
    "Conan O'Brien", "İlker Aksum",
)  # fmt: skip
IDS = frozenset(NAMES)

_FIRST = (
    "Anna", "Ana", "Hanna", "Ivan", "Iwan", "Ian", "Jean", "Joan", "Jon", "Michael", "Mikael", "Michel", "Алёна",
    "Алена", "Елена", "Иван", "Jean-Pierre", "Bo", "José", "三船",
)  # fmt: skip
_LAST = (
    "Smith", "Smyth", "Schmidt", "Brown", "Braun", "Broun", "Petrov", "Petrova", "Петров", "Петрова", "O'Brien",
    "Øster", "Kurosawa", "Kurosava", "García", "Garcia", "Li", "Lee", "Ng", "敏郎",
)  # fmt: skip


def person(name: str, *, films: int = 1, roles: Sequence[str] = ("actor",)) -> Person:
    """A document; its id is the name."""
    return {
        "id": name,
        "id_hash": crc32(name.encode()),
        "full_name": name,
        "roles": list(roles),
        "films_count": films,
        "modified": "2026-11-01T00:00:00Z",
    }


def generate_persons(seed: int = 1) -> list[Person]:
    """One of each first with each last name, 400 in all; the same for the same seed."""
    random = Random(seed)  # noqa: S311 - persons, no secrets
    return [
        person(
            f"{first} {last}",
            films=random.choice((1, 1, 1, 2, 5, 500)),
            roles=random.sample(ROLES, random.randint(1, 3)),
        )
        for first, last in product(_FIRST, _LAST)
    ]


NAME_PARTS = (*_FIRST, *_LAST)
