"""How the search is doing: for operators, for monitors and for staff."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone

from search.analysis import ANALYSIS_VERSION
from search.choices import Kind
from search.engines.elasticsearch import client, index
from search.exceptions import EngineUnavailableError
from search.models import SearchDocument, SearchObject

# A status names at most so many objects; the counts are complete.
_NAMED_OBJECTS: Final = 100
# The schedule pushes each minute: what waits for longer is late.
_LATE: Final = timedelta(minutes=5)

type Condition = Literal["ok", "behind", "degraded"]


@dataclass(frozen=True, slots=True)
class RefusedObject:
    """An object that the index refuses.

    Attributes:
        id: primary key of its row.
        failures: how often.
        error: the kind of the failure.
        since: when the object changed into what is refused.
    """

    id: int
    kind: str
    key: str
    slug: str
    failures: int
    error: str
    since: datetime

    @property
    def label(self) -> str:
        """What kind of object it is, in the reader's language."""
        return str(Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How far the index is behind the projection.

    Attributes:
        engine: the engine that answers now.
        index: the index behind the alias, None without Elasticsearch or without index.
        is_current: this code can read it; otherwise the next push builds a new one.
        filling: the index that a rebuild is filling.
        left_alone_until: searches do not ask the index before; None when they do.
        documents: published versions; `languages` counts them by language.
        objects: public objects.
        pending: changes that wait for the index; 0 when there is no index to tell.
        oldest_pending: when the oldest of them was made.
        set_aside: changes that the index refuses, which nobody sends any more.
        set_aside_objects: the oldest hundred of them.
        analysis_version: of the code.
        outdated_documents: how many an older analysis has read.
    """

    engine: str
    index: str | None
    is_current: bool
    filling: str | None
    left_alone_until: datetime | None
    documents: int
    objects: int
    pending: int
    oldest_pending: datetime | None
    set_aside: int
    set_aside_objects: list[RefusedObject]
    languages: dict[str, int]
    analysis_version: int
    outdated_documents: int


_NOTHING: Final = index.State(None, is_current=False, filling=None, remains=())


def index_status() -> IndexStatus:
    """Return how many rows there are, and what the index lacks since when."""
    has_index = bool(settings.ELASTICSEARCH_URL)
    state = _state() if has_index else _NOTHING
    waiting = SearchObject.objects.waiting().aggregate(
        count=Count("pk"), oldest=Min("changed_at")
    )
    languages = dict(
        SearchDocument.objects.order_by("language")
        .values_list("language")
        .annotate(count=Count("pk"))
    )
    outdated = SearchDocument.objects.filter(analysis_version__lt=ANALYSIS_VERSION)
    left_alone_until = _left_alone_until() if has_index else None
    is_asked = state.is_current and left_alone_until is None
    return IndexStatus(
        engine="elasticsearch" if is_asked else "database",
        index=state.serving,
        is_current=state.is_current,
        filling=state.filling,
        left_alone_until=left_alone_until,
        documents=sum(languages.values()),
        objects=SearchObject.objects.public().count(),
        pending=waiting["count"] if has_index else 0,
        oldest_pending=waiting["oldest"] if has_index else None,
        set_aside=SearchObject.objects.set_aside().count(),
        set_aside_objects=refused_objects(),
        languages=languages,
        analysis_version=ANALYSIS_VERSION,
        outdated_documents=outdated.count(),
    )


def refused_objects() -> list[RefusedObject]:
    """Return objects that were set aside, those that wait longest first."""
    rows = SearchObject.objects.set_aside().order_by("changed_at", "pk")
    return [
        RefusedObject(
            id=row.pk,
            kind=row.kind,
            key=str(row.key),
            slug=row.slug,
            failures=row.failures,
            error=row.error,
            since=row.changed_at,
        )
        for row in rows.defer("facts")[:_NAMED_OBJECTS]
    ]


def condition() -> Condition:
    """Say in one word how the search does, within the time limit of a search.

    Returns:
        `degraded` when the database answers for the index; `behind` when changes wait
        for more than some minutes, or were set aside.

    Raises:
        EngineUnavailableError: Elasticsearch does not answer.
    """
    state = index.state(client.for_search())
    if not state.is_current or _left_alone_until():
        return "degraded"
    late = SearchObject.objects.waiting().filter(changed_at__lt=timezone.now() - _LATE)
    if late.exists() or SearchObject.objects.set_aside().exists():
        return "behind"
    return "ok"


def _state() -> index.State:
    try:
        return index.state(client.for_search())
    except EngineUnavailableError:
        return _NOTHING


def _left_alone_until() -> datetime | None:
    """Return when searches will try the index again; a pause ends with an answer."""
    pause = client.breaker().pause()
    return datetime.fromtimestamp(pause.until, UTC) if pause else None
