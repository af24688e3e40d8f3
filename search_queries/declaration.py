"""What a class declares, checked against a document while the class is made."""

from collections.abc import Collection, Mapping
from typing import Any

from search_queries.faults import DeclarationError
from search_queries.mapping import Fields
from search_queries.parameter import Parameter
from search_queries.url_parameter import UrlParameter


def bind_declared(
    owner: type, fields: Fields, *, required: Mapping[str, type[Parameter[Any]]], reserved: Collection[str]
) -> dict[str, Parameter[Any]]:
    """The parameters of a class and its bases, bound, in the order of their declaration.

    `required` are the names that must be declared, each with its kind, `reserved` those that must not. Raises
    DeclarationError.
    """
    declared = {
        name: attribute
        for base in reversed(owner.__mro__)
        for name, attribute in vars(base).items()
        if isinstance(attribute, Parameter)
    }
    for name, kind in required.items():
        if not isinstance(declared.get(name), kind):
            raise DeclarationError(f"{owner.__name__} declares no {name} = {kind.__name__}(...)")
    for name in declared:
        if name in reserved:
            raise DeclarationError(f"{owner.__name__}.{name}: a search has a method of this name")
    bound = {name: parameter.bind(name, fields, f"{owner.__name__}.{name}") for name, parameter in declared.items()}
    return {name: parameter.among(bound, f"{owner.__name__}.{name}") for name, parameter in bound.items()}


def url_parameters_of(owner: type, parameters: Collection[Parameter[Any]]) -> dict[str, UrlParameter]:
    """All that a query string may have, by name. Raises DeclarationError if two parameters take the same."""
    found: dict[str, UrlParameter] = {}
    for parameter in parameters:
        for url_parameter in parameter.url_parameters():
            if url_parameter.name in found:
                raise DeclarationError(f"{owner.__name__} declares the parameter {url_parameter.name} twice")
            found[url_parameter.name] = url_parameter
    return found
