"""Queries that found nothing, counted for editors and kept as sparingly as can be."""

import hmac
import logging
from datetime import timedelta
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from search.models import UnansweredQuery
from search.query import SearchQuery
from search.words import sounds_like_need

logger = logging.getLogger(__name__)

# From this time on the words are kept: many asked, so they are nobody's own.
_KEPT_FROM: Final = 3
_MOST_WORDS: Final = 4
_MOST_CHARACTERS: Final = 100
# Rows nobody asked for again; their hashes say nothing any more.
KEPT_DAYS: Final = 90


def unanswered_note(query: SearchQuery) -> None:
    """Count a query that found nothing; never fails, never for a person in need.

    Two readers at once may count once: it is a hint for editors, not a statistic.
    """
    if not query.has_words or sounds_like_need(query.text, query.language):
        return
    try:
        with transaction.atomic():
            _count(query)
    except DatabaseError as error:
        # The words stay out of the log: the message of the database may repeat them.
        logger.warning("A search was not counted (%s).", type(error).__name__)


def _count(query: SearchQuery) -> None:
    words = " ".join(query.text.casefold().split())
    today = timezone.localdate()
    row, is_new = UnansweredQuery.objects.get_or_create(
        digest=_digest(f"{query.language}:{words}"),
        defaults={"language": query.language, "last_asked_on": today},
    )
    if is_new:
        return
    keeps_text = row.count + 1 >= _KEPT_FROM and _may_be_kept(words)
    UnansweredQuery.objects.filter(pk=row.pk).update(
        count=F("count") + 1,
        last_asked_on=today,
        text=words if keeps_text else row.text,
    )


def _may_be_kept(words: str) -> bool:
    return (
        len(words) <= _MOST_CHARACTERS
        and len(words.split()) <= _MOST_WORDS
        and not any(char.isdigit() for char in words)
    )


def _digest(text: str) -> str:
    key = f"search.unanswered:{settings.SECRET_KEY}".encode()
    return hmac.new(key, text.encode(), sha256).hexdigest()


def unanswered_forget_old() -> int:
    """Delete what nobody has asked for any more; return how many rows."""
    limit = timezone.localdate() - timedelta(days=KEPT_DAYS)
    return UnansweredQuery.objects.filter(last_asked_on__lt=limit).delete()[0]
