"""The one writer of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from embedded_engine.errors import EngineError, StorageError, index_not_found
from embedded_engine.storage.files import sync_folder, write_failure
from embedded_engine.storage.mapping import ID_COLUMN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tantivy import IndexWriter

    from embedded_engine.storage.index import Index

# One thread keeps up with the one that makes the documents. Two would share this memory: smaller segments, merged more
# often, take a load a quarter more processor time. With 64 MB here a load of 100,000 films takes 30 MB more, no less
# time, and leaves fewer segments to be searched.
_HEAP_BYTES = 48_000_000
_THREADS = 1
# With more documents than these, or more bytes of them, what was written is made durable and seen early. Until then
# their ids are kept in memory. And while tantivy writes a segment, which holds some 24 MB of films, up to 10,000 others
# wait in its queue, each of 8 KB: with 20 MB here none would, but a load takes up to a tenth more time.
_MOST_PENDING = 15_000
_MOST_PENDING_BYTES = 32_000_000


class Written(NamedTuple):
    """What became of a document; a replaced one had been refreshed or stood in the same stretch between refreshes."""

    sequence: int
    replaced: bool


class Writer:
    """Writes documents from one thread; holds tantivy's lock of the index from its making until `close`."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._pending: set[str] = set()
        self._pending_bytes = 0
        self._failure: str | None = None
        self._searcher = index.view().searcher
        try:
            self._tantivy: IndexWriter = index.tantivy.writer(_HEAP_BYTES, _THREADS)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise self._fail(error) from error
            reason = (
                f"index [{index.name}] is being written by another process or client: it takes one writer at a time"
            )
            raise EngineError("resource_locked_exception", reason, 409) from error

    @property
    def is_idle(self) -> bool:
        """Whether all that was written is refreshed."""
        return not self._pending

    @property
    def is_usable(self) -> bool:
        """Whether the index is still there and the disk has not failed."""
        return self._failure is None and self.index.is_current

    def write(self, document_id: str, source: Mapping[str, Any], raw: bytes) -> Written:
        """Add a document in place of any of its id. Raises StorageError, and what IndexMapping.document raises."""
        self._refuse_if_failed()
        document = self.index.mapping.document(document_id, source, raw)
        replaced = document_id in self._pending or self._searcher.doc_freq(ID_COLUMN, document_id) > 0
        try:
            if replaced:
                self._tantivy.delete_documents_by_term(ID_COLUMN, document_id)
            sequence = self._tantivy.add_document(document)
        except BaseException as error:  # a panic of tantivy's is no Exception
            raise self._fail(error) from error
        self._pending.add(document_id)
        self._pending_bytes += len(raw)
        if len(self._pending) >= _MOST_PENDING or self._pending_bytes >= _MOST_PENDING_BYTES:
            self.refresh()
        return Written(sequence, replaced)

    def refresh(self) -> None:
        """Make what was written durable and seen; at once where there is nothing. Raises EngineError."""
        self._refuse_if_failed()
        if not self._pending:
            return
        try:
            self._tantivy.commit()
            # tantivy syncs its files, but not the folder once the new list of them has its name
            sync_folder(self.index.folder)
        except BaseException as error:  # a panic of tantivy's is no Exception
            raise self._fail(error) from error
        self._pending.clear()
        self._pending_bytes = 0
        self._searcher = self.index.view().searcher

    def close(self) -> None:
        """Refresh, let merges end, and let go of the lock."""
        self.refresh()
        self._tantivy.wait_merging_threads()

    def _fail(self, error: BaseException) -> EngineError:
        if not self.index.is_current:
            return index_not_found(self.index.name)
        self._failure = write_failure(self.index.folder, error)
        return self._storage_error(self._failure)

    def _refuse_if_failed(self) -> None:
        """Writes that were taken before the failure may be lost, so nothing is acknowledged any more."""
        if self._failure is not None:
            raise self._storage_error(self._failure)

    def _storage_error(self, reason: str) -> StorageError:
        return StorageError(f"index [{self.index.name}]", reason)

    def abandon(self) -> None:
        """Let go of an index that is removed; nothing more is written."""
        self._pending.clear()
        del self._tantivy
