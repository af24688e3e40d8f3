"""The key of a cached answer: the operation and the meaning of what it is asked."""

import pytest

from movies.cache.cache_key import cache_key
from movies.films import FilmSearch

_KUROSAWA = "66f36ec1-b175-5748-9d57-df8f68494eaf"
_MIFUNE = "fd587680-a1d1-5721-a5ce-0327ff725861"


def key(raw: bytes, *, operation_id: str = "list_person_films", person_id: str = _KUROSAWA) -> str:
    return cache_key(operation_id, [person_id, FilmSearch.parse(raw)])


def test_it_names_the_operation_the_ids_and_the_search() -> None:
    assert key(b"page_size=10&genre=Drama") == f"list_person_films|{_KUROSAWA}|genre=drama&page_size=10"
    assert cache_key("get_film", [_MIFUNE]) == f"get_film|{_MIFUNE}"


@pytest.mark.parametrize("raw", [b"genre=crime&genre=DRAMA&page_number=1", b"page_size=50&genre=Drama&genre=Crime"])
def test_requests_of_the_same_meaning_share_it(raw: bytes) -> None:
    assert key(raw) == key(b"genre=drama&genre=crime")


@pytest.mark.parametrize(
    "other", [key(b"genre=crime"), key(b"", operation_id="list_films"), key(b"", person_id=_MIFUNE), key(b"sort=title")]
)
def test_requests_of_different_meaning_do_not(other: str) -> None:
    assert other != key(b"")
