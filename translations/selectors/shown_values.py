"""What readers see for the codes of shared values in a text that is translated."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail_localize.models import Translation

from core.locales import language_of
from core.models import EditorialPage
from core.shared_values.references import SharedValues


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A reference, and its value as the language of the translation writes it."""

    reference: str
    text: str


def shown_values(translation: Translation, sources: Iterable[str]) -> list[ShownValue]:
    """Return the values that texts refer to, each once; [] without a query if none.

    Args:
        translation: the object and the language; only texts of editors show values.
        sources: the texts in the language of the source.
    """
    model = translation.source.specific_content_type.model_class()
    if model is None or not issubclass(model, EditorialPage):
        return []
    language = language_of(translation.target_locale_id)
    return [
        ShownValue(value.reference, value.text(language))
        for value in SharedValues().named_in(sources)
    ]
