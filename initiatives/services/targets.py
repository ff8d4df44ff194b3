"""What an approval makes public, by the kind of text."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from core.addresses import address_current, address_free_slug, slug_from
from core.models import PublicAddress
from initiatives.choices import ReviewKind
from initiatives.exceptions import ReviewClosedError, UnconfirmedPictureError
from initiatives.models import Initiative, InitiativePage, InitiativeUpdate, Review
from initiatives.services.pictures import pictures_publish
from search.projection import project_key
from signatories.models import SignatoryProfile
from signatories.services import logo_publish
from translations.models import TextProvenance, TextState

KIND = PublicAddress.Kind.INITIATIVE


def publish(review: Review, *, pictures: Collection[UUID], actor: User) -> None:
    """Make public what was read; runs in the decision's transaction.

    Raises:
        UnconfirmedPictureError: a picture of an initiative is not among `pictures`.
        ReviewClosedError: what was read has been deleted.
    """
    if review.kind == ReviewKind.UPDATE:
        _publish_update(review)
    elif review.revision is None:
        raise ReviewClosedError(f"{review} has no text any more")
    elif review.kind == ReviewKind.INITIATIVE:
        _publish_page(review, pictures, actor)
    else:
        _publish_profile(review, pictures, actor)


def _publish_update(review: Review) -> None:
    update = InitiativeUpdate.objects.select_for_update().get(key=review.target_key)
    update.happened_on, update.text = update.newest
    update.changed_on, update.changed_text = None, ""
    update.is_public, update.published_at = True, timezone.now()
    update.save()
    project_key(KIND, update.initiative_id)


def _publish_profile(review: Review, pictures: Collection[UUID], actor: User) -> None:
    """Publish the description that was read, its new logo with it."""
    revision = review.revision
    if revision is None:
        return
    profile: SignatoryProfile = revision.as_object()
    if profile.draft_logo:
        if UUID(profile.draft_logo) not in pictures:
            raise UnconfirmedPictureError("not ticked: the logo")
        image = logo_publish(profile)
        more = {"logo": image.pk} if image else {}
        revision.content = {**revision.content, **more, "draft_logo": ""}
        revision.save(update_fields=["content"])
    # Who may decide was asked for before; moderators have no rights on pages.
    revision.publish(user=actor, skip_permission_checks=True)


def _publish_page(review: Review, pictures: Collection[UUID], actor: User) -> None:
    """Publish the revision that was read; its pictures and first address join it."""
    revision = review.revision
    if revision is None:
        return
    page: InitiativePage = revision.as_object()
    blocks = pictures_publish(page, confirmed=pictures)
    slug = _slug(page)
    if blocks or slug != page.slug:
        content = dict(revision.content)
        page.slug = slug
        page.pictures = []
        page.body.extend(blocks)
        content |= {
            name: value
            for name, value in page.serializable_data().items()
            if name in ("slug", "pictures", "body")
        }
        revision.content = content
        revision.save(update_fields=["content"])
    initiative = Initiative.objects.get(key=page.translation_key)
    if page.language != initiative.written_in:
        TextProvenance.objects.update_or_create(
            translation_key=page.translation_key,
            language=page.language,
            defaults={
                "state": TextState.BY_SIGNATORY,
                "is_behind": False,
                "is_withheld": False,
            },
        )
    revision.publish(user=actor, skip_permission_checks=True)


def _slug(page: InitiativePage) -> str:
    """Return the address of the initiative: the one it has, or one from its title."""
    current = address_current(kind=KIND, key=page.translation_key)
    return current or address_free_slug(
        kind=KIND, wanted=slug_from(page.title), key=page.translation_key
    )
