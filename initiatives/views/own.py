"""Initiatives of one's own: the list, beginning one, writing, looking, sending."""

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.current import current_language
from initiatives import services
from initiatives.choices import Reason, ReviewState
from initiatives.comparison import compare
from initiatives.drafts import LABELS, page_texts
from initiatives.exceptions import (
    EditConflictError,
    LockedTextError,
)
from initiatives.forms import (
    InitiativeForm,
    NewInitiativeForm,
)
from initiatives.own import OwnText, own_texts, own_updates
from initiatives.services.reviews import SMALL_PLACES
from initiatives.views.members import (
    OWN,
    locked_page,
    private,
    status_of,
    text_or_404,
    thrown_away,
    user_of,
)
from signatories.selectors import STANDING, signatories_of

# Header of the script that saves by itself.
AUTOSAVE = "X-Autosave"


@private
def own_list(request: HttpRequest) -> HttpResponse:
    """Show all initiatives of one's signatories, with their news."""
    user = user_of(request)
    texts = own_texts(user)
    news: dict[UUID, list[Any]] = {}
    for update, review in own_updates({item.key for item in texts}):
        news.setdefault(update.initiative_id, []).append((update, review))
    groups: dict[UUID, list[OwnText]] = {}
    for item in texts:
        groups.setdefault(item.key, []).append(item)
    context = {
        "noindex": True,
        "groups": [
            {
                "key": key,
                "texts": items,
                "signatory": items[0].signatory,
                "updates": news.get(key, []),
                "may_add_version": any(item.may("add-version") for item in items),
                "may_add_update": any(item.may("add-update") for item in items),
                "may_withdraw": any(item.may("withdraw") for item in items),
            }
            for key, items in groups.items()
        ],
        "may_write": any(item.status in STANDING for item in signatories_of(user)),
    }
    return render(request, f"{OWN}/list.html", context)


@private
def own_new(request: HttpRequest) -> HttpResponse:
    """Begin an initiative: signatory, language, title."""
    user = user_of(request)
    signatories = [item for item in signatories_of(user) if item.status in STANDING]
    if not signatories:
        raise Http404
    form = NewInitiativeForm(
        request.POST if request.method == "POST" else None,
        signatories=signatories,
        initial={"language": current_language()},
    )
    if form.is_discarded:
        return thrown_away(request)
    if form.is_valid():
        data = form.cleaned_data
        page = services.initiative_draft_create(
            signatory=next(s for s in signatories if str(s.key) == data["signatory"]),
            user=user,
            language=data["language"],
            title=data["title"],
            # A key of the browser's choice could be that of another's text.
            key=uuid5(data["key"], f"initiative:{user.pk}"),
        )
        return redirect(
            "initiatives:own-edit", key=page.translation_key, text=page.language
        )
    context = {"form": form, "noindex": True}
    return render(request, f"{OWN}/new.html", context, status=status_of(form))


@private
def own_edit(request: HttpRequest, key: UUID, text: str) -> HttpResponse:
    """Write: save as often as one likes; what a colleague saved is never overwritten."""
    own = text_or_404(request, key, text)
    form = InitiativeForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        page=own.draft,
        language=text,
        small_place=own.signatory.population_band in SMALL_PLACES,
        initial={"revision": own.page.latest_revision_id},
    )
    if form.is_discarded:
        return thrown_away(request)
    if not own.may("edit"):
        return _locked(request, own, form)
    if request.method == "POST" and form.is_valid():
        return _saved(request, own, form)
    if request.headers.get(AUTOSAVE):
        return JsonResponse(
            {"state": "help" if form.help_needed else "invalid"}, status=422
        )
    return _form_page(request, own, form, status_of(form))


def _saved(request: HttpRequest, own: OwnText, form: InitiativeForm) -> HttpResponse:
    user = user_of(request)
    fields = form.draft_fields()
    try:
        picture = form.cleaned_data["picture_file"]
        if picture and form.cleaned_data["revision"] == own.page.latest_revision_id:
            row = services.picture_add(
                initiative_key=own.key, cleaned=picture, user=user
            )
            fields.pictures.append(
                {
                    "key": str(row.key),
                    "alt": form.cleaned_data["picture_alt"],
                    "credit": form.cleaned_data["picture_credit"],
                }
            )
        revision = services.initiative_draft_save(
            page_id=own.page.pk,
            fields=fields,
            user=user,
            base_revision_id=form.cleaned_data["revision"],
        )
    except EditConflictError as error:
        return _conflict(request, own, form, error)
    except LockedTextError:
        return _locked(request, text_or_404(request, own.key, own.language), form)
    if request.headers.get(AUTOSAVE):
        return JsonResponse({"state": "saved", "revision": revision.pk})
    if "preview" in request.POST:
        return redirect("initiatives:own-preview", key=own.key, text=own.language)
    if "submit" in request.POST:
        return redirect("initiatives:own-submit", key=own.key, text=own.language)
    messages.success(
        request, _("Saved. Nobody but your colleagues and the moderators can see it.")
    )
    return redirect("initiatives:own-edit", key=own.key, text=own.language)


def _locked(request: HttpRequest, own: OwnText, form: InitiativeForm) -> HttpResponse:
    if request.headers.get(AUTOSAVE):
        return JsonResponse({"state": "locked"}, status=409)
    return locked_page(request, own, form)


def _conflict(
    request: HttpRequest, own: OwnText, form: InitiativeForm, error: EditConflictError
) -> HttpResponse:
    """Show both texts; saving once more puts one's own over the colleague's."""
    if request.headers.get(AUTOSAVE):
        return JsonResponse({"state": "conflict"}, status=409)
    theirs = page_texts(error.revision.as_object())
    mine = {
        name: form.data.get("text" if name == "body" else name, "")
        for name in ("title", "summary", "body", "partners", "results", "lessons")
    }
    changes = [
        compare(name, str(LABELS[name]), theirs[name], text, sees_flagged=True)
        for name, text in mine.items()
        if theirs[name].strip() != text.replace("\r\n", "\n").strip()
    ]
    data = request.POST.copy()
    data["revision"] = str(error.revision.pk)
    form.data = data
    who = error.revision.user
    more = {
        "conflict": changes,
        "conflict_who": (who.get_full_name() or who.email) if who else "",
        "conflict_at": error.revision.created_at,
        "is_conflict": True,
    }
    return _form_page(request, own, form, 409, **more)


def _form_page(
    request: HttpRequest,
    own: OwnText,
    form: InitiativeForm,
    status: int,
    **more: Any,
) -> HttpResponse:
    # A rejected change of a public text, too.
    is_asked = own.review is not None and own.review.state in (
        ReviewState.CHANGES_ASKED,
        ReviewState.REJECTED,
    )
    context = {
        "form": form,
        "own": own,
        "noindex": True,
        "is_conflict": False,
        "asked": own.review if is_asked else None,
        "asked_reasons": [
            Reason(code).label for code in (own.review.reasons if own.review else ())
        ],
        **more,
    }
    return render(request, f"{OWN}/edit.html", context, status=status)
