"""The names of the indices that loads make: each tells the mapping and the settings that it was made from."""

import hashlib
import json
import re
import secrets
from datetime import datetime

from elasticsearch.dsl import AsyncDocument

from catalogue.documents import index_alias


def body_hash(document: type[AsyncDocument]) -> str:
    """12 hex digits that change with the mapping or the settings of the document's index."""
    body = json.dumps(document._index.to_dict(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()[:12]


def new_index_name(document: type[AsyncDocument], now: datetime) -> str:
    """`movies-<hash of its body>-<UTC time>-<4 random hex digits>`: two loads begun in one second differ too."""
    return f"{index_alias(document)}-{body_hash(document)}-{now:%Y%m%dt%H%M%Sz}-{secrets.token_hex(2)}"


def is_index_name(name: str, alias: str) -> bool:
    """Whether `new_index_name` may have made it: `movies-archive-2020` is somebody else's."""
    return re.fullmatch(rf"{re.escape(alias)}-[0-9a-f]{{12}}-\d{{8}}t\d{{6}}z-[0-9a-f]{{4}}", name) is not None
