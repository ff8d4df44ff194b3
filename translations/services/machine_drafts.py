"""Machine drafts: what an engine says of the untranslated texts of a language.

Asking an engine takes long and costs characters, so nothing here may run inside a
transaction; the drafts are stored in one of their own.
"""

from collections.abc import Mapping

from wagtail_localize.models import Translation

from core.locales import language_of
from translations.choices import Origin, SegmentStatus
from translations.exceptions import LaterError, RefusedByEngineError
from translations.machine import engine
from translations.machine.drafts import drafts_for
from translations.machine.errors import (
    EngineAnswerError,
    EngineError,
    EngineLimitError,
    EngineQuotaError,
    EngineUnavailableError,
)
from translations.models import GlossaryTerm
from translations.selectors.places import Text, texts
from translations.services.drafts import texts_fill

# What may go well another time. A quota that is spent comes back next month.
_PASSING = (EngineUnavailableError, EngineLimitError, EngineAnswerError)
Key = tuple[int, int]


def machine_fill(*, translation: Translation) -> int:
    """Have the configured engine draft what is untranslated in a language.

    Nobody has reviewed a draft, and it says so wherever it is shown. What was drafted
    before an engine failed is kept.

    Returns:
        how many texts were drafted.

    Raises:
        RefusedByEngineError: there is no engine, it does not know the language, its key
            is refused, or the month's budget is spent.
        LaterError: the engine does not answer now.
    """
    source_language = language_of(translation.source.locale_id)
    language = language_of(translation.target_locale_id)
    empty: dict[Key, Text] = {
        (text.place.context_id, text.place.string_id): text
        for text in texts(translation)
        if text.status == SegmentStatus.UNTRANSLATED
    }
    try:
        drafts = drafts_for(
            {key: text.place.source for key, text in empty.items()},
            source_language,
            language,
            do_not_translate=_never_translated(source_language),
        )
    except EngineError as error:
        _store(translation, empty, error.drafts)
        if isinstance(error, _PASSING) and not isinstance(error, EngineQuotaError):
            raise LaterError(error.sentence) from error
        raise RefusedByEngineError(error.sentence) from error
    return _store(translation, empty, drafts)


def _never_translated(language: str) -> list[str]:
    return list(
        GlossaryTerm.objects.filter(
            language=language, concept__do_not_translate=True
        ).values_list("text", flat=True)
    )


def _store(
    translation: Translation, empty: dict[Key, Text], drafts: Mapping[Key, str]
) -> int:
    configured = engine()
    texts_fill(
        translation=translation,
        found=[(empty[key], draft) for key, draft in drafts.items()],
        origin=Origin.ENGINE,
        state=SegmentStatus.MACHINE_DRAFT,
        engine=configured.display_name if configured else "",
    )
    return len(drafts)
