"""Requests that are refused: with which status, and as which types of error."""

from typing import Any, NamedTuple

Body = dict[str, Any] | str


class Refused(NamedTuple):
    """A request in which `INDEX` stands for the index of the small catalogue, and the refusal.

    `error` is None where Elasticsearch's type is an accident of how it reads JSON: then it counts that both refuse.
    `root` is the type of the root cause, None if it is that of the error.
    """

    idea: str
    body: Body | None
    error: str | None
    root: str | None = None
    status: int = 400
    request: str = "POST /INDEX/_search"


ALL: dict[str, Any] = {"match_all": {}}
SHARD = "query_shard_exception"
PARSE = "parse_exception"
SHARDS = "search_phase_execution_exception"
ILLEGAL = "illegal_argument_exception"
PARSING = "parsing_exception"
NO_INDEX = "index_not_found_exception"
BAD_NAME = "invalid_index_name_exception"


def query(kind: str, body: Any) -> Body:
    return {"query": {kind: body}}


def words(**changed: Any) -> Body:
    body = {"query": "solaris", "type": "cross_fields", "fields": ["title"], **changed}
    return query("multi_match", {name: value for name, value in body.items() if value is not None})


def text_field(sort: Any = None, **parameters: Any) -> Body:
    """The body that creates an index with one text field, for which there is an analyzer `own`."""
    tokenizer = {"words": {"type": "pattern", "pattern": r"\w+", "group": 0}}
    analyzer = {"own": {"type": "custom", "tokenizer": "words"}}
    return {
        "settings": {"analysis": {"tokenizer": tokenizer, "analyzer": analyzer}, **({"sort": sort} if sort else {})},
        "mappings": {"dynamic": "strict", "properties": {"x": {"type": "text", **parameters}}},
    }


def kept_in_order(**sort: Any) -> Body:
    """The body that creates an index in an order of its keyword field x and its number y."""
    properties = {"x": {"type": "keyword"}, "y": {"type": "integer"}}
    return {"settings": {"sort": sort}, "mappings": {"dynamic": "strict", "properties": properties}}


def function_score(**options: Any) -> Body:
    options = {"field_value_factor": {"field": "votes", "modifier": "ln2p", "missing": 0}, **options}
    return query("function_score", {"query": ALL, **options})


def factor(**changed: Any) -> Body:
    options = {"field": "votes", "modifier": "ln2p", "missing": 0, **changed}
    return function_score(field_value_factor={name: value for name, value in options.items() if value is not None})


