"""The values that a query string gives to parameters, typed, and every fault of it."""

from collections.abc import Mapping
from typing import Any

from search_queries.faults import Fault, InvalidQueryError
from search_queries.querystring import read_pairs
from search_queries.unknown_names import unknown_fault
from search_queries.url_parameter import UrlParameter

# Beyond so many faults an unknown name is told without what may be meant: 2,000 of them fit into a URL, and to look for
# names like all of them would keep a worker from other requests for a third of a second.
_MOST_ADVISED = 20


def read_given(raw: bytes, parameters: Mapping[str, UrlParameter]) -> tuple[dict[str, list[Any]], list[Fault]]:
    """The values of each parameter that is given without a fault, `{"price__gte": [2.0]}`, and the faults of others."""
    pairs, faults = read_pairs(raw)
    texts: dict[str, list[str]] = {}
    for name, text in pairs:
        texts.setdefault(name, []).append(text)
    given: dict[str, list[Any]] = {}
    for name, occurrences in texts.items():
        if name not in parameters:
            faults.append(unknown_fault(name, list(parameters), is_advised=len(faults) < _MOST_ADVISED))
            continue
        values, found = parameters[name].read(occurrences)
        if found:
            faults += found
        else:
            given[name] = values
    # a value that cannot be decoded is a fault of its own, and not missing
    for name in parameters.keys() - texts.keys() - {fault.parameter for fault in faults}:
        if parameters[name].required:
            faults.append(Fault(name, "missing", f"{name} must be given", parameters[name].schema))
    return given, faults


def refuse_parameters(raw: bytes) -> None:
    """For an endpoint that takes no parameters. Raises InvalidQueryError if there are any."""
    pairs, faults = read_pairs(raw)
    for name, _ in pairs:
        detail = f"Unknown parameter {name[:40]!r}; this endpoint takes no parameters."
        faults.append(Fault(name, "unknown_parameter", detail, {}))
    if faults:
        raise InvalidQueryError(faults)
