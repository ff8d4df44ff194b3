"""What editors order for many languages at once; jobs do it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail_localize.models import TranslationSource

from translations.choices import Effect, Gate
from translations.models import TranslationJob, TranslationPolicy
from translations.registry import refuse_hidden
from translations.services.begin import source_read
from translations.services.jobs import Kind, job_start, source_label
from translations.services.publishing import languages_published

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def begin_order(
    *, instance: Any, languages: Iterable[str], user: "User | None"
) -> TranslationJob:
    """Have an object's translation into languages begun.

    Args:
        instance: the original, of its own type.
        languages: codes of the languages.
        user: who asked for it.

    Raises:
        NotPublicError: the public may not read it.
    """
    refuse_hidden(instance)
    source = source_read(instance)
    return languages_order(
        kind=Kind.BEGIN, source=source, languages=languages, user=user
    )


def languages_order(
    *,
    kind: Kind,
    source: TranslationSource,
    languages: Iterable[str],
    user: "User | None",
) -> TranslationJob:
    """Have something done for a source in each of some languages."""
    return job_start(
        kind=kind,
        label=source_label(source),
        items=[(source.pk, language) for language in languages],
        user=user,
    )


def sync_order(*, source: TranslationSource, user: "User | None") -> TranslationJob:
    """Have a source read anew and its languages follow."""
    return job_start(
        kind=Kind.SYNC, label=source_label(source), items=[(source.pk, "")], user=user
    )


@transaction.atomic
def gate_set(
    *, source: TranslationSource, gate: str, user: "User | None" = None
) -> None:
    """Decide what a language of an object needs before it is published.

    Languages that are published without it are withheld.

    Args:
        source: whose translations are meant.
        gate: code of Gate; "" for what is usual for its kind.
        user: who decides.
    """
    TranslationPolicy.objects.update_or_create(
        key=source.object_id, defaults={"gate": Gate(gate) if gate else ""}
    )
    languages_order(
        kind=Kind.SYNC,
        source=source,
        languages=languages_published(source),
        user=user,
    )


def effect_set(*, source: TranslationSource, effect: Effect) -> None:
    """Say what the publication that comes now means for the translations."""
    if effect == Effect.NORMAL:
        TranslationPolicy.objects.filter(key=source.object_id).update(effect=effect)
    else:
        TranslationPolicy.objects.update_or_create(
            key=source.object_id, defaults={"effect": effect}
        )
