"""The fields of a document, as a declaration names them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from elasticsearch.dsl import AsyncDocument

from search_queries.faults import DeclarationError


class Fields:
    """The mapped fields of a document by their dotted paths, multi-fields among them."""

    def __init__(self, document: type[AsyncDocument]) -> None:
        self._document_name = document.__name__
        properties = document._doc_type.mapping.to_dict().get("properties", {})
        self._fields = dict(_flatten(properties))
        self._nested = sorted(_nested(properties))
        self._required: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._fields

    def require(self, path: str, types: Collection[str], declared_by: str) -> Mapping[str, Any]:
        """The mapping of the field at `path`. Raises DeclarationError if there is none of these `types`."""
        field = self._fields.get(path)
        if field is None:
            known = ", ".join(sorted(self._fields))
            raise DeclarationError(f"{declared_by}: {self._document_name} has no field {path!r}; it has {known}")
        for nested in self._nested:
            if path.startswith(f"{nested}."):
                raise DeclarationError(
                    f"{declared_by}: the field {path!r} of {self._document_name} is inside {nested!r}, which is "
                    "Nested: searches do not look there; make it Object, or copy its values into a field beside it"
                )
        if field["type"] not in types:
            raise DeclarationError(
                f"{declared_by}: the field {path!r} of {self._document_name} is of type {field['type']}, "
                f"and only {' or '.join(sorted(types))} will do"
            )
        self._required.add(path)
        return field

    def missing_in(self, mapping: Mapping[str, Any]) -> list[str]:
        """The required fields that an index of this mapping, `{"properties": {...}}`, lacks, sorted."""
        return sorted(self._required - dict(_flatten(mapping.get("properties", {}))).keys())


def _nested(properties: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, field in properties.items():
        if field.get("type") == "nested":
            yield f"{prefix}{name}"
        yield from _nested(field.get("properties", {}), f"{prefix}{name}.")


def _flatten(properties: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, field in properties.items():
        path = f"{prefix}{name}"
        if "properties" in field:
            yield from _flatten(field["properties"], f"{path}.")
        else:
            yield path, field
            yield from _flatten(field.get("fields", {}), f"{path}.")
