"""What happened since: written by members, shown once a moderator has approved it."""

from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.current import current_language
from initiatives import services
from initiatives.choices import Reason, ReviewState
from initiatives.exceptions import LockedTextError
from initiatives.forms import UpdateForm, WithdrawForm
from initiatives.own import OwnText, own_texts, own_updates
from initiatives.rules import MANAGER
from initiatives.views.members import OWN, private, thrown_away, user_of


def _texts_or_404(request: HttpRequest, key: UUID) -> list[OwnText]:
    texts = own_texts(user_of(request), key=key)
    if not any(item.may("add-update") for item in texts):
        raise Http404
    return texts


@private
def update_new(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write a piece of news and send it."""
    texts = _texts_or_404(request, key)
    form = UpdateForm(
        request.POST if request.method == "POST" else None,
        is_new=True,
        initial={"language": texts[0].language},
    )
    if form.is_discarded:
        return thrown_away(request)
    if form.is_valid():
        data = form.cleaned_data
        user = user_of(request)
        services.update_add(
            initiative_key=key,
            # A key of the browser's choice could be that of another's text.
            key=uuid5(data["key"], f"update:{user.pk}"),
            language=data["language"],
            happened_on=data["happened_on"],
            text=data["text"],
            user=user,
        )
        messages.success(
            request, _("Sent. You get a mail when a moderator has read it.")
        )
        return redirect("initiatives:own-list")
    context = {"form": form, "own": texts[0], "asked": None, "noindex": True}
    status = 422 if form.is_bound else 200
    return render(request, f"{OWN}/update.html", context, status=status)


@private
def update_edit(request: HttpRequest, key: UUID, update: UUID) -> HttpResponse:
    """Change news; what is public stays until a moderator has approved the change."""
    texts = _texts_or_404(request, key)
    row, review = next(
        (pair for pair in own_updates([key]) if pair[0].key == update), (None, None)
    )
    is_read = review is not None and review.state == ReviewState.SUBMITTED
    if row is None or (is_read and request.method != "POST"):
        raise Http404
    day, words = row.newest
    form = UpdateForm(
        request.POST if request.method == "POST" else None,
        is_new=False,
        language=row.language,
        initial={"happened_on": day, "text": words},
    )
    if form.is_discarded:
        return thrown_away(request)
    if form.is_valid() and not is_read:
        try:
            services.update_save(
                update_key=update,
                happened_on=form.cleaned_data["happened_on"],
                text=form.cleaned_data["text"],
                user=user_of(request),
            )
        except LockedTextError:
            is_read = True
        else:
            messages.success(
                request, _("Sent. You get a mail when a moderator has read it.")
            )
            return redirect("initiatives:own-list")
    if is_read:
        # A colleague was quicker. What was typed stands in the form, to be copied.
        reading, not_saved = (
            _("A moderator is reading it."),
            _("What you typed was not saved."),
        )
        form.add_error(None, f"{reading} {not_saved}")
    context = {
        "form": form,
        "own": texts[0],
        "asked": review,
        "asked_reasons": [
            Reason(code).label for code in (review.reasons if review else ())
        ],
        "noindex": True,
    }
    status = 409 if is_read else 422 if form.is_bound else 200
    return render(request, f"{OWN}/update.html", context, status=status)


@private
def update_withdraw(request: HttpRequest, key: UUID, update: UUID) -> HttpResponse:
    """Take a piece of news down."""
    texts = own_texts(user_of(request), key=key)
    row = next((item for item, _r in own_updates([key]) if item.key == update), None)
    if row is None or not any(item.role == MANAGER for item in texts):
        raise Http404
    form = WithdrawForm(
        request.POST if request.method == "POST" else None, language=current_language()
    )
    if form.is_discarded:
        return thrown_away(request)
    if request.method == "POST" and form.is_valid():
        services.update_withdraw(
            update_key=update,
            reason=form.cleaned_data["reason"],
            actor=user_of(request),
        )
        messages.success(request, _("It is not shown any more."))
        return redirect("initiatives:own-list")
    context = {"form": form, "own": texts[0], "noindex": True}
    status = 422 if form.is_bound else 200
    return render(request, f"{OWN}/withdraw.html", context, status=status)
