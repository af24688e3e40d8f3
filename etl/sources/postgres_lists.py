# ruff: noqa: S608 - no foreign string gets into the SQL: a text is an expression of our own
"""The SQL of PostgreSQL for names in JSON, and in texts: "Drama, Comedy", or a list as JSON or Python writes it.

A cast of texts to JSON would end the whole load at the first that only looks like it, and CSV files of films have lists
that Python printed, so that their names are found by their quotes.
"""

import re
from typing import Final

from etl.sources.reading.list_texts import JOINED, NOTE, PEOPLE_SEPARATORS, QUOTED, SEPARATORS
from etl.sources.schema.database import ListItems
from etl.sources.schema.known_names import JOB_KEYS, NAME_KEYS, NESTED_NAME_KEYS

_JOB_OF_OBJECT: Final = "coalesce(e.item ->> '{}')".format("', e.item ->> '".join(JOB_KEYS))
# A text that is not empty, under a key or under those of one object in another.
_TEXT_UNDER: Final = """jsonb_path_query_first(e.item, '$.{} ? (@ like_regex ".")')"""
_NAME_PATHS: Final = (*NAME_KEYS, *(f"{key}.name" for key in NESTED_NAME_KEYS))
_NAME_OF_OBJECT: Final = f"(coalesce({', '.join(map(_TEXT_UNDER.format, _NAME_PATHS))}) #>> '{{}}')"
_TEXT_OR: Final = "CASE jsonb_typeof(e.item) WHEN 'object' THEN {} ELSE e.item #>> '{{}}' END"
# The name and the id of an item of a JSON list, which is an object or that itself.
NAME_OF_ITEM: Final = _TEXT_OR.format(_NAME_OF_OBJECT)
ID_OF_ITEM: Final = _TEXT_OR.format("e.item ->> 'id'")
# One object alone counts as a list.
_ONE_OBJECT: Final = r"""\{\s*[''"]\w+[''"]\s*:"""
_LIST: Final = rf"""^\s*(?:\[.*[''"]|{_ONE_OBJECT})"""
_LIST_OF_OBJECTS: Final = rf"^\s*(?:\[\s*\{{|{_ONE_OBJECT})"
_ID: Final = r"([\w-]+)"
# What an object has outside of those in it; a brace in a text is none.
_WITHIN: Final = r"""(?:[^{}"'']|"(?:[^"\\]|\\.)*"|''(?:[^''\\]|\\.)*'')*"""
_OBJECT: Final = rf"\{{{_WITHIN}\}}"
_OBJECT_OF_OBJECTS: Final = rf"\{{(?:{_WITHIN}{_OBJECT})*{_WITHIN}\}}"
_NESTED_OBJECT: Final = rf"\{{(?:{_WITHIN}{_OBJECT_OF_OBJECTS})*{_WITHIN}\}}"
_KEY_OF: Final = r"""[''"]{}[''"]\s*:\s*"""
_NAME: Final = r"""(?:"((?:[^"\\]|\\.)*)"|''((?:[^''\\]|\\.)*)'')"""
_FILLED_NAME: Final = _NAME.replace(")*)", ")+)")
# A name as JSON escapes it; PostgreSQL takes neither a NUL nor half a character.
_ESCAPED: Final = r"""^(?:[^"\\[:cntrl:]]|\\["\\/bfnrt]|\\u(?!0000|[dD][89a-fA-F])[0-9a-fA-F]{4})*$"""
_JOB: Final = f"(?:{'|'.join(JOB_KEYS)})"
_BETWEEN: Final = "chr(31)"


def json_items(column: str) -> str:
    """The items of a JSON list; of any other value that value."""
    value = f"CAST({column} AS jsonb)"
    listed = f"CASE jsonb_typeof({value}) WHEN 'array' THEN {value} ELSE jsonb_build_array({value}) END"
    return f"jsonb_array_elements({listed}) WITH ORDINALITY AS e(item, place)"


def json_credits(column: str) -> str:
    """The name, job and place of the objects in a JSON list, or in lists by role, `{"actors": ["Ada Moor"]}`."""
    value = f"CAST({column} AS jsonb)"
    of_object = f"CASE jsonb_typeof({value}) WHEN 'object' THEN {value} END"
    by_role = "CASE jsonb_typeof(r.people) WHEN 'array' THEN r.people END"
    return (
        f"LATERAL (SELECT {_NAME_OF_OBJECT} AS name, {_JOB_OF_OBJECT} AS job, e.place "
        f"FROM {json_items(column)} "
        f"UNION ALL SELECT {NAME_OF_ITEM}, coalesce({_JOB_OF_OBJECT}, r.role), e.place "
        f"FROM jsonb_each({of_object}) AS r(role, people), "
        f"jsonb_array_elements({by_role}) WITH ORDINALITY AS e(item, place)) AS c"
    )


