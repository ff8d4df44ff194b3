"""The daily digest: work that arrived in somebody's languages, each of it told once."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from translations import emails
from translations.models import LanguageRight, Notice
from translations.rights import Action, languages_of
from translations.selectors.work import Task, work

if TYPE_CHECKING:
    from accounts.models import User

Kind = Notice.Kind
# More objects than there can be: the digest looks at all that waits.
_ALL = 100_000


def digests_send() -> int:
    """Write a digest to everybody for whom something arrived; return how many.

    One transaction a person: mail and mark are written together, so a run that is
    interrupted and repeated tells nobody twice.
    """
    people = get_user_model().objects.filter(
        pk__in=LanguageRight.objects.values("user"), is_active=True
    )
    # Who lost every right is told nothing any more.
    Notice.objects.filter(sent_at=None).exclude(user__in=people).delete()
    return sum(_digest(person) for person in people.order_by("pk"))


@transaction.atomic
def _digest(user: "User") -> bool:
    waiting = list(
        Notice.objects.select_for_update().filter(
            user=user, kind=Kind.WORK, sent_at=None
        )
    )
    found = work(
        languages_of(user, Action.TRANSLATE),
        languages_of(user, Action.REVIEW),
        _ALL,
    )
    arrived = {notice.translation_id for notice in waiting}
    to_translate = [
        task for task in found.to_translate if task.translation_id in arrived
    ]
    to_review = _new_reviews(user, found.to_review)
    now = timezone.now()
    # What was done before the digest came, or is no longer theirs, needs no word.
    Notice.objects.filter(pk__in=[notice.pk for notice in waiting]).update(sent_at=now)
    Notice.objects.bulk_create(
        Notice(
            user=user,
            kind=Kind.REVIEW,
            translation_id=task.translation_id,
            sent_at=now,
        )
        for task in to_review
    )
    if to_translate or to_review:
        emails.digest(user, to_translate, to_review)
    return bool(to_translate or to_review)


def _new_reviews(user: "User", tasks: Collection[Task]) -> list[Task]:
    """Leave out what somebody was told while its oldest text waited already."""
    told = dict(
        Notice.objects.filter(
            user=user,
            kind=Kind.REVIEW,
            translation__in=[task.translation_id for task in tasks],
        )
        .order_by()
        .values_list("translation")
        .annotate(last=Max("sent_at"))
    )
    return [
        task
        for task in tasks
        if task.translation_id not in told or told[task.translation_id] < task.since
    ]
