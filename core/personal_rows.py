"""What the shared ground and Wagtail keep about a person."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import (
    Comment,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
)

from core import personal_data
from core.models import (
    Helpline,
    OutgoingMail,
    PortalDocument,
    PortalImage,
    Report,
    Withdrawal,
)
from core.personal_data import rows

if TYPE_CHECKING:
    from accounts.models import User

COVERS = (
    "core.Helpline",
    "core.OutgoingMail",
    "core.PortalDocument",
    "core.PortalImage",
    "core.Report",
    "core.Withdrawal",
)
# Rows that a deleted user takes along, or that point to nobody afterwards.
WAGTAIL_COVERS = (
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.APIToken",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.Page",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.Revision",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.WorkflowState",
    "wagtaildocs.Document",
    "wagtailimages.Image",
    "wagtailusers.UserProfile",
    "wagtail_localize.SegmentOverride",
    "wagtail_localize.StringTranslation",
)


def register() -> None:
    """Answer for the shared ground and for Wagtail."""
    personal_data.register("mail", _mail, _erase_mail, COVERS)
    personal_data.register("editing", _editing, _erase_editing, WAGTAIL_COVERS)


def _mail(user: "User") -> dict[str, object]:
    mails = OutgoingMail.objects.filter(_of(user)).order_by("created_at")
    fields = ("to", "subject", "template", "language", "state", "created_at", "sent_at")
    checked = Helpline.objects.filter(checked_by=user)
    return {
        "mails": rows(mails, *fields),
        "help_numbers_checked": rows(checked, "name", "number", "checked_on"),
        "reports_handled": rows(
            Report.objects.filter(handled_by=user), "path", "handled_at"
        ),
        "withdrawals": rows(
            Withdrawal.objects.filter(actor=user), "kind", "reason", "withdrawn_at"
        ),
        "images": rows(
            PortalImage.objects.filter(uploaded_by_user=user), "title", "created_at"
        ),
        "documents": rows(
            PortalDocument.objects.filter(uploaded_by_user=user), "title", "created_at"
        ),
    }


def _of(user: "User") -> Q:
    return Q(user=user) | Q(to=user.email)


def _erase_mail(user: "User") -> None:
    OutgoingMail.objects.filter(_of(user)).delete()


def _editing(user: "User") -> dict[str, object]:
    pages = Page.objects.filter(owner=user)
    comments = Comment.objects.filter(user=user)
    return {
        "pages_begun": rows(pages, "title", "first_published_at"),
        "versions_saved": [
            {"of": entry.object_str, "saved": entry.created_at}
            for entry in Revision.objects.filter(user=user)
        ],
        "comments": rows(comments, "text", "created_at"),
        "log": [
            *rows(
                PageLogEntry.objects.filter(user=user), "action", "label", "timestamp"
            ),
            *rows(
                ModelLogEntry.objects.filter(user=user), "action", "label", "timestamp"
            ),
        ],
        "submitted": rows(
            WorkflowState.objects.filter(requested_by=user), "created_at"
        ),
        "decided": rows(
            TaskState.objects.filter(finished_by=user), "comment", "finished_at"
        ),
    }


def _erase_editing(user: "User") -> None:
    """Take the person out of versions and logs; what was written stays.

    Django empties `Revision.user` itself; the number inside the content, and logs whose
    column Wagtail leaves alone (`DO_NOTHING`), are emptied here. Log entries about the
    account itself carry its address.
    """
    for revision in Revision.objects.filter(Q(user=user) | Q(content__owner=user.pk)):
        revision.content = _without(revision.content, user.pk)
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    for log in (PageLogEntry, ModelLogEntry):
        log.objects.filter(user=user).update(user=None)
        for entry in log.objects.filter(data__icontains=user.email):
            log.objects.filter(pk=entry.pk).update(data={})
    account = ContentType.objects.get_for_model(apps.get_model("accounts", "User"))
    ModelLogEntry.objects.filter(content_type=account, object_id=str(user.pk)).delete()


def _without(content: dict[str, object], pk: int) -> dict[str, object]:
    kept = {
        name: None if name in ("owner", "locked_by") and value == pk else value
        for name, value in content.items()
    }
    comments = kept.get("wagtail_admin_comments")
    if isinstance(comments, list):
        kept["wagtail_admin_comments"] = [
            comment for comment in comments if comment.get("user") != pk
        ]
    return kept
