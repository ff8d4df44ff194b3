"""The projection: what the public search knows, in the transaction that changed it.

It is what the database engine searches, what Elasticsearch is filled from, and the
outbox: a row whose version is newer than its indexed version is pending.
"""

from django.db import models
from django.db.models import F, Q

from search.choices import Kind
from search.querysets import SearchObjectQuerySet


class SearchObject(models.Model):
    """One public object with all its versions, or the tombstone of one.

    Attributes:
        key: translation key of the object.
        slug: the public key in its address.
        facts: facts returned with each hit.
        place, place_terms: where it happens, and the terms of that.
        digest: hash of the description the rows were written from.
        version: number of the last change; only grows.
        indexed_version: last version the index has confirmed.
        is_gone: no version is public any more; left out of every result at once.
        hides_until_confirmed: the index may still show a text that nobody may read any
            more, of the whole object or of one language; until it has confirmed the
            last change, no result from there shows the object.
        claimed_until: a worker pushes it until then; None when nobody does.
        failures: how often the index has refused the last change.
        error: why, without any of the text; "" when it did not.
    """

    kind = models.CharField(max_length=12, choices=Kind)
    key = models.UUIDField()
    slug = models.CharField(max_length=100, blank=True)
    facts = models.JSONField(default=dict)
    country = models.CharField(max_length=2, blank=True)
    place = models.TextField(blank=True, default="")
    place_terms = models.TextField(default="")
    written_in = models.CharField(max_length=5, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()
    is_good_practice = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveBigIntegerField(default=1)
    indexed_version = models.PositiveBigIntegerField(default=0)
    is_gone = models.BooleanField(default=False)
    # The database has the default, too: code of the former release writes rows without it.
    hides_until_confirmed = models.BooleanField(default=False, db_default=False)
    changed_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    objects = SearchObjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="searchobject_unique")
        ]
        indexes = [
            models.Index(
                fields=["kind", "-published_at", "key"], name="searchobject_newest"
            ),
            models.Index(
                fields=["-hides_until_confirmed", "changed_at"],
                condition=Q(version__gt=F("indexed_version")),
                name="searchobject_pending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class SearchDocument(models.Model):
    """One published version of an object.

    All columns of terms hold single spaces between terms and one at both ends, so
    `% word %` finds a term and `% wor%` a beginning, with the same meaning in every
    database. search.terms says what a term looks like.

    Attributes:
        card: display facts of this version.
        title_terms, summary_terms: terms of the title and of the summary, each once.
        terms: terms of title, summary and body, each once.
        title_words, words: the exact words in order, for phrases.
        plain: the plain form of each of `words`, in order.
        marks: where terms stand in title, summary and body, for highlights
            (search.marks).
        analysis_version: the analysis that made the terms.
    """

    object = models.ForeignKey(
        SearchObject, on_delete=models.CASCADE, related_name="documents"
    )
    language = models.CharField(max_length=5)
    is_original = models.BooleanField()
    title = models.TextField()
    summary = models.TextField(blank=True)
    url = models.TextField()
    card = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    title_terms = models.TextField(default="")
    summary_terms = models.TextField(default="")
    terms = models.TextField(default="")
    title_words = models.TextField()
    words = models.TextField()
    plain = models.TextField()
    marks = models.JSONField(default=list)
    analysis_version = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object", "language"], name="searchdocument_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.object_id} {self.language}"


class SearchFacet(models.Model):
    """One value by which an object can be filtered and counted.

    Attributes:
        name: one of search.choices.FILTERS.
        value: a code, never a label.
    """

    object = models.ForeignKey(
        SearchObject, on_delete=models.CASCADE, related_name="facets"
    )
    name = models.CharField(max_length=12)
    value = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object", "name", "value"], name="searchfacet_unique"
            )
        ]
        indexes = [
            models.Index(fields=["name", "value", "object"], name="searchfacet_value")
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
