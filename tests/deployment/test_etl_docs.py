"""The page of known names tells every name and every value, and the mapping file of docs/etl.md is one."""

import re

from etl.sources.schema.known_names import COLUMNS, LAST_TABLES, OTHER_TABLES, TABLES
from etl.sources.schema.known_values import ROLE_NAMES, TYPE_NAMES
from etl.sources.schema.mapping_file import parse_mapping
from harness.api_server import ROOT

_DOCS = ROOT / "docs"


def test_every_known_name_is_told() -> None:
    page = (_DOCS / "known-names.md").read_text(encoding="utf-8")
    tables = (TABLES, OTHER_TABLES, LAST_TABLES, TYPE_NAMES, ROLE_NAMES)
    names = {name for named in tables for known in named.values() for name in known}
    names |= {name for columns in COLUMNS.values() for known in columns.values() for name in known}

    assert {name for name in names if f"`{name}`" not in page} == set()


def test_the_mapping_file_of_the_docs_is_valid() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", (_DOCS / "etl.md").read_text(encoding="utf-8"), re.DOTALL)
    mapping = parse_mapping(text, "docs/etl.md")

    assert (mapping.film.table, mapping.values.rating_scale) == ("pictures", 5)
