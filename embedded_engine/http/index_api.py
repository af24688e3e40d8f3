"""Requests about indices and aliases."""

from typing import Any

from embedded_engine.checks import refuse_unknown, require_object, require_one_key, require_text
from embedded_engine.errors import EngineError, content_error, illegal_argument, index_not_found, supported
from embedded_engine.http.analyze_api import analyze
from embedded_engine.http.request import Answer, Request
from embedded_engine.storage.index import Definition
from embedded_engine.storage.indices import AliasChange

_ACKNOWLEDGED = {"acknowledged": True}
_ACTIONS = {"add": ("index", "alias"), "remove": ("index", "alias"), "remove_index": ("index",)}


def create(request: Request) -> Answer:
    """`PUT /{index}`."""
    name = request.names["index"]
    request.indices.create(name, Definition.from_body(request.json()))
    return Answer({**_ACKNOWLEDGED, "shards_acknowledged": True, "index": name})


def delete(request: Request) -> Answer:
    """`DELETE /{index},{index}`: names of indices, not aliases or patterns. All of them are deleted, or none."""
    names = request.names["index"].split(",")
    if request.flag("ignore_unavailable", default=False):
        names = [name for name in names if request.indices.exists(name)]
    request.indices.delete(names)
    return Answer(_ACKNOWLEDGED)


def get(request: Request) -> Answer:
    """`GET /{index}`: the indices of a name, an alias or a pattern such as `movies-*`."""
    indices, name = request.indices, request.names["index"]
    try:
        names = indices.names(name)
    except EngineError:
        if not request.flag("ignore_unavailable", default=False):
            raise
        names = []
    if not names and not request.flag("allow_no_indices", default=True):
        raise index_not_found(name)
    aliases = indices.aliases()
    shown = {}
    for each in names:
        definition = indices.definition(each)
        shown[each] = {
            "aliases": {alias: {} for alias, of in aliases.items() if each in of},
            "mappings": definition.mappings,
            "settings": definition.shown_settings(each),
        }
    return Answer(shown)


def get_alias(request: Request) -> Answer:
    """`GET /_alias/{alias},{alias}`: the indices of each alias; with status 404 if one of the aliases is missing."""
    wanted = sorted(set(request.names["name"].split(",")))
    aliases = request.indices.aliases()
    shown: dict[str, Any] = {}
    for alias in wanted:
        for index in aliases.get(alias, ()):
            shown.setdefault(index, {"aliases": {}})["aliases"][alias] = {}
    missing = [alias for alias in wanted if not aliases.get(alias)]
    if not missing:
        return Answer(shown)
    # Elasticsearch answers this error as a text; all others are objects
    noun = "alias" if len(missing) == 1 else "aliases"
    return Answer({"error": f"{noun} [{','.join(missing)}] missing", "status": 404, **shown}, 404)


def change_aliases(request: Request) -> Answer:
    """`POST /_aliases`."""
    body = request.json()
    refuse_unknown(body, ("actions",), "[aliases]", illegal_argument)
    actions = body.get("actions")
    if not isinstance(actions, list) or not actions:
        raise illegal_argument("[aliases] actions must be a list of at least one action")
    found = request.indices.change_aliases([_read_alias_action(action) for action in actions])
    if all(found):
        return Answer({**_ACKNOWLEDGED, "errors": False})
    results = [
        {"action": action, "status": 200 if is_found else 404} for action, is_found in zip(actions, found, strict=True)
    ]
    return Answer({**_ACKNOWLEDGED, "errors": True, "action_results": results})


def refresh(request: Request) -> Answer:
    """`POST /{index}/_refresh`."""
    return _refresh(request, request.names["index"])


def refresh_all(request: Request) -> Answer:
    """`POST /_refresh`."""
    return _refresh(request, "*")


def analyze_text(request: Request) -> Answer:
    """`POST /{index}/_analyze`."""
    return Answer(analyze(request.indices.get(request.names["index"]), request.json()))


def _refresh(request: Request, pattern: str) -> Answer:
    names = request.indices.names(pattern)
    request.indices.refresh(names)
    return Answer({"_shards": {"total": len(names), "successful": len(names), "failed": 0}})


def _read_alias_action(action: Any) -> AliasChange:
    kind, options = require_one_key(action, "an action of [aliases]")
    if kind not in _ACTIONS:
        raise content_error(f"[aliases] does not support the action [{kind}]; {supported(_ACTIONS)}")
    options = require_object(options, f"[aliases] {kind}")
    refuse_unknown(options, _ACTIONS[kind], f"[aliases] {kind}", illegal_argument)
    texts = (require_text(options.get(name), f"[aliases] {kind} {name}", content_error) for name in _ACTIONS[kind])
    return AliasChange(kind, *texts)
