"""Remarks about a text, and who is told of them."""

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import Translation

from core.locales import language_of
from translations.actors import Actor
from translations.models import SegmentComment
from translations.selectors.mentions import mentioned_in, people_of
from translations.selectors.places import Place
from translations.services.notices import notice_mention


@transaction.atomic
def comment_add(
    *, translation: Translation, place: Place, text: str, actor: Actor
) -> SegmentComment:
    """Remark something about a text; whoever is named in it gets a mail.

    A name by which several people may be meant tells nobody; forms ask which one first.
    """
    comment = SegmentComment.objects.create(
        context_id=place.context_id,
        string_id=place.string_id,
        locale_id=translation.target_locale_id,
        author=actor.user,
        author_name=actor.name,
        text=text,
    )
    people = people_of(language_of(translation.target_locale_id))
    mentioned = [user for user in mentioned_in(text, people) if user != actor.user]
    if mentioned:
        comment.mentioned.set(mentioned)
        notice_mention(comment)
    return comment


def comment_resolve(*, comment: SegmentComment) -> None:
    """Mark a remark as settled; settled twice it stays as it was."""
    SegmentComment.objects.filter(pk=comment.pk, resolved_at=None).update(
        resolved_at=timezone.now()
    )
