"""Who may do what in which language; one place that views, API and tests ask.

Central editors are whoever has wagtail-localize's permission `submit_translation`: they
begin translations, manage rights and may do everything in every language. Translators
and reviewers have rights for languages, whatever is translated: pages, snippets and
vocabulary alike.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from translations.choices import Role
from translations.models import LanguageRight

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

CENTRAL: Final = "wagtail_localize.submit_translation"


class Action(StrEnum):
    """What somebody may want to do in a language."""

    SEE = "see"
    TRANSLATE = "translate"
    REVIEW = "review"
    PUBLISH = "publish"


# What each role may do in its language.
ROLES: Final = {
    Role.TRANSLATOR: frozenset({Action.SEE, Action.TRANSLATE}),
    Role.REVIEWER: frozenset(Action),
}


def is_central(user: "User | AnonymousUser") -> bool:
    """Whether somebody begins translations and may act in every language."""
    return user.is_active and user.has_perm(CENTRAL)


def languages_of(user: "User | AnonymousUser", action: Action) -> frozenset[str]:
    """Return the languages in which somebody has a right of their own to an action."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    rights = LanguageRight.objects.filter(user_id=user.pk)
    return frozenset(
        right.language for right in rights if action in ROLES[Role(right.role)]
    )


def may(user: "User | AnonymousUser", action: Action, language: str) -> bool:
    """Whether somebody may do something in a language."""
    return is_central(user) or language in languages_of(user, action)
