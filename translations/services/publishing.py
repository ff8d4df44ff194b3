"""Publishes a language: gate, page, what readers are told, and what follows the source."""

from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    MissingTranslationError,
    Translation,
    TranslationSource,
)

from core import publication
from core.locales import language_of
from translations.choices import Gate, Origin, SegmentStatus
from translations.exceptions import NotReadyError
from translations.models import (
    SegmentState,
    TextProvenance,
    TextState,
    TranslationPolicy,
    TranslationProgress,
)
from translations.registry import kind_of, refuse_hidden
from translations.selectors.places import texts
from translations.services.notices import notice_published

if TYPE_CHECKING:
    from accounts.models import User


def gate_of(source: TranslationSource) -> Gate:
    """Return what a language of an object needs before it is published.

    What has to be reviewed by its kind stays so, whatever editors chose.
    """
    instance = source.get_source_instance()
    kind = kind_of(type(instance))
    if kind and kind.must_be_reviewed(instance):
        return Gate.REVIEWED
    policy = TranslationPolicy.objects.filter(key=source.object_id).first()
    if policy and policy.gate:
        return Gate(policy.gate)
    return kind.gate if kind else Gate.REVIEWED


def missing(progress: TranslationProgress, gate: Gate) -> dict[str, int]:
    """Return state -> how many texts in it stand in the way of publishing."""
    states = [SegmentStatus.UNTRANSLATED, SegmentStatus.NEEDS_EDITING]
    if gate == Gate.REVIEWED:
        states += [SegmentStatus.MACHINE_DRAFT, SegmentStatus.WAITING]
    counts = {str(state): getattr(progress, state) for state in states}
    return {state: count for state, count in counts.items() if count}


@transaction.atomic
def version_publish(*, translation: Translation, user: "User | None") -> models.Model:
    """Publish an object in a language, with its translations as they are now.

    The live alias of a structural page is replaced; texts still to be reviewed carry
    their label. Must be allowed by the caller.

    Returns:
        the published version.

    Raises:
        NotReadyError: texts are missing, outdated, or not approved where they have to.
        NotPublicError: the public may not read the original.
    """
    translation = (
        Translation.objects.select_for_update(of=("self",))
        .select_related("source__specific_content_type", "target_locale")
        .get(pk=translation.pk)
    )
    source = translation.source
    progress = TranslationProgress.objects.get(translation=translation)
    refuse_hidden(source.get_source_instance())
    lacking = missing(progress, gate_of(source))
    if lacking:
        raise NotReadyError(lacking)
    version = version_build(translation)
    _tell_provenance(translation)
    _save(version, user)
    now = timezone.now()
    TranslationProgress.objects.filter(pk=progress.pk).update(
        published_at=now, published_source_at=source.last_updated_at
    )
    notice_published(translation=translation, user=user)
    return cast(models.Model, version)


def version_build(translation: Translation) -> Any:
    """Return the object in its language as it would be published; nothing is shown yet.

    A version that does not exist is created as a draft below its translated parent.

    Raises:
        NotReadyError: a text has no translation.
    """
    source, locale = translation.source, translation.target_locale
    try:
        source.get_translated_instance(locale)
    except models.ObjectDoesNotExist:
        created = source.as_instance().copy_for_translation(locale)
        if not isinstance(created, Page):
            # Wagtail leaves a copied snippet for its caller to save.
            created.save()
    try:
        return source.get_ephemeral_translated_instance(locale, fallback=False)
    except MissingTranslationError as error:
        raise NotReadyError({SegmentStatus.UNTRANSLATED: 1}) from error


def _save(version: Any, user: "User | None") -> None:
    if isinstance(version, Page) and version.alias_of_id:
        # The alias becomes a page; `save` would tell the search of a half-made one.
        Page.objects.filter(pk=version.pk).update(alias_of=None)
        version.alias_of_id = None
        log(instance=version, action="wagtail.convert_alias", user=user)
    if isinstance(version, DraftStateMixin):
        revision = version.save_revision(user=user, clean=False)
        revision.publish(user=user, skip_permission_checks=True)
    else:
        version.full_clean()
        version.save()


