"""Invitations to people without an account: made, listed and taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.languages import BY_CODE
from core.locales import language_of
from translations.forms.review_links import ReviewLinkForm
from translations.models import ReviewLink
from translations.rights import Action
from translations.selectors.review_links import review_links_of
from translations.services.review_links import review_link_create, review_link_revoke
from translations.views.access import translation_for


def review_links(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Show who was invited, and invite somebody."""
    translation, user = translation_for(request, translation_id, Action.REVIEW)
    language = language_of(translation.target_locale_id)
    is_sent = request.method == "POST"
    form = ReviewLinkForm(
        request.POST if is_sent else None, initial={"language": language}
    )
    if is_sent and form.is_valid():
        data = form.cleaned_data
        review_link_create(translation=translation, user=user, **data)
        messages.success(
            request,
            _("The link was sent to %(email)s.") % {"email": data["email"]},
        )
        return redirect("translations:review-links", translation.pk)
    context = {
        "translation": translation,
        "title": translation.source.object_repr,
        "language": BY_CODE[language],
        "form": form,
        "links": review_links_of(translation),
        "now": timezone.now(),
    }
    status = 422 if is_sent else 200
    return render(
        request, "translations/admin/editor_review_links.html", context, status=status
    )


@require_POST
def revoke(request: HttpRequest, translation_id: int, pk: int) -> HttpResponse:
    """Take a link back."""
    translation, _user = translation_for(request, translation_id, Action.REVIEW)
    link = get_object_or_404(ReviewLink, pk=pk, translation=translation)
    review_link_revoke(link=link)
    messages.success(request, _("The link no longer opens anything."))
    return redirect("translations:review-links", translation.pk)
