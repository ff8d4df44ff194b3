"""Descriptions of signatories go the same way as initiatives."""

from accounts.models import User
from core.text import strip_markup
from initiatives.choices import ReviewKind
from initiatives.exceptions import LockedTextError
from initiatives.models import Review
from initiatives.services.reviews import review_submit
from signatories.exceptions import ReviewWaitsError
from signatories.models import SignatoryProfile


def profile_submit(profile: SignatoryProfile, user: User) -> Review:
    """Send the newest revision of a description to the moderators.

    The room below calls it through the registry of `signatories.reviews`.

    Raises:
        ReviewWaitsError: it is being read already.
    """
    draft = profile.get_latest_revision_as_object()
    try:
        return review_submit(
            kind=ReviewKind.PROFILE,
            target_key=profile.signatory.key,
            language=profile.language,
            signatory=profile.signatory,
            title=profile.signatory.official_name,
            texts={
                "summary": draft.summary,
                "description": description_text(draft),
                "links": draft.links,
            },
            user=user,
            revision=draft.latest_revision,
        )
    except LockedTextError as error:
        raise ReviewWaitsError(str(error)) from error


def description_text(profile: SignatoryProfile) -> str:
    """Return the description without markup, as the check and the moderator read it."""
    return strip_markup(profile.description)
