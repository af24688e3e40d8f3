"""The mapping file: what is written is read again, and every fault is named by its path."""

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import ROLES, FilmType
from etl.errors import SourceError
from etl.sources.schema.known_names import COLUMNS, TABLES
from etl.sources.schema.mapping import DatabaseMapping
from etl.sources.schema.mapping_file import parse_mapping, read_mapping, write_mapping

_TEXTS = st.text(max_size=20)


def _columns(table: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS[table], _TEXTS))  # type: ignore[index]


def _mappings() -> st.SearchStrategy[dict[str, Any]]:
    tables: dict[str, st.SearchStrategy[Any]] = {
        name: st.fixed_dictionaries({"table": _TEXTS, "columns": _columns(name)}) for name in TABLES
    }
    meanings = st.lists(st.text("abcdefж", max_size=9), unique_by=str.casefold, max_size=6)
    return st.fixed_dictionaries(
        {
            "schema": _TEXTS,
            **tables,
            "values": st.builds(
                lambda scale, types, roles: {
                    "rating_scale": scale,
                    "types": dict(zip(get_args(FilmType), ([text] for text in types), strict=False)),
                    "roles": dict(zip(ROLES, ([text] for text in roles), strict=False)),
                },
                st.none() | st.integers(1, 1_000) | st.floats(0.5, 1_000).map(lambda scale: round(scale, 3)),
                meanings,
                meanings,
            ),
        }
    )


def _parsed_or_none(values: dict[str, Any]) -> DatabaseMapping | None:
    try:
        return DatabaseMapping.model_validate(values)
    except ValueError:
        return None  # two texts that are one value


@given(_mappings().map(_parsed_or_none).filter(bool))
def test_what_is_written_is_read_again(mapping: DatabaseMapping) -> None:
    assert parse_mapping(write_mapping(mapping), "written") == mapping


def test_an_empty_file_states_nothing() -> None:
    assert parse_mapping("", "empty") == DatabaseMapping()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_may_state_a_part(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "catalogue.toml"
    file.write_text('[film.columns]\nrelease_date = "shown_on"\n[values]\nrating_scale = 5\n', encoding=encoding)
    mapping = read_mapping(file)

    assert mapping.film.columns == {"release_date": "shown_on"}
    assert mapping.values.rating_scale == 5


def test_problems_stand_at_the_head_of_a_file_that_is_to_be_completed() -> None:
    text = write_mapping(DatabaseMapping(), ["film.table: more than one table fits: a, b; choose one"])

    assert "# To be completed:\n#   film.table: more than one table fits: a, b; choose one\n" in text
    assert parse_mapping(text, "written") == DatabaseMapping()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[film.columns]\ntitel = 'x'", "film.columns.titel: Input should be 'id', 'title', "),
        ("[films]\ntable = 'x'", "films: unknown"),
        ("[film]\ntabel = 'x'", "film.tabel: unknown"),
        ("schema = 5", "schema: Input should be a valid string"),
        ("[film]\ntable = ['x']", "film.table: Input should be a valid string"),
        ("[values]\nrating_scale = 0", "values.rating_scale: Input should be greater than 0"),
        ("[values]\nrating_scale = 'ten'", "values.rating_scale: Input should be a valid number"),
        ("[values.types]\nfilm = ['x']", "values.types.film: Input should be 'movie' or 'tv_show'"),
        ("[values.types]\nmovie = 'x'", "values.types.movie: Input should be a valid list"),
        ("[values.roles]\nproducer = ['x']", "values.roles.producer: Input should be 'actor', 'writer' or 'director'"),
        (
            "[values.types]\nmovie = ['TV']\ntv_show = ['tv']",
            "values: types: 'tv' is listed under both movie and tv_show",
        ),
        (
            "[values]\nroles_left_out = ['Actor']\n[values.roles]\nactor = ['actor']",
            "values: roles: 'Actor' is listed under both actor and roles_left_out",
        ),
        ("[film_person]\nrole = 'producer'", "film_person.role: Input should be 'actor', 'writer' or 'director'"),
    ],
)
def test_a_fault_is_named_by_its_path(text: str, fault: str) -> None:
    with pytest.raises(SourceError) as refusal:
        parse_mapping(text, "catalogue.toml")

    assert str(refusal.value).startswith(f"the mapping file catalogue.toml: {fault}")


def test_every_fault_is_named() -> None:
    with pytest.raises(SourceError, match=r"schema: .*; film\.tabel: unknown; values\.rating_scale: "):
        parse_mapping("schema = 1\n[film]\ntabel = 'x'\n[values]\nrating_scale = -1", "catalogue.toml")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"schema = x", r"catalogue\.toml is not valid TOML: .* line 1"),
        (b"\xff", r"catalogue\.toml \(ETL_MAPPING\) is not UTF-8"),
        (None, r"cannot read the mapping file .*catalogue\.toml \(ETL_MAPPING\): No such file or directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, fault: str) -> None:
    file = tmp_path / "catalogue.toml"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(SourceError, match=fault):
        read_mapping(file)
