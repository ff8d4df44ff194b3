"""Tells people what happened to translations, each of them once.

Work that arrives waits for the daily digest (`digests`); the rest is told at once. Nobody
is told who has lost the right, or who did it.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail_localize.models import StringSegment, Translation

from core.locales import language_of
from translations import emails
from translations.actors import Actor
from translations.choices import Role
from translations.models import (
    LanguageRight,
    Notice,
    SegmentComment,
    SegmentEvent,
    SegmentState,
    TranslationJob,
    TranslationProgress,
)
from translations.rights import Action, may
from translations.selectors.places import Place

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

Kind = Notice.Kind


def notice_work(translations: Collection[Translation]) -> None:
    """Note for the next digest that work arrived: a language begun, a source changed.

    Two queries, however many languages there are.
    """
    by_language = {language_of(row.target_locale_id): row for row in translations}
    rights = LanguageRight.objects.filter(
        language__in=by_language, user__is_active=True
    ).values_list("user_id", "language")
    Notice.objects.bulk_create(
        [
            Notice(user_id=user, kind=Kind.WORK, translation=by_language[language])
            for user, language in rights
        ],
        ignore_conflicts=True,
    )


def notice_asked(
    *, translation: Translation, place: Place, state: SegmentState, actor: Actor
) -> None:
    """Tell a text's author what a reviewer asks for; the note is the last event's."""
    author = state.author
    if author is None or author == actor.user:
        return
    if not may(author, Action.TRANSLATE, language_of(translation.target_locale_id)):
        return
    emails.changes_asked(
        author,
        translation,
        _name(place.context_id, place.string_id),
        source=place.source,
        note=_last_note(state),
    )


def _last_note(state: SegmentState) -> str:
    event = SegmentEvent.objects.filter(
        context_id=state.context_id,
        string_id=state.string_id,
        locale_id=state.locale_id,
    ).first()
    return event.note if event else ""


def _name(context_id: int, string_id: int) -> str:
    """Return how the editor's address names a text."""
    return f"{context_id}-{string_id}"


def notice_complete(row: TranslationProgress) -> None:
    """Tell that every text of an object is approved in a language.

    Its authors, once; who began it and who reviews the language, each time it becomes
    complete again.
    """
    translation = _loaded(row.translation_id)
    for author in _authors(translation):
        if _once(Kind.APPROVED, author, translation):
            emails.approved(author, translation)
    for person in _people_to_publish(translation, row.language):
        emails.complete(person, translation)


def _people_to_publish(translation: Translation, language: str) -> "Iterable[User]":
    begun_by = get_user_model().objects.filter(
        pk__in=TranslationJob.objects.filter(
            kind=TranslationJob.Kind.BEGIN,
            items__source_id=translation.source_id,
            items__language=language,
        ).values("started_by")
    )
    reviewers = get_user_model().objects.filter(
        language_rights__language=language, language_rights__role=Role.REVIEWER
    )
    people = {person.pk: person for person in (*begun_by, *reviewers)}
    return [
        person for person in people.values() if may(person, Action.PUBLISH, language)
    ]


def notice_published(*, translation: Translation, user: "User | None") -> None:
    """Tell the authors of a language, once, that readers see it now.

    Args:
        translation: what was published.
        user: who published it, and is not told.
    """
    loaded = _loaded(translation.pk)
    for author in _authors(loaded):
        if author != user and _once(Kind.PUBLISHED, author, loaded):
            emails.published(author, loaded)


def _loaded(pk: int) -> Translation:
    loaded: Translation = Translation.objects.select_related("source").get(pk=pk)
    return loaded


def _authors(translation: Translation) -> "list[User]":
    """Return who wrote texts that the source still has, with a right to the language."""
    current = StringSegment.objects.filter(
        source_id=translation.source_id,
        context_id=OuterRef("context_id"),
        string_id=OuterRef("string_id"),
    )
    wrote = SegmentState.objects.filter(
        Exists(current),
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
    )
    authors: QuerySet[User] = get_user_model().objects.filter(
        pk__in=wrote.values("author")
    )
    language = language_of(translation.target_locale_id)
    return [author for author in authors if may(author, Action.TRANSLATE, language)]


def _once(kind: Kind, user: "User", translation: Translation) -> bool:
    """Note that somebody is told; False when they were told before."""
    _notice, is_new = Notice.objects.get_or_create(
        user=user,
        kind=kind,
        translation=translation,
        defaults={"sent_at": timezone.now()},
    )
    return is_new


def notice_mention(comment: SegmentComment) -> None:
    """Tell those whom a new comment names; call it once, when they are known."""
    translation = (
        Translation.objects.select_related("source")
        .filter(
            source__object_id=comment.context.object_id,
            target_locale_id=comment.locale_id,
        )
        .first()
    )
    if translation is None:
        return
    language = language_of(comment.locale_id)
    author = comment.author.get_full_name() if comment.author else ""
    for person in comment.mentioned.exclude(pk=comment.author_id):
        if may(person, Action.SEE, language):
            emails.mentioned(
                person,
                translation,
                _name(comment.context_id, comment.string_id),
                author=author or comment.author_name or str(comment.author or ""),
                comment=comment.text,
            )
