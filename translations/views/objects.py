"""One object in all its languages: begin, decide the gate, publish, withhold."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.languages import CODES
from core.locales import language_of
from translations.exceptions import NotPublicError
from translations.forms.lists import GateForm, LanguagesForm
from translations.machine import engine
from translations.registry import kind_of
from translations.rights import Action, is_central, may
from translations.selectors.overview import (
    LanguageRow,
    gate_choice,
    languages_of_object,
    next_change,
)
from translations.selectors.sources import translation_in, translations_by_language
from translations.services.jobs import Kind
from translations.services.orders import begin_order, gate_set, languages_order
from translations.services.publishing import version_withhold
from translations.views.access import (
    may_edit,
    require_central,
    require_each,
    require_somebody,
)

if TYPE_CHECKING:
    from accounts.models import User


def _source(pk: int) -> TranslationSource:
    return get_object_or_404(
        TranslationSource.objects.select_related("specific_content_type"), pk=pk
    )


def _instance(source: TranslationSource) -> Any | None:
    try:
        return source.get_source_instance()
    except models.ObjectDoesNotExist:
        return None


def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one object in every language, with what the person may do."""
    user = require_somebody(request)
    source = _source(pk)
    instance = _instance(source)
    rows = languages_of_object(source)
    begun = [row for row in rows if row.progress]
    not_begun = [row.language for row in rows if not row.progress]
    context = {
        "source": source,
        "language": language_of(source.locale_id),
        "kind": kind_of(type(instance)) if instance is not None else None,
        "edit_url": _edit_url(instance, user),
        "rows": [(row, may(user, Action.PUBLISH, row.language)) for row in begun],
        "can_publish": any(may(user, Action.PUBLISH, row.language) for row in begun),
        "is_central": is_central(user),
        "can_draft": engine() is not None,
    }
    if instance is not None and is_central(user):
        context |= _for_central(source, instance, begun, not_begun)
    return render(request, "translations/admin/object.html", context)


def _for_central(
    source: TranslationSource,
    instance: Any,
    begun: list[LanguageRow],
    not_begun: list[str],
) -> dict[str, Any]:
    gate = gate_choice(source, instance)
    return {
        "begin_form": LanguagesForm(choices=not_begun, auto_id="begin_%s")
        if not_begun
        else None,
        "gate": gate,
        "gate_form": GateForm(initial={"gate": gate.chosen}),
        "next_change": next_change(source, instance, len(begun)),
    }


def _edit_url(instance: Any | None, user: "User") -> str:
    """Return where the source is edited; "" for who may not."""
    if instance is None or not may_edit(user, instance):
        return ""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    meta = instance._meta
    name = f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit"
    return reverse(name, args=[quote(instance.pk)])


def _chosen(request: HttpRequest, choices: list[str]) -> list[str]:
    """Return the languages that were ticked; none, with a message, when none was."""
    form = LanguagesForm(request.POST, choices=choices)
    if form.is_valid():
        return [code for code in CODES if code in form.cleaned_data["languages"]]
    for error in form.errors["languages"]:
        messages.error(request, str(error))
    return []


@require_POST
def begin_more(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the ticked languages."""
    user = require_central(request)
    source = _source(pk)
    instance = _instance(source)
    languages = _chosen(request, list(CODES))
    if instance is None or not languages:
        return redirect("translations:object", pk)
    try:
        job = begin_order(instance=instance, languages=languages, user=user)
    except NotPublicError as refusal:
        messages.error(request, str(refusal))
        return redirect("translations:object", pk)
    return redirect("translations:job", job.pk)


@require_POST
def gate(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide what a language needs before it is published."""
    user = require_central(request)
    source = _source(pk)
    form = GateForm(request.POST)
    if form.is_valid():
        gate_set(source=source, gate=form.cleaned_data["gate"], user=user)
        messages.success(request, _("Saved."))
    return redirect("translations:object", pk)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the ticked languages, together or one alone."""
    return _order(request, pk, Kind.PUBLISH)


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Have an engine draft what is untranslated in the ticked languages."""
    require_central(request)
    return _order(request, pk, Kind.DRAFT)


def _order(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    """Start a job for the ticked languages; whoever may not see jobs stays here."""
    user = require_somebody(request)
    source = _source(pk)
    languages = _ticked(request, user, source)
    if not languages:
        return redirect("translations:object", pk)
    job = languages_order(kind=kind, source=source, languages=languages, user=user)
    if is_central(user):
        return redirect("translations:job", job.pk)
    messages.success(
        request, _("It is being done. Look here again in a moment for what came out.")
    )
    return redirect("translations:object", pk)


def _ticked(request: HttpRequest, user: "User", source: TranslationSource) -> list[str]:
    """Return begun languages that were ticked, each of them the person's to publish."""
    require_each(user, Action.PUBLISH, request.POST.getlist("languages"))
    return _chosen(request, list(translations_by_language(source)))


@require_POST
def withhold(request: HttpRequest, pk: int) -> HttpResponse:
    """Show readers the original instead of the ticked languages."""
    user = require_somebody(request)
    source = _source(pk)
    languages = _ticked(request, user, source)
    for language in languages:
        translation = translation_in(source, language)
        if translation:
            version_withhold(translation=translation, user=user)
    if languages:
        messages.success(
            request,
            ngettext(
                "Readers of %(count)s language see the original until its translation "
                "is published again.",
                "Readers of %(count)s languages see the original until a translation "
                "is published again.",
                len(languages),
            )
            % {"count": len(languages)},
        )
    return redirect("translations:object", pk)
