"""Values after which a page begins: which films come next, and what is refused."""

from typing import Any, NamedTuple

from tests.engine_contract.scenarios_errors import ILLEGAL, PARSING, SHARDS, Refused
from tests.engine_contract.scenarios_sorting import ID, LAST_DAYS, LAST_INTEGERS, Keys, ascending, descending


class After(NamedTuple):
    """Keys, values of theirs, and the first three films after them."""

    idea: str
    keys: Keys
    values: list[Any]
    expected: tuple[str, ...]


RATED = [descending("imdb_rating"), ID]
VOTED = [ascending("votes"), ID]
RELEASED = [ascending("release_date"), ID]
TITLED = [ascending("title.raw"), ID]

AFTER = (
    After("a value that films have", RATED, [8.0, "a"], ("dune-again", "eight-and-a-half", "her")),
    After("a whole number for a double", RATED, [8, "a"], ("dune-again", "eight-and-a-half", "her")),
    After("a text for a double", RATED, ["8.0", "a"], ("dune-again", "eight-and-a-half", "her")),
    After("a missing double", RATED, ["-Infinity", "a"], ("dune-next", "untitled")),
    After("the second of the missing", RATED, ["-Infinity", "dune-next"], ("untitled",)),
    After("what is better than all", RATED, ["Infinity", "a"], ("chernobyl", "friends", "samurai")),
    After("a number for a keyword", RATED, [8.0, 5], ("dune-again", "eight-and-a-half", "her")),
    After("null for a keyword, which comes last", RATED, [8.0, None], ("avventura", "oceans", "it")),
    After("a text for an integer", VOTED, ["7", "a"], ("solaris-again", "solaris", "stalker")),
    After("a part of an integer, which is cut off", VOTED, [7.5, "a"], ("solaris-again", "solaris", "stalker")),
    After("a missing integer", VOTED, [LAST_INTEGERS[0], "a"], ("avventura", "chernobyl", "dune-next")),
    After("beyond all integers", VOTED, [2**40, "a"], ("avventura", "chernobyl", "dune-next")),
    After("the least long", VOTED, [-(2**63), "a"], ("train", "solaris-again", "solaris")),
    After("beyond all shorts", [ascending("release_year"), ID], [2**40, "a"], ("untitled",)),
    After("milliseconds", RELEASED, [1_099_511_627_776, "a"], ("trees", "her", "it-follows")),
    After("a day", RELEASED, ["1979-05-25", "a"], ("stalker", "dune", "friends")),
    After("a missing day", RELEASED, [LAST_DAYS[0], "a"], ("dune-next", "untitled")),
    After("a keyword, folded", TITLED, ["Amélie", "a"], ("amelie", "chernobyl", "dont-look-up")),
    After("a keyword in capitals", TITLED, ["AMELIE", "a"], ("amelie", "chernobyl", "dont-look-up")),
    After("a keyword that no film has", TITLED, ["dune: part one", ""], ("dune-next", "friends", "her")),
    After("null, where none is missing", TITLED, [None, "a"], ()),
)


def after(values: Any, keys: Any = None, **options: Any) -> dict[str, Any]:
    return {"sort": RATED if keys is None else keys, "search_after": values, **options}


REFUSED = (
    Refused("too few values", after([8.0]), SHARDS, ILLEGAL),
    Refused("too many values", after([8.0, "a", "b"]), SHARDS, ILLEGAL),
    Refused("no values", after([]), ILLEGAL),
    Refused("values without an order", after([8.0], []), SHARDS, ILLEGAL),
    Refused("values that are a text", after("8.0"), PARSING),
    Refused("values that are an object", after({"imdb_rating": 8.0}), PARSING),
    Refused("a list among the values", after([[8.0], "a"]), PARSING),
    Refused("an object among the values", after([{}, "a"]), PARSING),
    Refused("letters for a double", after(["x", "a"]), SHARDS, ILLEGAL),
    Refused("true for a double", after([True, "a"]), SHARDS, ILLEGAL),
    Refused("letters for an integer", after(["x", "a"], VOTED), SHARDS, ILLEGAL),
    Refused("a text with a part for an integer", after(["7.5", "a"], VOTED), SHARDS, ILLEGAL),
    Refused("more than a long", after([2**63, "a"], VOTED), SHARDS, ILLEGAL),
    Refused("letters for a day", after(["x", "a"], RELEASED), SHARDS, "parse_exception"),
    Refused("milliseconds in a text", after(["7", "a"], RELEASED), SHARDS, "parse_exception"),
    Refused("a page by number too", after([8.0, "a"], **{"from": 5}), "action_request_validation_exception"),
    Refused("a size beyond the window", after([8.0, "a"], size=10_001), SHARDS, ILLEGAL),
)