QUERIES = (
    Refused("an unknown kind", query("nope", {}), PARSING),
    Refused("an unknown kind inside of bool", query("bool", {"filter": [{"nope": {}}]}), None),
    Refused("no kind", {"query": {}}, ILLEGAL),
    Refused("two kinds", {"query": {"match_all": {}, "exists": {"field": "id"}}}, PARSING),
    Refused("a query that is a list", {"query": []}, PARSING),
    Refused("a query that is a text", {"query": "solaris"}, PARSING),
    Refused("match_all with something", query("match_all", {"nope": 1}), PARSING),
    Refused("bool with an unknown clause", query("bool", {"mustt": []}), None),
    Refused("bool with a text for a clause", query("bool", {"must": "solaris"}), None),
    Refused("bool that is a list", query("bool", []), PARSING),
    Refused("a term without a field", query("term", {}), ILLEGAL),
    Refused("a term of two fields", query("term", {"type": "movie", "id": "war"}), PARSING),
    Refused("a term of null", query("term", {"type": {"value": None}}), ILLEGAL),
    Refused("a term of a list", query("term", {"type": ["movie"]}), PARSING),
    Refused("a term with an unknown option", query("term", {"type": {"value": "movie", "nope": 1}}), PARSING),
    Refused("a term with a boost below 0", query("term", {"type": {"value": "movie", "boost": -1}}), ILLEGAL),
    Refused("a term that is a text", query("term", "movie"), PARSING),
    Refused("a term of letters in a number", query("term", {"release_year": "x"}), SHARDS, SHARD),
    Refused("a term of letters in a double", query("term", {"imdb_rating": "x"}), SHARDS, SHARD),
    Refused("a term of letters in a day", query("term", {"release_date": "x"}), SHARDS, PARSE),
    Refused("terms of letters in a number", query("terms", {"release_year": ["x"]}), SHARDS, SHARD),
    Refused("terms without a field", query("terms", {}), PARSING),
    Refused("terms that are one value", query("terms", {"type": "movie"}), PARSING),
    Refused("terms with null among them", query("terms", {"type": ["movie", None]}), PARSING),
    Refused("exists without a field", query("exists", {}), PARSING),
    Refused("exists of no name", query("exists", {"field": ""}), ILLEGAL),
    Refused("exists with an unknown option", query("exists", {"fields": "id"}), PARSING),
    Refused("a prefix without a field", query("prefix", {}), ILLEGAL),
    Refused("a prefix of two fields", query("prefix", {"type": "m", "id": "w"}), PARSING),
    Refused("a prefix of null", query("prefix", {"type": None}), ILLEGAL),
    Refused("a prefix without a value", query("prefix", {"type": {"boost": 2}}), ILLEGAL),
    Refused("a prefix of a list", query("prefix", {"type": ["m"]}), ILLEGAL),
    Refused("a prefix with an unknown option", query("prefix", {"type": {"value": "m", "nope": 1}}), PARSING),
    Refused("a prefix with a boost below 0", query("prefix", {"type": {"value": "m", "boost": -1}}), ILLEGAL),
    Refused("a prefix of a number's field", query("prefix", {"votes": "1"}), SHARDS, SHARD),
    Refused("a prefix of a day", query("prefix", {"release_date": "20"}), SHARDS, SHARD),
    Refused("a prefix of _id", query("prefix", {"_id": "w"}), SHARDS, SHARD),
    Refused("fuzzy without a field", query("fuzzy", {}), ILLEGAL),
    Refused("fuzzy of two fields", query("fuzzy", {"type": "m", "id": "w"}), PARSING),
    Refused("fuzzy of null", query("fuzzy", {"type": None}), ILLEGAL),
    Refused("fuzzy of a list", query("fuzzy", {"type": {"value": ["m"]}}), None),
    Refused("fuzzy with an unknown option", query("fuzzy", {"type": {"value": "m", "nope": 1}}), PARSING),
    Refused("fuzzy with a boost below 0", query("fuzzy", {"type": {"value": "m", "boost": -1}}), ILLEGAL),
    Refused("fuzzy with three errors", query("fuzzy", {"type": {"value": "m", "fuzziness": 3}}), ILLEGAL),
    Refused("fuzzy with -1 errors", query("fuzzy", {"type": {"value": "m", "fuzziness": -1}}), ILLEGAL),
    Refused("fuzzy with errors of letters", query("fuzzy", {"type": {"value": "m", "fuzziness": "x"}}), ILLEGAL),
    Refused("fuzzy with errors of null", query("fuzzy", {"type": {"value": "m", "fuzziness": None}}), PARSING),
    Refused("AUTO with one bound", query("fuzzy", {"type": {"value": "m", "fuzziness": "AUTO:4"}}), PARSE),
    Refused("AUTO with bounds of letters", query("fuzzy", {"type": {"value": "m", "fuzziness": "AUTO:x,8"}}), PARSE),
    Refused("AUTO with bounds the wrong way", query("fuzzy", {"type": {"value": "m", "fuzziness": "AUTO:8,4"}}), PARSE),
    Refused("AUTO with a bound below 0", query("fuzzy", {"type": {"value": "m", "fuzziness": "AUTO:-1,4"}}), PARSE),
    Refused("fuzzy with no terms", query("fuzzy", {"type": {"value": "m", "max_expansions": 0}}), SHARDS, SHARD),
    Refused("fuzzy with swaps of text", query("fuzzy", {"type": {"value": "m", "transpositions": "x"}}), ILLEGAL),
    Refused("fuzzy on a number", query("fuzzy", {"votes": "100"}), SHARDS, SHARD),
    Refused("fuzzy on a day", query("fuzzy", {"release_date": "2019-01-01"}), SHARDS, SHARD),
    Refused("fuzzy on _id", query("fuzzy", {"_id": "war"}), SHARDS, SHARD),
    Refused("match without a field", query("match", {}), None),
    Refused("match of two fields", query("match", {"title": "m", "description": "w"}), PARSING),
    Refused("match of null", query("match", {"title": None}), PARSING),
    Refused("match of a list", query("match", {"title": {"query": ["m"]}}), PARSING),
    Refused("match without a text", query("match", {"title": {}}), PARSING),
    Refused("match with an unknown option", query("match", {"title": {"query": "m", "nope": 1}}), PARSING),
    Refused("match with an unknown operator", query("match", {"title": {"query": "m", "operator": "xor"}}), ILLEGAL),
    Refused("match with a boost below 0", query("match", {"title": {"query": "m", "boost": -1}}), ILLEGAL),
    Refused("match with three errors", query("match", {"title": {"query": "m", "fuzziness": 3}}), ILLEGAL),
    Refused(
        "match with bounds the wrong way", query("match", {"title": {"query": "m", "fuzziness": "AUTO:9,2"}}), PARSE
    ),
    Refused("match with no terms", query("match", {"title": {"query": "m", "max_expansions": 0}}), ILLEGAL),
    Refused(
        "match with a minimum of letters",
        query("match", {"title": {"query": "m n", "minimum_should_match": "x"}}),
        SHARDS,
        SHARD,
    ),
    Refused("a phrase without a field", query("match_phrase", {}), ILLEGAL),
    Refused("a phrase of two fields", query("match_phrase", {"title": "m", "description": "w"}), PARSING),
    Refused("a phrase of null", query("match_phrase", {"title": None}), None),
    Refused("a phrase of a list", query("match_phrase", {"title": ["m"]}), None),
    Refused(
        "a phrase with an unknown option", query("match_phrase", {"title": {"query": "m", "operator": "and"}}), PARSING
    ),
    Refused("a phrase with a slop below 0", query("match_phrase", {"title": {"query": "m", "slop": -1}}), ILLEGAL),
    Refused("a phrase with a boost below 0", query("match_phrase", {"title": {"query": "m", "boost": -1}}), ILLEGAL),
    Refused("constant_score without a filter", query("constant_score", {}), PARSING),
    Refused("constant_score of a list", query("constant_score", {"filter": [{"match_all": {}}]}), PARSING),
    Refused("constant_score of no query", query("constant_score", {"filter": {}}), ILLEGAL),
    Refused("constant_score of an unknown kind", query("constant_score", {"filter": {"nope": {}}}), PARSING),
    Refused("constant_score with an unknown option", query("constant_score", {"filter": ALL, "query": ALL}), PARSING),
    Refused("constant_score below 0", query("constant_score", {"filter": ALL, "boost": -1}), ILLEGAL),
    Refused("dis_max without queries", query("dis_max", {}), PARSING),
    Refused("dis_max of no queries", query("dis_max", {"queries": []}), PARSING),
    Refused("dis_max of a text", query("dis_max", {"queries": "x"}), PARSING),
    Refused("dis_max of an unknown kind", query("dis_max", {"queries": [{"nope": {}}]}), None),
    Refused("dis_max with an unknown option", query("dis_max", {"queries": [ALL], "nope": 1}), PARSING),
    Refused("dis_max with a boost below 0", query("dis_max", {"queries": [ALL], "boost": -1}), ILLEGAL),
    Refused(
        "dis_max with a tie_breaker below 0", query("dis_max", {"queries": [ALL], "tie_breaker": -1}), SHARDS, SHARD
    ),
    Refused(
        "dis_max with a tie_breaker above 1", query("dis_max", {"queries": [ALL], "tie_breaker": 2}), SHARDS, SHARD
    ),
    Refused("match_none with something", query("match_none", {"nope": 1}), PARSING),
    Refused("a bool with a boost below 0", query("bool", {"must": [ALL], "boost": -1}), None),
    Refused(
        "a bool with a minimum of letters", query("bool", {"should": [ALL], "minimum_should_match": "x"}), SHARDS, SHARD
    ),
    Refused(
        "a bool with a minimum of 1.5", query("bool", {"should": [ALL], "minimum_should_match": 1.5}), SHARDS, SHARD
    ),
    Refused("terms of two fields", query("terms", {"id": ["a"], "type": ["b"]}), PARSING),
    Refused("terms with only a boost", query("terms", {"boost": 2}), PARSING),
    Refused("terms with a boost below 0", query("terms", {"id": ["a"], "boost": -1}), ILLEGAL),
    Refused("function_score with an unknown option", function_score(nope=1), PARSING),
    Refused("function_score with an unknown boost_mode", function_score(boost_mode="nope"), ILLEGAL),
    Refused("a factor without a field", factor(field=None), PARSING),
    Refused("a factor with an unknown option", factor(nope=1), PARSING),
    Refused("a factor with an unknown modifier", factor(modifier="nope"), ILLEGAL),
    Refused("a factor of a text", factor(field="title"), SHARDS, SHARD),
    Refused("a factor of a keyword", factor(field="title.raw"), SHARDS, SHARD),
    Refused("a factor that is a list", query("function_score", {"query": ALL, "field_value_factor": []}), PARSING),
    Refused("words without a query", words(query=None), PARSING),
    Refused("words that are a list", words(query=["solaris"]), PARSING),
    Refused("words with an unknown option", words(nope=1), PARSING),
    Refused("words with an unknown operator", words(operator="xor"), ILLEGAL),
    Refused("words with an unknown type", words(type="nope"), None),
    Refused("words with a boost of letters", words(fields=["title^x"]), None),
)
RANGES = (
    Refused("without a field", query("range", {}), ILLEGAL),
    Refused("without bounds", query("range", {"votes": 1}), PARSING),
    Refused("with an unknown bound", query("range", {"votes": {"gtee": 1}}), PARSING),
    Refused("letters for a double", query("range", {"imdb_rating": {"gte": "x"}}), SHARDS, SHARD),
    Refused("letters for a short", query("range", {"release_year": {"lte": "x"}}), SHARDS, SHARD),
    Refused("an empty text for a number", query("range", {"votes": {"lte": ""}}), SHARDS, SHARD),
    Refused("true for a number", query("range", {"votes": {"lte": True}}), SHARDS, SHARD),
    Refused("too great for an integer", query("range", {"votes": {"gte": 2**31}}), SHARDS, SHARD),
    Refused("a moment by its own format", query("range", {"modified": {"gte": "2026-11-01"}}), SHARDS, PARSE),
    Refused("an unknown format", query("range", {"modified": {"gte": "2026", "format": "year-ish"}}), None),
    Refused("letters for a day", query("range", {"release_date": {"gte": "x"}}), SHARDS, PARSE),
    Refused("an empty text for a day", query("range", {"release_date": {"gte": ""}}), SHARDS, PARSE),
    Refused("a year for a day", query("range", {"release_date": {"gte": "1972"}}), SHARDS, PARSE),
    Refused("a day without zeros", query("range", {"release_date": {"gte": "1972-5-13"}}), SHARDS, PARSE),
    Refused("a time for a day", query("range", {"release_date": {"gte": "1972-05-13T00:00:00Z"}}), SHARDS, PARSE),
    Refused("a day for a time", query("range", {"modified": {"gte": "1972-05-13"}}), SHARDS, PARSE),
)
SORTS = (
    Refused("an unknown field", {"sort": [{"nope": "asc"}]}, SHARDS, SHARD),
    Refused("an object", {"sort": ["genres"]}, SHARDS, SHARD),
    Refused("a text field", {"sort": [{"title": "asc"}]}, SHARDS, ILLEGAL),
    Refused("an unknown field after a known one", {"sort": ["id", "nope"]}, SHARDS, SHARD),
    Refused("an unknown direction", {"sort": [{"id": {"order": "up"}}]}, None),
    Refused("an unknown option", {"sort": [{"id": {"ordr": "asc"}}]}, None),
    Refused("a number", {"sort": [1]}, ILLEGAL),
)
PAGES = (
    Refused("a size below 0", {"size": -1}, ILLEGAL),
    Refused("a from below 0", {"from": -1}, ILLEGAL),
    Refused("a size of letters", {"size": "x"}, None),
    Refused("a size of null", {"size": None}, None),
    Refused("a size of true", {"size": True}, None),
    Refused("a size beyond the window", {"size": 10_001}, SHARDS, ILLEGAL),
    Refused("a page past the window", {"from": 9_950, "size": 51}, SHARDS, ILLEGAL),
    Refused("a page far beyond the window", {"from": 1_000_000, "size": 10}, SHARDS, ILLEGAL),
    Refused("a limit of totals below -1", {"track_total_hits": -2}, ILLEGAL),
    Refused("a limit of totals of letters", {"track_total_hits": "x"}, None),
    Refused("a source of a number", {"_source": 1}, PARSING),
    Refused("a source of null", {"_source": None}, PARSING),
    Refused("a source with an unknown option", {"_source": {"nope": 1}}, PARSING),
)
BODIES = (
    Refused("an unknown key", {"nope": 1}, PARSING),
    Refused("JSON that ends early", '{"size": ', None),
    Refused("JSON with a comma too many", '{"size": 1,}', None),
    Refused("single quotation marks", "{'size': 1}", None),
    Refused("something after the JSON", '{"size": 1} x', None),
    Refused("a list", "[]", PARSING),
    Refused("a text", '"size"', PARSING),
    Refused("null", "null", PARSING),
    Refused("an unknown parameter of the URL", {"size": 1}, ILLEGAL, request="POST /INDEX/_search?nope=1"),
    Refused("analyze: an unknown analyzer", {"analyzer": "nope", "text": "x"}, ILLEGAL, request="POST /INDEX/_analyze"),
    Refused(
        "analyze: no text",
        {"analyzer": "stemmed"},
        "action_request_validation_exception",
        request="POST /INDEX/_analyze",
    ),
)
INDICES = (
    Refused("search", {"size": 1}, NO_INDEX, status=404, request="POST /INDEX-absent/_search"),
    Refused("get", None, NO_INDEX, status=404, request="GET /INDEX-absent"),
    Refused(
        "get of a pattern that must match",
        None,
        NO_INDEX,
        status=404,
        request="GET /INDEX-absent-*?allow_no_indices=false",
    ),
    Refused("a document", None, NO_INDEX, status=404, request="GET /INDEX-absent/_doc/war?realtime=false"),
    Refused("delete", None, NO_INDEX, status=404, request="DELETE /INDEX-absent"),
    Refused("refresh", None, NO_INDEX, status=404, request="POST /INDEX-absent/_refresh"),
    Refused(
        "analyze", {"analyzer": "stemmed", "text": "x"}, NO_INDEX, status=404, request="POST /INDEX-absent/_analyze"
    ),
    Refused("create again", None, "resource_already_exists_exception", request="PUT /INDEX"),
    Refused("create with capitals", None, BAD_NAME, request="PUT /INDEX-Capital"),
    Refused("create with a comma", None, BAD_NAME, request="PUT /INDEX,other"),
    Refused("create with a number sign", None, BAD_NAME, request="PUT /INDEX%23"),
    Refused("create with a colon", None, BAD_NAME, request="PUT /INDEX%3A"),
    Refused("create with a hyphen first", None, BAD_NAME, request="PUT /-INDEX"),
    Refused("create with an underscore first", None, None, request="PUT /_INDEX"),
    Refused("create with a very long name", None, BAD_NAME, request=f"PUT /INDEX-{'x' * 255}"),
    Refused(
        "create with a field of an unknown type",
        {"mappings": {"dynamic": "strict", "properties": {"x": {"type": "nope"}}}},
        "mapper_parsing_exception",
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create with an unknown analyzer",
        {"mappings": {"dynamic": "strict", "properties": {"x": {"type": "text", "analyzer": "nope"}}}},
        "mapper_parsing_exception",
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create with an unknown search_analyzer",
        text_field(analyzer="own", search_analyzer="nope"),
        "mapper_parsing_exception",
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create with unknown index_options",
        text_field(analyzer="own", index_options="nope"),
        "mapper_parsing_exception",
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create with an unknown parameter of a field",
        {"mappings": {"dynamic": "strict", "properties": {"x": {"type": "keyword", "nope": 1}}}},
        "mapper_parsing_exception",
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create with an unknown setting",
        {"settings": {"nope": 1}, "mappings": {"dynamic": "strict"}},
        ILLEGAL,
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create in the order of an unknown field", kept_in_order(field=["nope"]), ILLEGAL, request="PUT /INDEX-bad"
    ),
    Refused(
        "create in the order of a text field",
        text_field(analyzer="own", sort={"field": "x"}),
        ILLEGAL,
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create in an unknown order",
        kept_in_order(field=["x"], order=["nope"]),
        ILLEGAL,
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create in one order for two fields",
        kept_in_order(field=["x", "y"], order=["asc"]),
        ILLEGAL,
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create with an unknown place of what is missing",
        kept_in_order(field=["x"], missing=["nope"]),
        ILLEGAL,
        request="PUT /INDEX-bad",
    ),
    Refused(
        "create with an unknown option of the order",
        kept_in_order(field=["x"], nope=["asc"]),
        ILLEGAL,
        request="PUT /INDEX-bad",
    ),
    Refused("create with an unknown key", {"nope": {}}, "parse_exception", request="PUT /INDEX-bad"),
)


