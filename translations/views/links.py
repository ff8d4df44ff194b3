"""Where the links of an object lead in one language, when elsewhere than its source's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.languages import BY_CODE
from core.locales import language_of
from translations.forms.editor import LinkForm
from translations.rights import Action, may
from translations.selectors.links import Link, links_of
from translations.services.links import link_set
from translations.views.access import translation_for


def links(request: HttpRequest, translation_id: int) -> HttpResponse:
    """List the links, and set those that lead elsewhere in this language."""
    is_change = request.method == "POST"
    translation, user = translation_for(
        request, translation_id, Action.TRANSLATE if is_change else Action.SEE
    )
    rows = [(link, _form(request, link)) for link in links_of(translation)]
    # Each form is asked, so that each says its own error.
    valid = [form.is_valid() for _link, form in rows]
    if is_change and all(valid):
        for link, form in rows:
            link_set(
                translation=translation,
                link=link,
                value=form.cleaned_data["value"],
                user=user,
            )
        messages.success(
            request,
            _("Stored. Readers find it when this language is published the next time."),
        )
        return redirect("translations:links", translation.pk)
    language = language_of(translation.target_locale_id)
    context = {
        "translation": translation,
        "title": translation.source.object_repr,
        "language": BY_CODE[language],
        "rows": rows,
        "may_change": may(user, Action.TRANSLATE, language),
    }
    status = 422 if is_change else 200
    return render(
        request, "translations/admin/editor_links.html", context, status=status
    )


def _form(request: HttpRequest, link: Link) -> LinkForm:
    prefix = f"link-{link.context_id}"
    if request.method == "POST":
        return LinkForm(request.POST, prefix=prefix)
    return LinkForm(initial={"value": link.value}, prefix=prefix)
