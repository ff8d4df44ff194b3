"""All that the editor shows of an object in one language.

A constant number of queries, however many texts the object has: lists come from
`texts`, and only the text that is being worked on is asked about further.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.languages import BY_CODE, Language
from core.locales import language_of
from core.models.pages import path_in_language
from translations.choices import SegmentStatus
from translations.models import TranslationProgress
from translations.selectors.active_text import Active, active_text
from translations.selectors.places import Text, texts
from translations.selectors.text_rows import TextRow, text_name, text_rows

ALL: Final = ""
IsOpen = Callable[[Text], bool]


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The list of texts, where one is in it, and the sums.

    Attributes:
        shown: the texts of the chosen state.
        counts: state -> how many texts are in it.
        previous, next, next_open: names of texts; empty at an end, or when all is done.
    """

    translation: Translation
    title: str
    source_language: Language
    language: Language
    progress: TranslationProgress | None
    shown: list[TextRow]
    counts: dict[str, int]
    total: int
    status: str
    active: Active | None
    previous: str
    next: str
    next_open: str


def translation_get(pk: int) -> Translation:
    """Return a translation with what every view of the editor asks of it.

    Raises:
        Translation.DoesNotExist: there is none, or it was stopped.
    """
    translation: Translation = Translation.objects.select_related(
        "source__specific_content_type", "source__locale", "target_locale"
    ).get(pk=pk, enabled=True)
    return translation


def editor_page(
    translation: Translation,
    *,
    query: QueryDict,
    reference: str = "",
    is_open: IsOpen,
    typed: str | None = None,
) -> EditorPage:
    """Collect what the editor shows.

    Args:
        translation: the object and the language.
        query: `text` names the active text, `state` limits the list.
        reference: code of the second language to be shown; empty for none.
        is_open: which texts are somebody's work; "next" looks for them.
        typed: what somebody typed and could not be stored; shown instead of the text.
    """
    found = texts(translation)
    status = query.get("state", ALL)
    status = status if status in SegmentStatus else ALL
    shown = [text for text in found if status in (ALL, text.status)]
    index = _index(found, shown, query.get("text", ""), is_open)
    names = [text_name(text) for text in shown]
    active = found[index] if index is not None else None
    if active and text_name(active) != query.get("text"):
        typed = None
    return EditorPage(
        translation=translation,
        title=translation.source.object_repr,
        source_language=BY_CODE[language_of(translation.source.locale_id)],
        language=BY_CODE[language_of(translation.target_locale_id)],
        progress=TranslationProgress.objects.filter(translation=translation).first(),
        shown=text_rows(shown),
        counts=dict(Counter(text.status for text in found)),
        total=len(found),
        status=status,
        active=active_text(translation, active, found, reference, typed)
        if active
        else None,
        previous=_beside(names, active, -1),
        next=_beside(names, active, 1),
        next_open=next_open(found, active, is_open),
    )


def _index(
    found: list[Text], shown: list[Text], name: str, is_open: IsOpen
) -> int | None:
    """Return which text is active: the named one, the first with work, the first."""
    for index, text in enumerate(found):
        if text_name(text) == name:
            return index
    first = next((text for text in shown if is_open(text)), None)
    first = first or (shown[0] if shown else None)
    return first.number - 1 if first else None


def _beside(names: list[str], active: Text | None, step: int) -> str:
    if active is None or text_name(active) not in names:
        return names[0] if names and step > 0 else ""
    index = names.index(text_name(active)) + step
    return names[index] if 0 <= index < len(names) else ""


def work_of(user_id: int, *, may_review: bool) -> IsOpen:
    """Return which texts are a translator's or a reviewer's work.

    A reviewer has what waits, too, but for own texts, which somebody else approves.
    """

    def is_open(text: Text) -> bool:
        if text.status == SegmentStatus.WAITING:
            own = text.state is not None and text.state.author_id == user_id
            return may_review and not own
        return text.status != SegmentStatus.APPROVED

    return is_open


def next_open(found: list[Text], active: Text | None, is_open: IsOpen) -> str:
    """Return the next text that is work, from the top again after the last."""
    start = active.number if active else 0
    for text in [*found[start:], *found[: max(start - 1, 0)]]:
        if is_open(text):
            return text_name(text)
    return ""


def reference_languages(translation: Translation) -> list[str]:
    """Return the other languages into which the object's translation has begun."""
    rows = (
        Translation.objects.filter(source_id=translation.source_id, enabled=True)
        .exclude(pk=translation.pk)
        .values_list("target_locale_id", flat=True)
    )
    return sorted(language_of(locale) for locale in rows)


def public_url(translation: Translation) -> str:
    """Return where readers find the object in the language; empty when nowhere."""
    model = translation.source.specific_content_type.model_class()
    if model is None or not issubclass(model, Page):
        return ""
    language = language_of(translation.target_locale_id)
    path = (
        Page.objects.filter(
            translation_key=translation.source.object_id,
            locale_id=translation.source.locale_id,
            live=True,
        )
        .values_list("url_path", flat=True)
        .first()
    )
    return path_in_language(path, language) if path else ""
