"""Tables with a row for the draft of a document and one for what is published of it, as Strapi 5 keeps them."""

from collections.abc import Sequence

from etl.sources.schema.matching import of_names
from etl.sources.schema.tables import Column, Table, quoted


def without_drafts(tables: Sequence[Table]) -> list[Table]:
    """The tables, those of such documents with their drafts marked as deleted: each would be there twice."""
    return [_without_drafts(table) for table in tables]


def _without_drafts(table: Table) -> Table:
    # a foreign key leads to documents of another kind
    own = [column for column in table.columns if column.name not in table.references]
    documents, published = (of_names(own, (name,)) for name in ("document_id", "published_at"))
    if not documents or len(published) != 1:
        return table
    name = published[0].name
    is_draft = Column(f"{name}.missing", "boolean", published[0].is_readable, known_as="is_deleted")
    return table.with_values({is_draft: f"t.{quoted(name)} IS NULL"})
