"""Begins the translation of a page or snippet that nobody began yet."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.languages import CODES
from core.locales import language_of
from translations.exceptions import NotPublicError
from translations.forms.lists import LanguagesForm
from translations.registry import kind_of
from translations.selectors.objects import original_of
from translations.selectors.sources import source_of, translations_by_language
from translations.services.calls import subtree_order
from translations.services.orders import begin_order
from translations.views.access import may_edit, require_central


class BeginForm(LanguagesForm):
    """Into which languages, and whether with everything below."""

    below = forms.BooleanField(
        label=_("Everything below this page as well"), required=False
    )


def begin_url(instance: Any) -> str:
    """Return the address at which an object's translation is begun."""
    meta = instance._meta
    args = [meta.app_label, meta.model_name, quote(instance.pk)]
    return reverse("translations:begin", args=args)


def begin(request: HttpRequest, app: str, model: str, pk: str) -> HttpResponse:
    """Choose languages, all of them unless told otherwise; a job begins them."""
    user = require_central(request)
    instance = translatable(app, model, pk)
    if not may_edit(user, instance):
        raise PermissionDenied
    original = original_of(instance)
    if original.pk != instance.pk:
        return redirect(begin_url(original))
    source = source_of(instance)
    begun = translations_by_language(source) if source else {}
    own = language_of(instance.locale_id)
    choices = [code for code in CODES if code != own and code not in begun]
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        choices=choices,
        initial={"languages": choices},
    )
    if form.is_valid():
        languages = form.cleaned_data["languages"]
        try:
            job = begin_order(instance=instance, languages=languages, user=user)
        except NotPublicError as refusal:
            messages.error(request, str(refusal))
        else:
            if form.cleaned_data["below"] and isinstance(instance, Page):
                subtree_order(page=instance, languages=languages, user=user)
            return redirect("translations:job", job.pk)
    context = {
        "object": instance,
        "language": own,
        "kind": kind_of(type(instance)),
        "source": source,
        "form": form,
        "choices": choices,
        "has_children": isinstance(instance, Page) and not instance.is_leaf(),
    }
    return render(request, "translations/admin/begin.html", context)


def translatable(app: str, model: str, pk: str) -> Any:
    """Return an object of a translated kind, of its own type.

    Raises:
        Http404: there is none, or its kind is not translated here.
    """
    try:
        found = apps.get_model(app, model)
    except LookupError as error:
        raise Http404 from error
    if issubclass(found, Page):
        instance: Any = get_object_or_404(Page, pk=unquote(pk)).specific
    else:
        instance = None
        if kind_of(found):
            instance = get_object_or_404(found, pk=unquote(pk))
    if instance is None or kind_of(type(instance)) is None:
        raise Http404
    return instance
