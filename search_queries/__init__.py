"""Searches declared, not coded: README.md shows how."""

from search_queries.facets.facet import Buckets, Counted, Facet, RangeBucket, ValueBucket, query_of
from search_queries.facets.facets import Facets
from search_queries.facets.named_values import join_name_and_id
from search_queries.facets.range_facets import HistogramFacet, RangesFacet
from search_queries.facets.value_facets import NamedFacet, TermsFacet
from search_queries.faults import DeclarationError, Fault, InvalidQueryError
from search_queries.given_values import refuse_parameters
from search_queries.highlighting import Highlight, Highlights
from search_queries.page import Page, PageValue
from search_queries.parameter import Parameter
from search_queries.query import DeclaredSearch, SearchQuery, SimilarQuery, SuggestQuery
from search_queries.ranges import Range, RangeValue
from search_queries.search_parts import PreparedSearch, SearchParts
from search_queries.shown_fields import ShownFields
from search_queries.size import Size
from search_queries.sort import Sort
from search_queries.terms import Terms, TermsValue
from search_queries.url_parameter import UrlParameter
from search_queries.words.kind import Suggest, Words
from search_queries.words.similar import Similar

__all__ = [
    "Buckets",
    "Counted",
    "DeclarationError",
    "DeclaredSearch",
    "Facet",
    "Facets",
    "Fault",
    "Highlight",
    "Highlights",
    "HistogramFacet",
    "InvalidQueryError",
    "NamedFacet",
    "Page",
    "PageValue",
    "Parameter",
    "PreparedSearch",
    "Range",
    "RangeBucket",
    "RangeValue",
    "RangesFacet",
    "SearchParts",
    "SearchQuery",
    "ShownFields",
    "Similar",
    "SimilarQuery",
    "Size",
    "Sort",
    "Suggest",
    "SuggestQuery",
    "Terms",
    "TermsFacet",
    "TermsValue",
    "UrlParameter",
    "ValueBucket",
    "Words",
    "join_name_and_id",
    "query_of",
    "refuse_parameters",
]
