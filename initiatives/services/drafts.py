"""Writing an initiative: drafts, sending, taking back, other languages, withdrawal."""

import uuid
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from accounts.models import User
from core import withdrawal
from core.locales import language_of, locale_id
from core.locks import one_at_a_time
from core.private_pictures import files_delete
from core.withdrawal import is_withdrawn
from initiatives.choices import ReviewKind, ReviewState
from initiatives.drafts import FREE_TEXT, DraftFields, page_texts
from initiatives.exceptions import (
    EditConflictError,
    IncompleteTextError,
    LockedTextError,
    VersionExistsError,
)
from initiatives.models import (
    DraftPicture,
    Initiative,
    InitiativeIndexPage,
    InitiativePage,
    ModerationEvent,
    Review,
)
from initiatives.services.publication import DRAFT_SLUG, KIND
from initiatives.services.reviews import close_reviews, review_submit, review_take_back
from signatories.models import Signatory

# What a version in another language shares with its source.
_SHARED: Final = (
    "principles",
    "actions",
    "groups",
    "level",
    "country_id",
    "place",
    "starts_on",
    "ends_on",
    "cost_band",
    "signatory_id",
)


@transaction.atomic
def initiative_draft_create(
    *, signatory: Signatory, user: User, language: str, title: str, key: UUID
) -> InitiativePage:
    """Begin an initiative; nobody but its signatory and staff ever sees a draft.

    Args:
        signatory: whose initiative it is.
        user: who writes.
        title: all that is needed to begin.
        language: in which it is going to be written.
        key: follows from the form, so that sending it twice makes one draft.
    """
    # A form that is sent twice at once: the second one finds what the first one made.
    one_at_a_time(f"initiative:{key}")
    existing: InitiativePage | None = InitiativePage.objects.filter(
        translation_key=key
    ).first()
    if existing is not None and existing.signatory_id == signatory.pk:
        return existing
    if existing is not None:
        # Whoever knows the key of another's text gets a draft of their own.
        return initiative_draft_create(
            signatory=signatory,
            user=user,
            language=language,
            title=title,
            key=uuid.uuid5(key, str(signatory.key)),
        )
    page = InitiativePage(
        title=title,
        translation_key=key,
        country_id=signatory.country_id,
        place=signatory.region,
        starts_on=timezone.localdate(),
        signatory=signatory,
    )
    _add(page, language, user)
    draft = page.get_latest_revision_as_object()
    draft.starts_on = None
    _save(page, draft, user)
    return page


def _add(page: InitiativePage, language: str, user: User) -> None:
    """Put a draft under the index of its language, which is locked meanwhile."""
    page.locale_id = locale_id(language)
    page.slug = f"{DRAFT_SLUG}{uuid.uuid4().hex[:12]}"
    page.draft_title = page.title
    page.live = False
    page.has_unpublished_changes = True
    page.owner = user
    parent = InitiativeIndexPage.objects.get(locale_id=page.locale_id)
    parent.add_child(instance=page)
    page.save_revision(user=user, clean=False)


@transaction.atomic
def initiative_draft_save(
    *, page_id: int, fields: DraftFields, user: User, base_revision_id: int | None
) -> Revision:
    """Save a draft; the public version, if there is one, stays as it is.

    Args:
        page_id: primary key of the page in one language.
        fields: all values; what is left out of them is emptied.
        user: who writes.
        base_revision_id: the revision that the writer had before their eyes.

    Raises:
        EditConflictError: somebody else saved since; nothing was written.
        LockedTextError: it is being read, or was withdrawn.
    """
    page = _locked(page_id)
    latest = page.latest_revision
    if latest is not None and latest.pk != base_revision_id:
        raise EditConflictError(latest)
    draft = page.get_latest_revision_as_object()
    values = asdict(fields)
    for name in ("body", "links"):
        stream = draft._meta.get_field(name).stream_block
        setattr(draft, name, stream.to_python(values.pop(name)))
    for name, value in values.items():
        setattr(draft, name, value)
    return _save(page, draft, user)


def _save(page: InitiativePage, draft: InitiativePage, user: User) -> Revision:
    before = page.latest_revision
    revision = draft.save_revision(user=user, clean=False)
    if before is not None and _is_own_step(before, page, user):
        before.delete()
    return revision


def _is_own_step(revision: Revision, page: InitiativePage, user: User) -> bool:
    """Whether a revision is but an earlier saving of the same writer."""
    return bool(
        revision.user_id == user.pk
        and revision.pk != page.live_revision_id
        and not Review.objects.filter(revision=revision).exists()
    )


