"""Two entries of one authority become one: its initiatives go along."""

from wagtail.models import Revision

from initiatives.choices import ReviewKind
from initiatives.models import InitiativePage, Review
from initiatives.services.reviews import close_reviews
from signatories.models import Signatory


def initiatives_move(gone: Signatory, kept: Signatory) -> None:
    """Give the initiatives of one entry to another, what is only drafted included.

    `signatories.merging` calls it in the transaction of the merge, before the entry that
    goes is withdrawn.
    """
    pages = InitiativePage.objects.filter(signatory=gone)
    for page in pages:
        _move_revisions(page, kept)
    pages.update(signatory=kept)
    # A description stays with the entry it describes.
    close_reviews([gone.key], kind=ReviewKind.PROFILE)
    Review.objects.filter(signatory=gone).update(signatory=kept)


def _move_revisions(page: InitiativePage, kept: Signatory) -> None:
    """Publishing an older text must not bring the former entry back."""
    for revision in Revision.objects.for_instance(page):
        revision.content["signatory"] = kept.pk
        revision.save(update_fields=["content"])
