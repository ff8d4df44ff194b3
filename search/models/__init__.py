"""The projection, and what editors tell the search."""

from search.models.projection import SearchDocument, SearchFacet, SearchObject
from search.models.unanswered import UnansweredQuery
from search.models.words import BestBet, BlockedSuggestion, NeedPhrase, SynonymSet

__all__ = [
    "BestBet",
    "BlockedSuggestion",
    "NeedPhrase",
    "SearchDocument",
    "SearchFacet",
    "SearchObject",
    "SynonymSet",
    "UnansweredQuery",
]
