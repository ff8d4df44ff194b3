"""What leaves the portal as files: one object in a language, or all that waits in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Sum
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.languages import CODES
from core.locales import language_of
from core.mail import absolute_url
from core.models import BasePage
from translations.files.base import Document, Unit
from translations.models import SegmentComment, TranslationProgress
from translations.selectors.places import Text, max_length, texts

KINDS: Final = ("po", "xliff")
# So many objects are packed while somebody waits; more are packed by a worker.
FEW: Final = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits in a language.

    Attributes:
        objects: pages and snippets with an unfinished text.
        words: words of their unfinished texts.
    """

    language: str
    objects: int
    words: int

    @property
    def is_few(self) -> bool:
        """Whether it can be packed while somebody waits."""
        return self.objects <= FEW


def waiting(languages: Iterable[str]) -> list[Waiting]:
    """Return how much waits in each language, in the portal's order, also nothing."""
    rows = (
        TranslationProgress.objects.filter(translation__enabled=True)
        .exclude(waiting_since=None)
        .values("language")
        .annotate(how_many=Count("pk"), words_waiting=Sum("words_left"))
    )
    found = {row["language"]: row for row in rows}
    wanted = set(languages)
    return [
        Waiting(
            code,
            found[code]["how_many"] if code in found else 0,
            found[code]["words_waiting"] if code in found else 0,
        )
        for code in CODES
        if code in wanted
    ]


def translations_waiting(language: str) -> list[Translation]:
    """Return the translations into a language with unfinished texts, oldest first."""
    return list(
        Translation.objects.filter(
            enabled=True,
            progress__language=language,
            progress__waiting_since__isnull=False,
        )
        .select_related("source__specific_content_type")
        .order_by("progress__waiting_since", "pk")
    )


def document_of(translation: Translation) -> Document:
    """Return an object in a language with all its texts, finished ones too.

    A text whose source has changed goes out with its former translation, as unfinished,
    so that nobody starts from nothing.
    """
    source = translation.source
    found = texts(translation)
    comments = _comments(translation)
    model = source.specific_content_type.model_class()
    units = tuple(
        Unit(
            path=text.place.path,
            source=text.place.source,
            target=text.target or text.previous_target,
            state=text.status,
            note=_note(
                text, comments.get((text.place.context_id, text.place.string_id), [])
            ),
            previous_source=text.previous_source,
            max_length=max_length(model, text.place.path),
        )
        for text in found
    )
    return Document(
        key=source.object_id,
        title=source.object_repr,
        source_language=language_of(source.locale_id),
        target_language=language_of(translation.target_locale_id),
        units=units,
        url=_address(translation),
        exported_at=timezone.now(),
    )


def _comments(translation: Translation) -> dict[tuple[int, int], list[str]]:
    """Return (context, string) -> remarks about it that are not settled yet."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in SegmentComment.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        resolved_at=None,
    ):
        found[row.context_id, row.string_id].append(row.text)
    return found


def _note(text: Text, comments: Iterable[str]) -> str:
    return "\n".join([text.label, *comments])


def _address(translation: Translation) -> str:
    """Return where readers see the source; empty when nowhere."""
    model = translation.source.specific_content_type.model_class()
    if model is None or not issubclass(model, BasePage):
        return ""
    page: Page | None = model._default_manager.filter(
        translation_key=translation.source.object_id,
        locale_id=translation.source.locale_id,
        live=True,
    ).first()
    return absolute_url(page.public_path()) if isinstance(page, BasePage) else ""
