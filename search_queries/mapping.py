"""The fields of a document, as a declaration names them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from elasticsearch.dsl import AsyncDocument

from search_queries.faults import DeclarationError

# The types of fields that hold numbers.
NUMBER_TYPES = frozenset({"short", "integer", "long", "double"})

# The types of filters that bring a value to lower case, as Elasticsearch names them and those of its ICU plugin.
_LOWERING_TYPES = frozenset({"lowercase", "icu_folding", "icu_normalizer"})
_FOLDING_FORM = "nfkc_cf"


class Fields:
    """The mapped fields of a document by their dotted paths, multi-fields among them."""

    def __init__(self, document: type[AsyncDocument]) -> None:
        self._document_name = document.__name__
        properties = document._doc_type.mapping.to_dict().get("properties", {})
        analysis = document._index.to_dict().get("settings", {}).get("analysis", {})
        self._keeping_case = {
            name for name, each in analysis.get("normalizer", {}).items() if not _lowers_case(each, analysis)
        }
        self._fields = dict(_flatten(properties))
        self._beyond_search = dict(_beyond_search(properties))
        self._required: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._fields

    def require(
        self, path: str, types: Collection[str], declared_by: str, *, is_searched: bool = True
    ) -> Mapping[str, Any]:
        """The mapping of the field at `path`.

        Raises DeclarationError if there is none of these `types`, or none that can be searched if it `is_searched`.
        """
        field = self._fields.get(path)
        if field is None:
            known = ", ".join(sorted(self._fields))
            raise DeclarationError(f"{declared_by}: {self._document_name} has no field {path!r}; it has {known}")
        outer = self._object_beyond_search(path) if is_searched else None
        if outer is not None:
            raise DeclarationError(
                f"{declared_by}: the field {path!r} of {self._document_name} is inside {outer!r}, "
                f"which is {self._beyond_search[outer]}"
            )
        if field["type"] not in types:
            fit = [
                each
                for each, other in sorted(self._fields.items())
                if other["type"] in types and self._object_beyond_search(each) is None
            ]
            raise DeclarationError(
                f"{declared_by}: the field {path!r} of {self._document_name} is of type {field['type']}, "
                f"and only {' or '.join(sorted(types))} will do; there are {', '.join(fit) or 'none'}"
            )
        left_out = [option for option in ("index", "doc_values") if field.get(option) is False]
        if is_searched and left_out:
            raise DeclarationError(
                f"{declared_by}: the field {path!r} of {self._document_name} is not searched or sorted by, since "
                f"{left_out[0]}=False; leave that out"
            )
        self._required.add(path)
        return field

    def source_path(self, path: str) -> str:
        """Where documents hold what the field at `path` has: at `title` that of its subfield `title.raw`."""
        outer = path.rpartition(".")[0]
        return outer if outer in self else path

    def _object_beyond_search(self, path: str) -> str | None:
        """The object that hides the field at `path` from a search of the whole document, if one does."""
        return next((outer for outer in self._beyond_search if path.startswith(f"{outer}.")), None)

    def keeps_case(self, path: str) -> bool:
        """Whether the field at `path` has a normalizer, defined by the document, that leaves other cases than lower.

        What another does, such as one of an index template, is not known here.
        """
        return self._fields[path].get("normalizer") in self._keeping_case

    def missing_in(self, mapping: Mapping[str, Any]) -> list[str]:
        """The required fields that an index of this mapping, `{"properties": {...}}`, lacks, sorted."""
        return sorted(self._required - dict(_flatten(mapping.get("properties", {}))).keys())


def _lowers_case(normalizer: Mapping[str, Any], analysis: Mapping[str, Any]) -> bool:
    """Whether one of a normalizer's filters does, be it one that the analysis defines under a name of its own."""
    for kind in ("filter", "char_filter"):
        names = normalizer.get(kind, ())
        for name in [names] if isinstance(names, str) else names:
            match analysis.get(kind, {}).get(name, {"type": name}):
                case {"language": _} | {"unicode_set_filter": _}:
                    pass  # Turkish, for one, has other lower cases; or some letters are left as they are
                case {"type": "icu_normalizer", "name": str(form)} if form != _FOLDING_FORM:
                    pass
                case {"type": str(filter_type)} if filter_type in _LOWERING_TYPES:
                    return True
    return False


def _beyond_search(properties: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The objects whose members a search of the whole document does not find, each with the reason and the remedy."""
    for name, field in properties.items():
        if field.get("type") == "nested":
            reason = "Nested: searches do not look there; make it Object, or copy its values into a field beside it"
            yield f"{prefix}{name}", reason
        elif field.get("enabled") is False:
            yield f"{prefix}{name}", "not indexed, since enabled=False; leave that out"
        yield from _beyond_search(field.get("properties", {}), f"{prefix}{name}.")


def _flatten(properties: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, field in properties.items():
        path = f"{prefix}{name}"
        if "properties" in field:
            yield from _flatten(field["properties"], f"{path}.")
        else:
            yield path, field
            yield from _flatten(field.get("fields", {}), f"{path}.")