@transaction.atomic
def initiative_submit(*, page_id: int, user: User, answer: str = "") -> Review:
    """Send the latest draft to the moderators.

    Raises:
        IncompleteTextError: something that a publication needs is missing.
        LockedTextError: it is being read already, or was withdrawn.
    """
    page = _locked(page_id)
    draft = page.get_latest_revision_as_object()
    problems = submission_problems(draft)
    if problems:
        raise IncompleteTextError(problems)
    texts = page_texts(draft)
    return review_submit(
        kind=ReviewKind.INITIATIVE,
        target_key=page.translation_key,
        language=page.language,
        signatory=page.signatory,
        title=draft.title,
        texts={name: texts[name] for name in FREE_TEXT},
        user=user,
        revision=page.latest_revision,
        answer=answer,
    )


def submission_problems(draft: InitiativePage) -> dict[str, str]:
    """Return what is missing before a draft may be sent, by field."""
    problems = {}
    if not draft.summary.strip():
        problems["summary"] = _("Write two or three sentences for lists.")
    if not draft.body:
        problems["text"] = _("Say what was done.")
    if not page_texts(draft)["starts_on"]:
        problems["starts_on"] = _("Say when it began.")
    if not draft.principles and not draft.actions:
        problems["principles"] = _("Tick a principle or an action.")
    if any(not item["alt"].strip() for item in draft.pictures):
        problems["pictures"] = _("Describe each picture for those who cannot see it.")
    return problems


def initiative_take_back(*, page_id: int, user: User) -> None:
    """Take a text back that nobody has decided about.

    Raises:
        LockedTextError: it does not wait any more.
    """
    page = InitiativePage.objects.get(pk=page_id)
    review: Review | None = Review.objects.filter(
        kind=ReviewKind.INITIATIVE,
        target_key=page.translation_key,
        language=page.language,
        state=ReviewState.SUBMITTED,
    ).first()
    if review is None:
        raise LockedTextError(f"{page_id} does not wait for anybody")
    review_take_back(review_id=review.pk, actor=user)


@transaction.atomic
def initiative_version_add(*, key: UUID, language: str, user: User) -> InitiativePage:
    """Begin a version in another language: a real translation of the signatory's own.

    It starts with the words of the original, to be written over.

    Raises:
        VersionExistsError: there is one already.
        LockedTextError: the initiative is not public.
    """
    initiative = Initiative.objects.select_for_update().get(key=key)
    pages = {
        language_of(page.locale_id): page
        for page in InitiativePage.objects.filter(translation_key=key)
    }
    if language in pages:
        raise VersionExistsError(f"{key} exists in {language}")
    source = pages.get(initiative.written_in)
    if source is None or not source.live:
        raise LockedTextError(f"{key} is not public")
    page = InitiativePage(
        translation_key=key,
        title=source.title,
        summary=source.summary,
        body=source.body,
        links=source.links,
        partners=source.partners,
        results=source.results,
        lessons=source.lessons,
        **{name: getattr(source, name) for name in _SHARED},
    )
    _add(page, language, user)
    return page


@transaction.atomic
def initiative_withdraw(*, key: UUID, reason: str, actor: User) -> None:
    """Take an initiative down everywhere, with the reason in the log."""
    withdrawal.withdraw(kind=KIND, key=key, reason=reason, actor=actor)
    ModerationEvent.objects.create(
        kind=KIND, target_key=key, verb="withdrawn", detail=reason, actor=actor
    )


@transaction.atomic
def initiative_discard(*, page_id: int, user: User) -> None:
    """Throw a draft away that was never public, with its pictures and versions.

    Raises:
        LockedTextError: it is or was public, or is being read.
    """
    page = _locked(page_id)
    if page.first_published_at is not None:
        raise LockedTextError(f"{page_id} has been public: withdraw it")
    key = page.translation_key
    close_reviews([key], kind=ReviewKind.INITIATIVE, language=page.language)
    Page.objects.get(pk=page_id).specific.delete()
    if not InitiativePage.objects.filter(translation_key=key).exists():
        files_delete(DraftPicture.objects.filter(initiative=key))
        Initiative.objects.filter(key=key).delete()


def _locked(page_id: int) -> Any:
    """Return the page under a lock, unless it must not be written."""
    page = (
        InitiativePage.objects.select_for_update(of=("self",))
        .select_related("latest_revision", "signatory")
        .get(pk=page_id)
    )
    is_read = Review.objects.filter(
        kind=ReviewKind.INITIATIVE,
        target_key=page.translation_key,
        language=page.language,
        state=ReviewState.SUBMITTED,
    ).exists()
    if is_read or is_withdrawn(KIND, page.translation_key):
        raise LockedTextError(f"{page_id} is being read or was withdrawn")
    return page
