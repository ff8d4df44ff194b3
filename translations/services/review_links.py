"""Links with which a person without an account reviews one object in one language."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from core.current import use_language
from core.locales import language_of
from core.mail import absolute_url, mail_send
from translations.actors import Actor
from translations.choices import SegmentStatus
from translations.exceptions import (
    BlockedError,
    TextChangedError,
    TranslationError,
)
from translations.models import ReviewLink
from translations.selectors.places import Text, texts
from translations.selectors.review_links import secret_digest
from translations.selectors.text_rows import text_name
from translations.services.comments import comment_add
from translations.services.segments import segment_approve

if TYPE_CHECKING:
    from accounts.models import User

MOST_DAYS: Final = 30
# For questions after a review; from when the link ended.
ADDRESS_KEPT: Final = timedelta(days=90)
# What there is to be approved; what is unfinished or outdated is not.
REVIEWABLE: Final = (SegmentStatus.WAITING, SegmentStatus.MACHINE_DRAFT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reviewer says of one text.

    Attributes:
        seen: version of the text that was read.
    """

    is_right: bool
    remark: str
    seen: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a reviewer's words.

    Attributes:
        refused: name of a text -> why it could not be approved, in a sentence.
    """

    approved: int
    remarks: int
    refused: Mapping[str, str]


@transaction.atomic
def review_link_create(
    *,
    translation: Translation,
    name: str,
    email: str,
    language: str,
    days: int,
    user: "User",
) -> ReviewLink:
    """Invite a person to review an object in a language; the link goes out by mail.

    The secret is in the mail alone, so a lost link is replaced, never looked up.

    Args:
        translation: the object and the language to be reviewed.
        name: whom the link is for; recorded with what the person approves.
        email: where it is sent.
        language: in which the person is written to, and sees the page.
        days: for how long it opens, at most 30.
        user: who answers for the person.
    """
    secret = secrets.token_urlsafe(32)
    link = ReviewLink.objects.create(
        translation=translation,
        digest=secret_digest(secret),
        reviewer_name=name,
        reviewer_email=email,
        language=language,
        invited_by=user,
        expires_at=timezone.now() + timedelta(days=min(days, MOST_DAYS)),
    )
    with use_language(language):
        path = reverse("review:review", args=[secret])
    mail_send(
        to=email,
        language=language,
        template="translations/mail/review_link",
        context={
            "name": name,
            "title": translation.source.object_repr,
            "into": language_of(translation.target_locale_id),
            "inviter": user.get_full_name() or user.email,
            "expires_at": link.expires_at,
            "url": absolute_url(path),
        },
    )
    return link


def review_link_revoke(*, link: ReviewLink) -> None:
    """Take a link back; one that was taken back stays so."""
    ReviewLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )


def review_addresses_forget() -> int:
    """Delete the addresses of links that ended long ago; return how many.

    That there was a link, and the name under which texts were approved, stay.
    """
    oldest = timezone.now() - ADDRESS_KEPT
    ended = ReviewLink.objects.filter(
        Q(expires_at__lt=oldest) | Q(revoked_at__lt=oldest)
    )
    return ended.exclude(reviewer_email="").update(reviewer_email="")


def verdicts_take(*, link: ReviewLink, verdicts: Mapping[str, Verdict]) -> Taken:
    """Store what a reviewer says of texts, each for itself.

    Args:
        link: the one that was used; what is approved carries its name.
        verdicts: name of a text -> what is said of it; unknown names are passed over.
    """
    actor = Actor(name=link.reviewer_name)
    refused: dict[str, str] = {}
    approved = remarks = 0
    for text in texts(link.translation):
        name = text_name(text)
        verdict = verdicts.get(name)
        if verdict is None:
            continue
        if verdict.remark:
            comment_add(
                translation=link.translation,
                place=text.place,
                text=verdict.remark,
                actor=actor,
            )
            remarks += 1
        if verdict.is_right and text.status in REVIEWABLE:
            why = _approve(link, text, verdict, actor)
            if why:
                refused[name] = why
            else:
                approved += 1
    return Taken(approved, remarks, refused)


def _approve(link: ReviewLink, text: Text, verdict: Verdict, actor: Actor) -> str:
    try:
        segment_approve(
            translation=link.translation,
            place=text.place,
            actor=actor,
            seen=verdict.seen,
        )
    except BlockedError:
        return _(
            "The checks found something in this text, so a translator has to look at "
            "it first."
        )
    except TextChangedError:
        return _("This text has changed since you read it. Please read it again.")
    except TranslationError as error:
        return str(error)
    return ""
