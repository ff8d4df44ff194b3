"""What the room keeps about a person, for the export and the deletion of an account."""

from collections.abc import Mapping

from accounts.models import User
from core.personal_data import rows
from initiatives.models import (
    DraftPicture,
    FlaggedText,
    InitiativeUpdate,
    ModerationEvent,
    ModeratorScope,
    Review,
)

COVERS = (
    "initiatives.DraftPicture",
    "initiatives.FlaggedText",
    "initiatives.InitiativeUpdate",
    "initiatives.ModerationEvent",
    "initiatives.ModeratorScope",
    "initiatives.Review",
)


def export(user: User) -> Mapping[str, object]:
    """Return what a person wrote, sent and decided; flagged words are left out."""
    return {
        "texts_sent": rows(
            Review.objects.filter(submitted_by=user),
            "kind",
            "target_key",
            "language",
            "title",
            "state",
            "submitted_at",
            "answer",
            "reasons",
            "comment",
        ),
        "texts_decided": rows(
            Review.objects.filter(decided_by=user), "kind", "target_key", "decided_at"
        ),
        "news": rows(
            InitiativeUpdate.objects.filter(written_by=user),
            "language",
            "happened_on",
            "text",
            "changed_text",
            "is_public",
        ),
        "pictures": rows(
            DraftPicture.objects.filter(uploaded_by=user), "key", "uploaded_at"
        ),
        "log": rows(
            ModerationEvent.objects.filter(actor=user),
            "kind",
            "verb",
            "detail",
            "happened_at",
        ),
        "moderates": rows(
            ModeratorScope.objects.filter(user=user), "countries", "languages"
        ),
        "passages_kept": rows(
            FlaggedText.objects.filter(kept_by=user), "kind", "kept_reason"
        ),
    }


def erase(user: User) -> None:
    """Forget the person; texts are the signatory's and stay.

    The rows point to nobody once the account is gone; a word to the moderator is the
    person's own and goes.
    """
    Review.objects.filter(submitted_by=user).update(answer="")
    ModerationEvent.objects.filter(actor=user, verb="submitted").update(detail="")
