"""A writer in which tantivy panicked acknowledges nothing any more: what it took before may be lost."""

from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from embedded_engine.errors import StorageError
from embedded_engine.storage.index import Definition, Index
from embedded_engine.storage.writer import Writer

from .conftest import BODY


class PanicError(BaseException):
    """As tantivy's panics are raised: it is no Exception."""


def panic(*_arguments: object) -> NoReturn:
    raise PanicError("a thread of tantivy's died")


@pytest.mark.parametrize("call", ["add_document", "commit"])
def test_nothing_is_acknowledged_after_a_panic(tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Index.create(tmp_path / "films", Definition.from_body(BODY))
    writer = Writer(Index(tmp_path / "films"))
    writer.write("1", {"id": "1"}, b'{"id": "1"}')
    tantivy = writer._tantivy
    calls = {"add_document": tantivy.add_document, "commit": tantivy.commit, call: panic}
    with monkeypatch.context() as patched:
        patched.setattr(writer, "_tantivy", SimpleNamespace(**calls))
        with pytest.raises(StorageError, match="a thread of tantivy's died"):
            writer.refresh() if call == "commit" else writer.write("2", {"id": "2"}, b'{"id": "2"}')

    for ask in (writer.refresh, lambda: writer.write("3", {"id": "3"}, b'{"id": "3"}')):
        with pytest.raises(StorageError, match="a thread of tantivy's died"):
            ask()
    assert not writer.is_usable