def _tell_provenance(translation: Translation) -> None:
    """Note what readers are told: who made the text, and whether anybody read it."""
    states = [text.state for text in texts(translation) if text.state]
    told = _told(states)
    reviewers = [state.reviewed_by for state in states if state.reviewed_by]
    TextProvenance.objects.update_or_create(
        translation_key=translation.source.object_id,
        language=language_of(translation.target_locale_id),
        defaults={
            "state": told,
            "source_published_at": translation.source.last_updated_at,
            "reviewed_by": reviewers[-1]
            if reviewers and told == TextState.REVIEWED
            else None,
            "is_behind": False,
            "is_withheld": False,
        },
    )


def _told(states: list[SegmentState]) -> TextState:
    """Return the weakest of what the texts are: one machine draft makes it one."""
    if any(
        state.state != SegmentStatus.APPROVED and state.origin == Origin.ENGINE
        for state in states
    ):
        return TextState.MACHINE_DRAFT
    if all(state.state == SegmentStatus.APPROVED for state in states):
        by_signatory = all(state.origin == Origin.SIGNATORY for state in states)
        return TextState.BY_SIGNATORY if by_signatory else TextState.REVIEWED
    return TextState.TRANSLATED


@transaction.atomic
def version_withhold(*, translation: Translation, user: "User | None") -> None:
    """Show readers the source instead of a translation, until it is published again."""
    TextProvenance.objects.update_or_create(
        translation_key=translation.source.object_id,
        language=language_of(translation.target_locale_id),
        defaults={"is_withheld": True},
        create_defaults={"is_withheld": True, "state": TextState.TRANSLATED},
    )
    target = _target(translation)
    if target is not None:
        log(instance=target, action="translations.withhold", user=user)
        publication.changed(target)


def _target(translation: Translation) -> Any | None:
    try:
        return translation.get_target_instance()
    except models.ObjectDoesNotExist:
        return None


@transaction.atomic
def version_follow(*, translation: Translation) -> bool:
    """Bring a published version up to date with what needs no translator.

    What may be shown only when reviewed, and is not, is withheld: the page may have
    become one for children. With every text in order it is published anew, so that
    pictures, links and minor edits arrive. Otherwise values that are the same in all languages (dates, numbers,
    addresses) are taken over and the texts stay as readers know them.

    Returns:
        whether readers see something new.
    """
    progress = TranslationProgress.objects.filter(translation=translation).first()
    target = _target(translation)
    if progress is None or target is None or not _is_published(target):
        return False
    gate = gate_of(translation.source)
    lacking = missing(progress, gate)
    if lacking and gate == Gate.REVIEWED and not _is_reviewed(translation):
        version_withhold(translation=translation, user=None)
        return True
    if lacking:
        return _follow_values(translation, target)
    version_publish(translation=translation, user=None)
    return True


def _is_reviewed(translation: Translation) -> bool:
    """Whether readers are told that somebody answers for what is published."""
    return TextProvenance.objects.filter(
        translation_key=translation.source.object_id,
        language=language_of(translation.target_locale_id),
        state__in=[TextState.REVIEWED, TextState.BY_SIGNATORY],
    ).exists()


def languages_published(source: TranslationSource) -> list[str]:
    """Return the begun languages in which readers have a version of their own."""
    model: Any = source.specific_content_type.model_class()
    begun = source.translations.filter(enabled=True).values("target_locale_id")
    versions = model._default_manager.filter(
        translation_key=source.object_id, locale_id__in=begun
    )
    if issubclass(model, Page):
        versions = versions.filter(alias_of=None)
    if issubclass(model, DraftStateMixin):
        versions = versions.filter(live=True)
    return [language_of(pk) for pk in versions.values_list("locale_id", flat=True)]


def _is_published(target: Any) -> bool:
    if isinstance(target, Page):
        return bool(target.live and not target.alias_of_id)
    return bool(getattr(target, "live", True))


def _follow_values(translation: Translation, target: Any) -> bool:
    before = _values(target)
    copy_synchronised_fields(translation.source.as_instance(), target)
    if _values(target) == before:
        return False
    _save(target, None)
    return True


def _values(target: Any) -> dict[str, Any]:
    return {
        field.attname: field.value_from_object(target)
        for field in target._meta.concrete_fields
    }
