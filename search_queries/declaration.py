"""What a class declares, checked against a document while the class is made."""

from collections.abc import Collection, Mapping
from typing import Any

from search_queries.facets.facet import Facet
from search_queries.faults import DeclarationError
from search_queries.mapping import Fields
from search_queries.parameter import Parameter
from search_queries.url_parameter import UrlParameter


def bind_declared(
    owner: type,
    fields: Fields,
    *,
    required: Mapping[str, type[Parameter[Any]]],
    refused: Mapping[type[Parameter[Any]], str],
    reserved: Collection[str],
) -> dict[str, Parameter[Any]]:
    """The parameters of a class and its bases, bound, in the order of their declaration.

    `required` are the names that must be declared, each with its kind, `reserved` those that must not; `refused` are
    kinds that must not, each with the reason. Raises DeclarationError.
    """
    declared = _declared_by(owner)
    for name, kind in required.items():
        if not isinstance(declared.get(name), kind):
            raise DeclarationError(f"{owner.__name__} declares no {name} = {kind.__name__}(...)")
    _refuse_second_of_a_kind(owner, declared)
    for name, parameter in declared.items():
        _refuse_name(name, reserved, f"{owner.__name__}.{name}")
        for kind, reason in refused.items():
            if isinstance(parameter, kind):
                raise DeclarationError(f"{owner.__name__}.{name}: no {kind.__name__} here, since {reason}")
    bound = {name: parameter.bind(name, fields, f"{owner.__name__}.{name}") for name, parameter in declared.items()}
    return {name: parameter.among(bound, f"{owner.__name__}.{name}") for name, parameter in bound.items()}


def single_kind(kind: type) -> type:
    """The kind of which a search has one parameter at most: the class that says so, of which others derive."""
    return next(base for base in reversed(kind.__mro__) if vars(base).get("is_single"))


def _refuse_second_of_a_kind(owner: type, declared: Mapping[str, Parameter[Any]]) -> None:
    names: dict[type, str] = {}
    for name, parameter in declared.items():
        if not parameter.is_single:
            continue
        kind = single_kind(type(parameter))
        if (other := names.setdefault(kind, name)) != name:
            raise DeclarationError(f"{owner.__name__} declares {other} and {name}, and has one {kind.__name__} at most")


def _refuse_name(name: str, reserved: Collection[str], declared_by: str) -> None:
    if name in reserved:
        raise DeclarationError(f"{declared_by}: a search has a method of this name")
    if "__" in name:
        raise DeclarationError(f"{declared_by}: two underscores part a name from a lookup; leave one out")


def _declared_by(owner: type) -> dict[str, Parameter[Any]]:
    """The parameters that a class has, by name: not those of a base in whose place it has something else, as None."""
    declared: dict[str, Parameter[Any]] = {}
    for base in reversed(owner.__mro__):
        for name, attribute in vars(base).items():
            if isinstance(attribute, Parameter):
                declared[name] = attribute.declared
            # what a class keeps under a private name, it uses further on: Facets(**_facets)
            elif not name.startswith("_") and (mistake := _mistake_in(attribute)):
                raise DeclarationError(f"{owner.__name__}.{name} {mistake}")
            else:
                declared.pop(name, None)
    return declared


def _mistake_in(attribute: object) -> str | None:
    """What is wrong with an attribute that was meant to be a parameter; None for any other."""
    if isinstance(attribute, Facet):
        return f"is a {type(attribute).__name__}, which belongs into Facets(...)"
    if isinstance(attribute, tuple) and any(isinstance(each, Parameter) for each in attribute):
        return "is a tuple: there is a comma behind its parenthesis"
    several = attribute.values() if isinstance(attribute, dict) else attribute if isinstance(attribute, list) else ()
    if any(isinstance(each, Parameter | Facet) for each in several):
        return f"is a {type(attribute).__name__}; declare each parameter by itself, and facets in Facets(genre=...)"
    if isinstance(attribute, type) and issubclass(attribute, Parameter):
        return f"is the class {attribute.__name__} itself; declare {attribute.__name__}(...)"
    return None


def url_parameters_of(owner: type, parameters: Collection[Parameter[Any]]) -> dict[str, UrlParameter]:
    """All that a query string may have, by name.

    Raises DeclarationError if two parameters take the same, and for one that could not be read.
    """
    found: dict[str, UrlParameter] = {}
    for parameter in parameters:
        for url_parameter in parameter.url_parameters():
            if url_parameter.name in found:
                raise DeclarationError(f"{owner.__name__} declares the parameter {url_parameter.name} twice")
            url_parameter.check(f"{owner.__name__}.{parameter.name}")
            found[url_parameter.name] = url_parameter
    return found
