"""What can go wrong in the search.

SearchError
├── EngineUnavailableError   the index does not answer; the database engine does
├── IndexRefusedError        Elasticsearch refused too much of what was sent to it
├── IndexIncompleteError     a new index lacks documents that were sent to it
├── RebuildRunningError      another process is rebuilding the index
├── CursorError              a cursor that this portal did not give out
├── PageTooDeepError         a page beyond what can be counted to; use a cursor
└── UnknownKindError         no room has registered this kind of object
"""


class SearchError(Exception):
    """Any failure of the search room."""


class EngineUnavailableError(SearchError):
    """The engine cannot answer now; its message never holds what was searched for."""


class IndexRefusedError(SearchError):
    """Elasticsearch refused documents; the old index keeps serving."""


class IndexIncompleteError(SearchError):
    """The new index holds less than was sent; the old index keeps serving."""


class RebuildRunningError(SearchError):
    """Another process fills a new index; one that died is replaced after a while."""


class CursorError(SearchError):
    """The cursor is not one of ours, or belongs to another sort order."""


class PageTooDeepError(SearchError):
    """The page lies beyond the first 10 000 hits; go on with the cursor."""


class UnknownKindError(SearchError):
    """No room describes this kind of object."""
