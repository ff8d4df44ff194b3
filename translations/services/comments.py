"""Remarks about a text, and who is named in them."""

import re
from typing import TYPE_CHECKING, Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail_localize.models import Translation

from core.locales import language_of
from translations.actors import Actor
from translations.models import LanguageRight, SegmentComment
from translations.rights import CENTRAL
from translations.selectors.places import Place
from translations.services.notices import notice_mention

if TYPE_CHECKING:
    from accounts.models import User

# An @ that begins a word: in an e-mail address it stands inside one.
_MENTION: Final = re.compile(r"(?<![\w.+-])@([\w.+-]*\w)")


def people_of(language: str) -> "list[User]":
    """Return whom a remark in a language can name: whoever has a right to see it."""
    app, codename = CENTRAL.split(".")
    permission = {"codename": codename, "content_type__app_label": app}
    by_group = {f"groups__permissions__{name}": it for name, it in permission.items()}
    by_self = {f"user_permissions__{name}": it for name, it in permission.items()}
    rights = LanguageRight.objects.filter(language=language).values("user_id")
    people = get_user_model()._default_manager.filter(
        Q(pk__in=rights) | Q(is_superuser=True) | Q(**by_group) | Q(**by_self),
        is_active=True,
    )
    return list(people.distinct().order_by("email"))


def handle_of(user: "User") -> str:
    """Return what to write after the @ to name somebody: the part before the @."""
    return user.email.partition("@")[0]


def mentioned_in(text: str, people: "list[User]") -> "list[User]":
    """Return whom a remark names, by e-mail address before its @ or by name.

    `@ana`, `@ana.silva` and `@AnaSilva` all name Ana Silva; two people of one name are
    both meant.
    """
    named = {name.casefold() for name in _MENTION.findall(text)}
    return [user for user in people if named & _names(user)]


def _names(user: "User") -> set[str]:
    first, last = user.first_name.strip(), user.last_name.strip()
    names = [handle_of(user), first, last]
    if first and last:
        names += [f"{first}.{last}", f"{first}{last}"]
    return {name.casefold().replace(" ", "") for name in names if name}


@transaction.atomic
def comment_add(
    *, translation: Translation, place: Place, text: str, actor: Actor
) -> SegmentComment:
    """Remark something about a text; whoever is named in it gets a mail."""
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
