"""An association invites its members, and sees who has signed."""

import csv
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core.current import current_language
from signatories import selectors, services
from signatories.choices import InvitationState, Status
from signatories.exceptions import MemberInvitationError, MemberLimitError
from signatories.forms import ListForm
from signatories.list_checks import MEMBER_COLUMNS, check_members
from signatories.models import MemberInvitation, Membership
from signatories.services.members import may_bring_members, may_send_again
from signatories.typed_lists import safe_cell
from signatories.views.colleagues import base, manager_view, member_view
from signatories.views.lists import CheckedList, checked_list

ROWS_A_PAGE: Final = 100
CSV_COLUMNS: Final = (*MEMBER_COLUMNS, "state", "sent_on", "page")


def _association(own: Membership) -> Membership:
    """Let members of a confirmed organisation on; 404 to all others."""
    if not may_bring_members(own.signatory):
        raise Http404
    return own


@member_view
def members(request: HttpRequest, own: Membership) -> HttpResponse:
    """List the members invited; managers check a list here, and send it."""
    _association(own)
    if request.method != "POST":
        return _page(request, own, CheckedList(ListForm(), [], []))
    if not own.is_manager:
        raise Http404
    found = checked_list(
        request, lambda text: check_members(text, inviter=own.signatory)
    )
    if found.is_to_act and _invite(request, own, found):
        return redirect(f"{base(own.signatory)}members/")
    return _page(request, own, found)


def _invite(request: HttpRequest, own: Membership, found: CheckedList) -> bool:
    """Invite the rows taken; False when the list has to be shown again."""
    rows = [row.values for row in found.taken]
    try:
        count = services.members_invite(
            inviter=own.signatory,
            rows=rows,
            language=current_language(),
            actor=own.user,
        )
    except MemberLimitError as error:
        messages.error(request, _limit_text(error))
        return False
    left_out = len(found.rows) - len(rows)
    if not rows and not any(row.is_invited for row in found.rows):
        messages.error(request, _("Nobody was invited: no line is without a fault."))
        return False
    _tell(request, count, left_out)
    return True


def _tell(request: HttpRequest, count: int, left_out: int) -> None:
    if not count:
        # The list was sent before: a second click changes nothing.
        messages.info(request, _("These members have been invited already."))
        return
    text = ngettext(
        "%(number)d invitation is on its way.",
        "%(number)d invitations are on their way.",
        count,
    )
    parts = [text % {"number": count}]
    if left_out:
        text = ngettext(
            "%(number)d line was left out.", "%(number)d lines were left out.", left_out
        )
        parts.append(text % {"number": left_out})
    messages.success(request, " ".join(parts))


def _limit_text(error: MemberLimitError) -> str:
    text = ngettext(
        "Too many for today: %(number)d more invitation can be sent.",
        "Too many for today: %(number)d more invitations can be sent.",
        error.left,
    )
    return text % {"number": error.left}


def _page(request: HttpRequest, own: Membership, found: CheckedList) -> HttpResponse:
    signatory = own.signatory
    state = request.GET.get("state", "")
    state = state if state in InvitationState.values else ""
    pages = Paginator(selectors.members_of(signatory, state), ROWS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    counts = selectors.member_counts(signatory)
    shown = list(page)
    context = {
        **found.context(),
        "signatory": signatory,
        "own": own,
        "members": [_member(item) for item in _with_pages(shown)],
        "page_now": page,
        "total": sum(counts.values()),
        "counts": [
            {"state": code, "label": label, "number": counts[code]}
            for code, label in InvitationState.choices
            if counts.get(code)
        ],
        "state": state,
        "columns": ", ".join(MEMBER_COLUMNS),
        "base": base(signatory),
        "noindex": True,
    }
    wrong = found.form.errors or found.has_changed
    return render(
        request,
        "signatories/account/members.html",
        context,
        status=422 if wrong else 200,
    )


def _with_pages(rows: list[MemberInvitation]) -> list[tuple[MemberInvitation, str]]:
    signed = [row.signatory for row in rows if row.signatory]
    pages = selectors.pages_of(signed, current_language())
    return [
        (row, pages.get(row.signatory.key, "") if row.signatory else "") for row in rows
    ]


def _member(item: tuple[MemberInvitation, str]) -> dict[str, Any]:
    """Return what an association sees of a member: what it typed, and the state."""
    row, page_url = item
    return {
        "row": row,
        "state_label": _state_label(row),
        "page_url": page_url,
        "may_send_again": may_send_again(row),
    }


def _state_label(row: MemberInvitation) -> str:
    """Say the state in words; of an entry that is not public no more than that it is."""
    if row.signatory and row.signatory.status == Status.AWAITING:
        return _("signed, awaits confirmation")
    state_now: str = row.state_now  # type: ignore[attr-defined]
    return str(InvitationState(state_now).label)


@require_GET
@member_view
def members_csv(request: HttpRequest, own: Membership) -> HttpResponse:
    """Hand out the list of members invited for a spreadsheet."""
    _association(own)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="members.csv"'
    # Excel reads UTF-8 only behind this mark.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(CSV_COLUMNS)
    rows = list(selectors.members_of(own.signatory, ""))
    for row, page_url in _with_pages(rows):
        cells = (
            *(row.official_name, row.country_id, row.profile, row.email, row.language),
            row.state_now,  # type: ignore[attr-defined]
            row.sent_at.date().isoformat() if row.sent_at else "",
            request.build_absolute_uri(page_url) if page_url else "",
        )
        writer.writerow([safe_cell(cell) for cell in cells])
    return response


@require_POST
@manager_view
def member_change(request: HttpRequest, own: Membership, pk: int) -> HttpResponse:
    """Send an invitation again, or take it back."""
    _association(own)
    rows = MemberInvitation.objects.select_related("inviter")
    invitation = get_object_or_404(rows, pk=pk, inviter=own.signatory)
    try:
        if request.POST.get("verb") == "again":
            services.member_send_again(invitation=invitation, actor=own.user)
            messages.success(request, _("The invitation is on its way again."))
        elif request.POST.get("verb") == "take-back":
            services.member_take_back(invitation=invitation, actor=own.user)
    except MemberLimitError as error:
        messages.error(request, _limit_text(error))
    except MemberInvitationError:
        messages.error(
            request,
            _("An invitation is sent again once a week, three times, and no more."),
        )
    return redirect(f"{base(own.signatory)}members/")
