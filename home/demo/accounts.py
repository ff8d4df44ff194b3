"""The demonstration's accounts: editor, translator, reviewer, officer, signatory."""

import secrets
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from accounts.models import User
from accounts.services import address_verified
from core.addresses import address_resolve
from core.models import PublicAddress
from signatories.choices import MembershipRole
from signatories.models import Membership, Signatory
from translations.choices import Role
from translations.models import LanguageRight

# On a developer's machine the password is known; elsewhere each is random and printed
# once.
DEVELOPMENT_PASSWORD: Final = "pact-demonstration"  # noqa: S105
EDITORS: Final = "Congress editors"
TRANSLATORS: Final = "Translators into Azerbaijani and French"
TRANSLATED_LANGUAGES: Final = ("az", "fr")
# Model permissions of editors, by app; pages and collections have their own kind.
EDITOR_APPS: Final = ("core", "pact", "search", "signatories")
EDITOR_EXTRA: Final = (
    ("wagtailadmin", "access_admin"),
    ("wagtail_localize", "submit_translation"),
    # Flagged passages are for the two groups of safeguarding alone.
    ("initiatives", "moderate_review"),
)
OFFICERS: Final = "Safeguarding officers"
SIGNATORY_SLUG: Final = "goyseher-belediyyesi"


@transaction.atomic
def accounts_load() -> list[tuple[str, str, str]]:
    """Create groups and accounts that do not exist yet.

    Returns:
        (role, e-mail, password) of each account whose password can be told.
    """
    editors, translators = _editors(), _translators()
    told = [
        _account("Editor", "editor@demo.example", "en", [editors]),
        _account("Translator", "translator@demo.example", "az", [translators]),
        _account("Reviewer", "reviewer@demo.example", "fr", [translators]),
        _account("Officer", "officer@demo.example", "en", _officers()),
        _account("Signatory", "signatory@demo.example", "az", []),
    ]
    _language_rights("translator@demo.example", Role.TRANSLATOR)
    _language_rights("reviewer@demo.example", Role.REVIEWER)
    found = address_resolve(kind=PublicAddress.Kind.SIGNATORY, slug=SIGNATORY_SLUG)
    if found:
        member = User.objects.get(email="signatory@demo.example")
        Membership.objects.get_or_create(
            signatory=Signatory.objects.get(key=found[0]),
            user=member,
            defaults={"role": MembershipRole.MANAGER},
        )
    return [entry for entry in told if entry[2]]


def _account(
    role: str, email: str, language: str, groups: list[Group]
) -> tuple[str, str, str]:
    user = User.objects.filter(email=email).first()
    password = DEVELOPMENT_PASSWORD if settings.DEBUG else ""
    if user is None:
        password = password or secrets.token_urlsafe(12)
        user = User.objects.create_user(
            email, password, first_name="Demo", last_name=role, language=language
        )
        address_verified(user)
    user.groups.add(*groups)
    return role, email, password


def _officers() -> list[Group]:
    """Return the group of those who read flagged passages; a migration makes it."""
    return list(Group.objects.filter(name=OFFICERS))


def _permissions(group: Group, pairs: tuple[tuple[str, str], ...]) -> None:
    for app, codename in pairs:
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )


def _editors() -> Group:
    group, _created = Group.objects.get_or_create(name=EDITORS)
    _permissions(group, EDITOR_EXTRA)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label__in=EDITOR_APPS)
    )
    _page_permissions(
        group, Page.objects.get(depth=1), "add change publish lock unlock"
    )
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        # Wagtail asks for the rights of its own models, whatever stands in for them.
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        codename__in=[
            f"{verb}_{model}"
            for verb in ("add", "change", "delete", "choose")
            for model in ("image", "document")
        ],
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
    return group


def _translators() -> Group:
    """Return the group of those who enter the admin for their languages alone.

    What they may do there is a matter of their rights in languages, not of pages.
    """
    group, _created = Group.objects.get_or_create(name=TRANSLATORS)
    _permissions(group, (("wagtailadmin", "access_admin"),))
    GroupPagePermission.objects.filter(group=group).delete()
    return group


def _language_rights(email: str, role: Role) -> None:
    user = User.objects.get(email=email)
    for language in TRANSLATED_LANGUAGES:
        LanguageRight.objects.get_or_create(
            user=user, language=language, defaults={"role": role}
        )


def _page_permissions(group: Group, page: Page, verbs: str) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore",
        codename__in=[f"{verb}_page" for verb in verbs.split()],
    ):
        GroupPagePermission.objects.get_or_create(
            group=group, page=page, permission=permission
        )
