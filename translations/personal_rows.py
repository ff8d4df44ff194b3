"""What a person did as a translator, reviewer or editor of translations."""

from typing import TYPE_CHECKING, Final

from core import personal_data
from core.personal_data import rows, without
from translations.models import (
    ImportBatch,
    LanguageRight,
    Notice,
    ReviewLink,
    SegmentComment,
    SegmentEvent,
    SegmentState,
    TextProvenance,
    TranslationJob,
)

if TYPE_CHECKING:
    from accounts.models import User

COVERS: Final = (
    "translations.TextProvenance",
    "translations.LanguageRight",
    "translations.ReviewLink",
    "translations.SegmentState",
    "translations.SegmentEvent",
    "translations.SegmentComment",
    "translations.SegmentComment_mentioned",
    "translations.TranslationJob",
    "translations.ImportBatch",
    "translations.Notice",
)


def register() -> None:
    """Answer for every mark of who did what; the texts themselves stay."""
    personal_data.register("translations", _export, _erase, COVERS)


def _export(user: "User") -> dict[str, object]:
    comments = SegmentComment.objects.filter(author=user)
    links = ReviewLink.objects.filter(invited_by=user)
    return {
        "reviewed": rows(
            TextProvenance.objects.filter(reviewed_by=user),
            "translation_key",
            "language",
            "updated_at",
        ),
        "languages": rows(LanguageRight.objects.filter(user=user), "language", "role"),
        "wrote": rows(
            SegmentState.objects.filter(author=user),
            "context__object_id",
            "locale__language_code",
            "state",
            "written_at",
        ),
        "approved": rows(
            SegmentState.objects.filter(reviewed_by=user),
            "context__object_id",
            "locale__language_code",
            "reviewed_at",
        ),
        "history": rows(
            SegmentEvent.objects.filter(actor=user),
            "context__object_id",
            "locale__language_code",
            "kind",
            "before",
            "after",
            "note",
            "at",
        ),
        "comments": rows(comments, "text", "created_at", "resolved_at"),
        "mentioned_in": rows(
            SegmentComment.objects.filter(mentioned=user), "created_at"
        ),
        "invited_to_review": rows(
            links, "reviewer_name", "reviewer_email", "created_at", "expires_at"
        ),
        "jobs": rows(
            TranslationJob.objects.filter(started_by=user),
            "kind",
            "label",
            "created_at",
        ),
        "imports": rows(
            ImportBatch.objects.filter(imported_by=user),
            "file_name",
            "language",
            "imported_at",
        ),
        "notices": rows(
            Notice.objects.filter(user=user), "kind", "created_at", "sent_at"
        ),
    }


def _erase(user: "User") -> None:
    """Take the person out of every mark; the history of the texts stays."""
    TextProvenance.objects.filter(reviewed_by=user).update(reviewed_by=None)
    LanguageRight.objects.filter(user=user).delete()
    Notice.objects.filter(user=user).delete()
    SegmentState.objects.filter(author=user).update(author=None)
    SegmentState.objects.filter(reviewed_by=user).update(reviewed_by=None)
    SegmentEvent.objects.filter(actor=user).update(actor=None)
    for comment in SegmentComment.objects.filter(text__icontains=user.email):
        comment.text = without(comment.text, user.email)
        comment.save(update_fields=["text"])
    for comment in SegmentComment.objects.filter(mentioned=user):
        comment.mentioned.remove(user)
    SegmentComment.objects.filter(author=user).update(author=None)
    ReviewLink.objects.filter(invited_by=user).update(invited_by=None)
    TranslationJob.objects.filter(started_by=user).update(started_by=None)
    ImportBatch.objects.filter(imported_by=user).update(imported_by=None)
