"""Answers of which a client asked for some fields only."""

from collections.abc import Collection, Mapping
from copy import copy
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, create_model

Model = TypeVar("Model", bound=BaseModel)


@cache
def partial_model(model: type[Model]) -> type[Model]:
    """The same model, of the same name, none of whose fields is required; those that are not given are not shown."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        optional = copy(field)
        optional.default = None
        optional.json_schema_extra = _without_default
        fields[name] = (field.annotation, optional)
    return create_model(model.__name__, __base__=model, __module__=model.__module__, __doc__=model.__doc__, **fields)


def read_fields(model: type[Model], names: Collection[str], source: Mapping[str, Any]) -> Model:
    """A model of these fields of a document, null for one that the document lacks; a partial model unless it is all."""
    if len(names) == len(model.model_fields):
        return model.model_validate(source)
    partial: type[Model] = partial_model(model)
    return partial.model_validate({name: source.get(name) for name in names})


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)
