"""The names that one text lists, whoever wrote it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sources.sqlite_lists import credits_as_json, ids_as_json, names_as_json


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Drama, Crime", ["Drama", " Crime"]),
        ("Drama|Crime;War", ["Drama", "Crime", "War"]),
        ('["Drama", "Crime"]', ["Drama", "Crime"]),
        ("['Drama', \"Conan O'Brien\", None]", ["Drama", "Conan O'Brien"]),
        ("[{'id': 1, 'name': 'Drama'}, {'id': 2}]", ["Drama"]),
        ('{"name": "Drama"}', ["Drama"]),
        ('[{"genre": "Drama"}, {"fullName": "Crime"}]', ["Drama", "Crime"]),
        ("[80, 18]", ["80", "18"]),
        ("[REC], Drama", ["[REC]", " Drama"]),
        ("[]", []),
        ("", [""]),
        (None, [""]),
    ],
)
def test_names_are_those_of_a_list_or_between_separators(text: str | None, names: list[str]) -> None:
    assert json.loads(names_as_json(None if text is None else text.encode())) == names


def test_credits_are_the_names_and_jobs_of_objects() -> None:
    text = "[{'name': 'Ada', 'job': 'Director'}, {'job': 7, 'name': \"O'Neill\"}, {'id': 1}, 'Ben', {'name': 'Cem'}]"
    named = [["Ada", "Director"], ["O'Neill", "7"], ["Cem", None]]

    assert json.loads(credits_as_json(text.encode())) == named
    assert json.loads(credits_as_json(b"[{'job': 'Writer', 'who': 'Dora'}]")) == [[None, "Writer"]]
    assert [json.loads(credits_as_json(data)) for data in (None, b"", b"A, B", b"[", b"[]")] == [[]] * 5


def test_credits_may_stand_in_a_list_for_each_role() -> None:
    text = "{'actors': ['Ada', {'name': 'Ben'}, None], 'crew': [{'name': 'Cem', 'job': 'Director'}], 'count': 3}"

    assert json.loads(credits_as_json(text.encode())) == [["Ada", "actors"], ["Ben", "actors"], ["Cem", "Director"]]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("[3, 7]", ["3", "7"]),
        ("3,7", ["3", "7"]),
        ("['tt1', None]", ["tt1"]),
        ('[{"id": "df26"}, {"id": 7}, {"name": "Ada"}]', ["df26", "7"]),
        ("62bb88b9-9965-53f3-b6cd-83e1ad63417b", ["62bb88b9-9965-53f3-b6cd-83e1ad63417b"]),
        ("[]", []),
        (None, []),
    ],
)
def test_ids_are_those_of_a_list_or_of_its_objects(text: str | None, ids: list[str]) -> None:
    assert json.loads(ids_as_json(None if text is None else text.encode())) == ids


@given(st.binary() | st.text(alphabet="[]{}'\",:\\\\ namejob", max_size=30).map(str.encode))
def test_any_bytes_are_a_list_of_credits(data: bytes) -> None:
    assert all(len(named) == 2 for named in json.loads(credits_as_json(data)))
    assert all(isinstance(item, str) for item in json.loads(ids_as_json(data)))


@given(st.binary() | st.text(alphabet="[]{}'\",:\\\\ name1", max_size=30).map(str.encode))
def test_any_bytes_are_a_list_of_names(data: bytes) -> None:
    assert all(isinstance(name, str) for name in json.loads(names_as_json(data)))


@given(st.lists(st.text(min_size=1)))
def test_a_list_comes_back_as_it_was_whether_json_or_python_wrote_it(names: list[str]) -> None:
    assert json.loads(names_as_json(json.dumps(names).encode())) == names
    assert json.loads(names_as_json(repr(names).encode("utf-8", "surrogateescape"))) == names