def items_of_text(text: str) -> str:
    """A function that returns the items of a text: names of a list, or what stands between commas and the like."""
    return _split(text, _unquoted(text), SEPARATORS)


def people_of_text(text: str, *, may_be_joined: bool) -> str:
    """The same of people, of whom two full names may be joined, "Ada Moor & Ben Rusk"."""
    names = _unquoted(text)
    if may_be_joined:
        names = f"regexp_replace({names}, '{JOINED.pattern}', '\\1,', 'g')"
    return _split(text, names, PEOPLE_SEPARATORS)


def without_note(name: str) -> str:
    """The name of a person without a note such as "(story)" behind it."""
    return f"regexp_replace({name}, '{NOTE.pattern}', '')"


def credits_of_text(text: str) -> ListItems:
    """The names and jobs of the objects in a text of a list."""
    job = f"regexp_match(o.found[1], '{_KEY_OF.format(_JOB)}{_NAME}')"
    source = f"{_objects(text)}, LATERAL (SELECT {_name_in('o.found[1]')} AS name, {job} AS job) AS c"
    return ListItems(source, _read("coalesce(c.name[1], c.name[2])"), "o.place", "coalesce(c.job[1], c.job[2])")


def ids_of_text(text: str) -> ListItems:
    """The ids of a text, or of the objects in a text of a list."""
    pattern = f"CASE WHEN {text} ~ '{_LIST_OF_OBJECTS}' THEN '{_KEY_OF.format('id')}[''\"]?' ELSE '' END || '{_ID}'"
    source = f"regexp_matches({text}, {pattern}, 'g') WITH ORDINALITY AS e(found, place)"
    return ListItems(source, "e.found[1]", "e.place")


def _read(name: str) -> str:
    """A name as it was before JSON escaped it."""
    read = f"""CAST('"' || {name} || '"' AS jsonb) #>> '{{}}'"""
    return f"CASE WHEN {name} ~ '{_ESCAPED}' THEN {read} ELSE {name} END"


def _objects(text: str) -> str:
    """The objects `o.found[1]` in a text of a list; of an object with lists for each role those in the lists."""
    pattern = rf"CASE WHEN {text} ~ '^\s*\[' THEN '{_NESTED_OBJECT}' ELSE '{_OBJECT}' END"
    return f"regexp_matches({text}, {pattern}, 'g') WITH ORDINALITY AS o(found, place)"


def _name_in(text: str) -> str:
    """The name in the text of an object, as an array with one of two items."""
    found = (f"regexp_match({text}, '{_KEY_OF.format(key)}{_FILLED_NAME}')" for key in NAME_KEYS)
    return f"coalesce({', '.join(found)})"


def _unquoted(text: str) -> str:
    """A text without the quotes that JSON puts around it."""
    return f"regexp_replace({text}, '{QUOTED.pattern}', '\\1')"


def _split(text: str, names: str, separators: re.Pattern[str]) -> str:
    """A function that returns the names of a list, and of a text that is none `names`, split at the separators."""
    between = f"CASE WHEN {text} ~ '{_LIST}' THEN {_BETWEEN} ELSE '{separators.pattern}' END"
    return f"regexp_split_to_table({_names(text, names)}, {between})"


def _names(text: str, otherwise: str) -> str:
    """The names of a list, or of the objects in one, as one text."""
    of_objects = f"SELECT {_name_in('o.found[1]')} AS found, o.place FROM {_objects(text)}"
    of_list = f"regexp_matches({text}, '{_NAME}', 'g') WITH ORDINALITY AS m(found, place)"
    joined = f"string_agg({_read('coalesce(m.found[1], m.found[2])')}, {_BETWEEN} ORDER BY m.place)"
    return (
        f"CASE WHEN {text} ~ '{_LIST_OF_OBJECTS}' THEN (SELECT {joined} FROM ({of_objects}) AS m) "
        f"WHEN {text} ~ '{_LIST}' THEN (SELECT {joined} FROM {of_list}) ELSE {otherwise} END"
    )
