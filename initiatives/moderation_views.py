"""The moderators' queue and the reading of one text, in the Wagtail admin."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from core.private_files import private_answer
from initiatives import moderation, moderation_queue, services
from initiatives.choices import Reason, ReviewState
from initiatives.exceptions import (
    HiddenPassageError,
    ReviewClosedError,
    UnconfirmedPictureError,
)
from initiatives.forms import DecisionForm, KeepForm, QueueFilterForm, WithdrawalForm
from initiatives.models import FlaggedText, Initiative, Review
from initiatives.page_rights import MODERATE, SEE_FLAGGED

DECISIONS = ("approve", "ask", "reject")


def _moderator(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.has_perm(MODERATE):
        raise PermissionDenied
    return user


def _review_or_404(user: User, pk: int) -> Review:
    review = moderation.review_for(user, pk)
    if review is None:
        raise Http404
    return review


def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, reports on top, within the moderator's countries and languages."""
    user = _moderator(request)
    form = QueueFilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    context = {
        "form": form,
        "rows": moderation_queue.queue(user, **chosen),
        "scope": moderation_queue.scope_of(user),
    }
    return render(request, "initiatives/admin/queue.html", context)


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one text beside its public version, and take the decision."""
    user = _moderator(request)
    row = _review_or_404(user, pk)
    pictures = moderation.pictures_of(row)
    decision = next((name for name in DECISIONS if name in request.POST), "")
    form = DecisionForm(
        request.POST if decision else None,
        decision=decision,
        pictures=[item["key"] for item in pictures],
        initial={"read": row.submitted_at.isoformat()},
    )
    if decision and form.is_valid():
        return _decide(request, user, row, decision, form)
    sees_flagged = user.has_perm(SEE_FLAGGED)
    key = moderation.initiative_key(row)
    context = {
        "review": row,
        "form": form,
        "changes": moderation.changes_of(
            row, sees_flagged=sees_flagged, language=get_language() or "en"
        ),
        "answer": moderation.answer_of(row, sees_flagged=sees_flagged),
        "live": moderation.live_of(row),
        "pictures": [
            item | {"field": form[f"picture_{item['key']}"]} for item in pictures
        ],
        "sees_flagged": sees_flagged,
        "flagged": _flagged(row) if sees_flagged else [],
        "is_open": row.state == ReviewState.SUBMITTED,
        "reason_labels": [Reason(code).label for code in row.reasons],
        "events": moderation.log_of(row),
        "initiative": Initiative.objects.filter(key=key).first() if key else None,
        "withdrawal_form": WithdrawalForm(),
    }
    return render(request, "initiatives/admin/review.html", context)


def _flagged(row: Review) -> list[dict[str, Any]]:
    return [
        {
            "passage": item,
            "form": KeepForm(
                initial={"key": item.key, "reason": item.kept_reason},
                auto_id=f"id_{item.key}_%s",
            ),
        }
        for item in row.flagged_texts.all()
    ]


def _decide(
    request: HttpRequest, user: User, row: Review, decision: str, form: DecisionForm
) -> HttpResponse:
    data = form.cleaned_data
    try:
        _decisions()[decision](row, user, data)
    except ReviewClosedError:
        messages.warning(
            request,
            _("Somebody else has decided meanwhile. Yours was not taken; see the log."),
        )
    except HiddenPassageError:
        messages.error(
            request,
            _("A passage is hidden from you. Ask a safeguarding officer to decide."),
        )
    except UnconfirmedPictureError:
        messages.error(request, _("The pictures have changed. Look at them again."))
    else:
        messages.success(request, _("Done. The signatory gets one mail."))
        return redirect("moderation-queue")
    return redirect("moderation-review", pk=row.pk)


def _decisions() -> dict[str, Callable[[Review, User, dict[str, Any]], Review]]:
    return {
        "approve": lambda row, user, data: services.review_approve(
            review_id=row.pk,
            actor=user,
            comment=data["comment"],
            pictures=_ticked(data),
            read=data["read"],
        ),
        "ask": lambda row, user, data: services.review_ask_changes(
            review_id=row.pk,
            actor=user,
            reasons=data["reasons"],
            comment=data["comment"],
            read=data["read"],
        ),
        "reject": lambda row, user, data: services.review_reject(
            review_id=row.pk,
            actor=user,
            reasons=data["reasons"],
            comment=data["comment"],
            read=data["read"],
        ),
    }


def _ticked(data: dict[str, Any]) -> set[UUID]:
    return {
        UUID(name.removeprefix("picture_"))
        for name, value in data.items()
        if name.startswith("picture_") and value
    }


def picture(request: HttpRequest, pk: int, key: UUID) -> HttpResponseBase:
    """Hand out a picture of a text that is being read."""
    row = _review_or_404(_moderator(request), pk)
    found = moderation.picture_of(row, key)
    if found is None or not found.file:
        raise Http404
    return private_answer(found.file, name=str(found.file.name).rsplit("/", 1)[-1])


@require_POST
def good_practice(request: HttpRequest, pk: int) -> HttpResponse:
    """Give or take away the mark."""
    user = _moderator(request)
    row = _review_or_404(user, pk)
    key = moderation.initiative_key(row)
    if key is None:
        raise Http404
    services.initiative_mark_good_practice(
        key=key, is_good_practice="mark" in request.POST, actor=user
    )
    return redirect("moderation-review", pk=pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the initiative down everywhere."""
    user = _moderator(request)
    row = _review_or_404(user, pk)
    key = moderation.initiative_key(row)
    form = WithdrawalForm(request.POST)
    if key is None:
        raise Http404
    if form.is_valid():
        services.initiative_withdraw(
            key=key, reason=form.cleaned_data["reason"], actor=user
        )
        messages.success(request, _("It is offline in all languages."))
    else:
        messages.error(request, _("Give a reason; the log keeps it."))
    return redirect("moderation-review", pk=pk)


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a marked passage longer than 30 days, or let it go."""
    user = _moderator(request)
    row = _review_or_404(user, pk)
    if not user.has_perm(SEE_FLAGGED):
        raise PermissionDenied
    form = KeepForm(request.POST)
    if form.is_valid():
        key = form.cleaned_data["key"]
        if not FlaggedText.objects.filter(key=key, review=row).exists():
            raise Http404
        services.flagged_text_keep(
            key=key, reason=form.cleaned_data["reason"], actor=user
        )
    return redirect("moderation-review", pk=pk)
