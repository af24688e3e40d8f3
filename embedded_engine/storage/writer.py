"""The one writer of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from embedded_engine.errors import EngineError, index_not_found
from embedded_engine.storage.files import sync_folder
from embedded_engine.storage.mapping import ID_COLUMN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tantivy import IndexWriter

    from embedded_engine.storage.index import Index

# Twice as much makes no load quicker, and takes 190 MB more while the segments of 200,000 films are merged.
HEAP_BYTES = 64_000_000
THREADS = 2
# Ids that are not refreshed yet are kept in memory; past so many, what was written is made durable and seen early.
MOST_PENDING = 200_000


class Written(NamedTuple):
    """What became of a document; a replaced one had been refreshed or stood in the same stretch between refreshes."""

    sequence: int
    replaced: bool


class Writer:
    """Writes documents from one thread; holds tantivy's lock of the index from its making until `close`."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._pending: set[str] = set()
        self._searcher = index.view().searcher
        try:
            self._tantivy: IndexWriter = index.tantivy.writer(HEAP_BYTES, THREADS)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            reason = (
                f"index [{index.name}] is being written by another process or client: it takes one writer at a time"
            )
            raise EngineError("resource_locked_exception", reason, 409) from error

    @property
    def is_idle(self) -> bool:
        """Whether all that was written is refreshed."""
        return not self._pending

    def write(self, document_id: str, source: Mapping[str, Any], raw: bytes) -> Written:
        """Add a document in place of any of its id. Raises what IndexMapping.document raises."""
        document = self.index.mapping.document(document_id, source, raw)
        replaced = document_id in self._pending or self._searcher.doc_freq(ID_COLUMN, document_id) > 0
        if replaced:
            self._tantivy.delete_documents_by_term(ID_COLUMN, document_id)
        sequence = self._tantivy.add_document(document)
        self._pending.add(document_id)
        if len(self._pending) >= MOST_PENDING:
            self.refresh()
        return Written(sequence, replaced)

    def refresh(self) -> None:
        """Make what was written durable and seen; at once where there is nothing. Raises EngineError."""
        if not self._pending:
            return
        try:
            self._tantivy.commit()
            # tantivy syncs its files, but not the folder once the new list of them has its name
            sync_folder(self.index.folder)
        except (ValueError, OSError) as error:
            if not self.index.is_current:
                raise index_not_found(self.index.name) from error
            raise
        self._pending.clear()
        self._searcher = self.index.view().searcher

    def close(self) -> None:
        """Refresh, let merges end, and let go of the lock."""
        self.refresh()
        self._tantivy.wait_merging_threads()

    def abandon(self) -> None:
        """Let go of an index that is removed; nothing more is written."""
        self._pending.clear()
        del self._tantivy
