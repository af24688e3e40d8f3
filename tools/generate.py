"""Writes the generated files: `python -m tools.generate`; with --check it only names those that are stale."""

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app import app
from benchmarks import report, results
from catalogue.documents import DOCUMENTS, index_alias
from catalogue.settings import env_example
from movies.http.openapi import build_document
from movies.http.swagger import OPENAPI_FILE
from tools.known_names_page import known_names_page
from tools.parameter_table import parameter_table

_ROOT = Path(__file__).parent.parent


def generated_files() -> Mapping[Path, str]:
    """Each generated file with the text that it should have."""
    document = build_document(app, project_version())
    return {
        _ROOT / ".env.example": env_example(),
        # elasticsearch.dsl keeps fields in a set, so their order differs from process to process.
        **{
            _ROOT / "docs" / "mappings" / f"{index_alias(index_document)}.json": _json(
                index_document._index.to_dict(), sort_keys=True
            )
            for index_document in DOCUMENTS
        },
        OPENAPI_FILE: _json(document),
        _ROOT / "docs" / "parameters.md": parameter_table(document),
        _ROOT / "docs" / "known-names.md": known_names_page(),
        report.DOCUMENT: report.document(results.read_runs()),
    }


def project_version() -> str:
    """The version that pyproject.toml gives, which stands nowhere else but in generated files."""
    version: str = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return version


def main() -> int:
    """Write the stale files, or with --check only name them; the exit status is then 1."""
    stale = {
        path: text
        for path, text in generated_files().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    is_check = "--check" in sys.argv[1:]
    for path, text in stale.items():
        if not is_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        sys.stderr.write(f"{path.relative_to(_ROOT)} {'is stale: run make generate' if is_check else 'written'}\n")
    return 1 if is_check and stale else 0


def _json(value: Any, *, sort_keys: bool = False) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=sort_keys) + "\n"


if __name__ == "__main__":
    sys.exit(main())
