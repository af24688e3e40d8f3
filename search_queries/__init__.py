"""Searches declared, not coded: README.md shows how."""

from search_queries.faults import DeclarationError, Fault, InvalidQueryError
from search_queries.page import Page
from search_queries.parameter import Parameter
from search_queries.query import DeclaredSearch, SearchQuery, SuggestQuery, refuse_parameters
from search_queries.ranges import Range
from search_queries.search_parts import SearchParts
from search_queries.sort import Sort
from search_queries.terms import Terms
from search_queries.url_parameter import UrlParameter
from search_queries.words.kind import Suggest, Words

__all__ = [
    "DeclarationError",
    "DeclaredSearch",
    "Fault",
    "InvalidQueryError",
    "Page",
    "Parameter",
    "Range",
    "SearchParts",
    "SearchQuery",
    "Sort",
    "Suggest",
    "SuggestQuery",
    "Terms",
    "UrlParameter",
    "Words",
    "refuse_parameters",
]
