"""docs/etl.md tells every name and every value that is recognised, and its mapping file is one."""

import re

from etl.sources.schema.known_names import COLUMNS, ROLE_NAMES, TABLES, TYPE_NAMES
from etl.sources.schema.mapping_file import parse_mapping
from harness.api_server import ROOT

_TEXT = (ROOT / "docs" / "etl.md").read_text(encoding="utf-8")


def test_every_known_name_is_told() -> None:
    names = {name for tables in (TABLES, TYPE_NAMES, ROLE_NAMES) for known in tables.values() for name in known}
    names |= {name for columns in COLUMNS.values() for known in columns.values() for name in known}

    assert {name for name in names if f"`{name}`" not in _TEXT} == set()


def test_the_mapping_file_of_the_docs_is_valid() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", _TEXT, re.DOTALL)
    mapping = parse_mapping(text, "docs/etl.md")

    assert (mapping.film.table, mapping.values.rating_scale) == ("pictures", 5)
