"""Looking at a draft, sending it, taking back, throwing away, withdrawing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.current import current_language, use_language
from core.private_files import private_answer
from initiatives import selectors, services
from initiatives.exceptions import (
    IncompleteTextError,
    LockedTextError,
    VersionExistsError,
)
from initiatives.forms import DiscardForm, SubmitForm, VersionForm, WithdrawForm
from initiatives.own import own_picture, own_texts
from initiatives.services.drafts import submission_problems
from initiatives.views.members import (
    OWN,
    locked_page,
    private,
    status_of,
    text_or_404,
    thrown_away,
    user_of,
)


@private
def own_preview(request: HttpRequest, key: UUID, text: str) -> HttpResponse:
    """Show the latest draft on the public page's own template, in its language."""
    own = text_or_404(request, key, text)
    draft = own.draft
    back = {
        "noindex": True,
        "preview_back_url": reverse("initiatives:own-edit", args=[key, text]),
        "draft_pictures": [
            item
            | {
                "url": reverse("initiatives:own-picture", args=[key, item["key"]]),
            }
            for item in draft.pictures
        ],
    }
    with use_language(text):
        context = selectors.initiative_preview_context(draft, request) | back
        return render(request, "initiatives/initiative_page.html", context)


@private
def own_file(request: HttpRequest, key: UUID, picture: UUID) -> HttpResponseBase:
    """Hand out a picture of a draft to the members of its signatory."""
    row = own_picture(user_of(request), key, picture)
    if row is None or not row.file:
        raise Http404
    return private_answer(row.file, name=str(row.file.name).rsplit("/", 1)[-1])


@private
def own_submit(request: HttpRequest, key: UUID, text: str) -> HttpResponse:
    """Go through the checklist and send the text to the moderators."""
    own = text_or_404(request, key, text)
    form = SubmitForm(
        request.POST if request.method == "POST" else None, language=current_language()
    )
    if form.is_discarded:
        return thrown_away(request)
    if not own.may("submit"):
        return locked_page(request, own, form)
    problems = submission_problems(own.draft)
    if not problems and form.is_valid():
        try:
            services.initiative_submit(
                page_id=own.page.pk,
                user=user_of(request),
                answer=form.cleaned_data["answer"],
            )
        except LockedTextError:
            # Somebody was quicker; the page says how it stands now.
            return locked_page(request, text_or_404(request, key, text), form)
        except IncompleteTextError:
            problems = submission_problems(text_or_404(request, key, text).draft)
        else:
            messages.success(
                request, _("Sent. You get a mail when a moderator has read it.")
            )
            return redirect("initiatives:own-list")
    context = {"form": form, "own": own, "problems": problems, "noindex": True}
    return render(request, f"{OWN}/submit.html", context, status=status_of(form))


@private
@require_POST
def own_take_back(request: HttpRequest, key: UUID, text: str) -> HttpResponse:
    """Take a text back before anybody has decided."""
    own = text_or_404(request, key, text)
    try:
        services.initiative_take_back(page_id=own.page.pk, user=user_of(request))
    except LockedTextError:
        messages.error(request, _("A moderator has decided meanwhile."))
    return redirect("initiatives:own-edit", key=key, text=text)


@private
def own_discard(request: HttpRequest, key: UUID, text: str) -> HttpResponse:
    """Throw away a draft that was never public."""
    own = text_or_404(request, key, text, "discard")
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.initiative_discard(page_id=own.page.pk, user=user_of(request))
        messages.success(request, _("The draft is gone."))
        return redirect("initiatives:own-list")
    context = {"form": form, "own": own, "noindex": True}
    return render(request, f"{OWN}/discard.html", context, status=status_of(form))


@private
def own_version(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin a version in another language."""
    texts = own_texts(user_of(request), key=key)
    if not any(item.may("add-version") for item in texts):
        raise Http404
    form = VersionForm(
        request.POST if request.method == "POST" else None,
        taken={item.language for item in texts},
    )
    if form.is_valid():
        language = form.cleaned_data["language"]
        try:
            services.initiative_version_add(
                key=key, language=language, user=user_of(request)
            )
        except (VersionExistsError, LockedTextError):
            return redirect("initiatives:own-list")
        return redirect("initiatives:own-edit", key=key, text=language)
    context = {"form": form, "own": texts[0], "noindex": True}
    return render(request, f"{OWN}/version.html", context, status=status_of(form))


@private
def own_withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take an initiative down everywhere."""
    texts = own_texts(user_of(request), key=key)
    if not any(item.may("withdraw") for item in texts):
        raise Http404
    form = WithdrawForm(
        request.POST if request.method == "POST" else None, language=current_language()
    )
    if form.is_discarded:
        return thrown_away(request)
    if request.method == "POST" and form.is_valid():
        services.initiative_withdraw(
            key=key, reason=form.cleaned_data["reason"], actor=user_of(request)
        )
        messages.success(request, _("It is offline in all languages."))
        return redirect("initiatives:own-list")
    context = {"form": form, "own": texts[0], "noindex": True}
    return render(request, f"{OWN}/withdraw.html", context, status=status_of(form))