def aggregation(body: Any) -> Body:
    return {"aggs": {"found": body}}


AGGREGATIONS = (
    Refused("an unknown kind", aggregation({"nope": {}}), None),
    Refused("no kind", aggregation({}), None),
    Refused("two kinds", aggregation({"global": {}, "filter": ALL}), None),
    Refused("an unknown option", aggregation({"terms": {"field": "type", "nope": 1}}), None),
    Refused("no field", aggregation({"histogram": {"interval": 10, "min_doc_count": 1}}), None),
    Refused("an unknown order", aggregation({"terms": {"field": "type", "order": {"nope": "asc"}}}), None),
    Refused("a sample with nothing inside", aggregation({"sampler": {"shard_size": 1}}), None),
    Refused("a size of 0", aggregation({"terms": {"field": "type", "size": 0}}), None),
    Refused("values of a text field", aggregation({"terms": {"field": "title"}}), SHARDS, ILLEGAL),
    Refused(
        "a histogram of a keyword field",
        aggregation({"histogram": {"field": "type", "interval": 1, "min_doc_count": 1}}),
        SHARDS,
        ILLEGAL,
    ),
    Refused(
        "an interval of 0", aggregation({"histogram": {"field": "votes", "interval": 0, "min_doc_count": 1}}), None
    ),
    Refused(
        "ranges of a keyword field", aggregation({"range": {"field": "type", "ranges": [{"to": 1}]}}), SHARDS, ILLEGAL
    ),
    Refused("no ranges", aggregation({"range": {"field": "votes", "ranges": []}}), None),
    Refused("a filter of an unknown kind", aggregation({"filter": {"nope": {}}}), PARSING),
    Refused("all documents inside of a filter", aggregation({"filter": ALL, "aggs": {"all": {"global": {}}}}), None),
    Refused("a post filter of an unknown kind", {"post_filter": {"nope": {}}}, PARSING),
    Refused("a post filter of no kind", {"post_filter": {}}, ILLEGAL),
)
