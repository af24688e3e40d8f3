"""The values of a keyword field that holds names together with ids."""

# Before a space, so that names sort as they would alone.
_BEFORE_ID = "\x1f"


def join_name_and_id(name: str, value_id: object) -> str:
    """A value of the keyword field of a NamedFacet."""
    return f"{name}{_BEFORE_ID}{value_id}"


def split_name_and_id(value: str) -> tuple[str, str]:
    """The name and the id of such a value."""
    name, _, value_id = value.rpartition(_BEFORE_ID)
    return name, value_id
