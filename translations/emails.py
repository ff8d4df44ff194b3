"""The mails of the workflow; each goes to one person, in that person's language."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from wagtail_localize.models import Translation

from core.cldr import language_name
from core.current import interface_language
from core.locales import language_of
from core.mail import absolute_url, mail_send
from translations.selectors.work import Task

if TYPE_CHECKING:
    from accounts.models import User

_TEMPLATES = "translations/mail"


def digest(
    user: "User", to_translate: Sequence[Task], to_review: Sequence[Task]
) -> None:
    """List what came in since the last digest."""
    _send(
        user,
        "digest",
        to_translate=[_told(task, user) for task in to_translate],
        to_review=[_told(task, user) for task in to_review],
        url=absolute_url(reverse("translations:work")),
    )


def _told(task: Task, user: "User") -> dict[str, object]:
    return {
        "title": task.title,
        "language": _language(task.language, user),
        "texts": task.texts,
        "words": task.words,
        "url": absolute_url(reverse("translations:edit", args=[task.translation_id])),
    }


def changes_asked(
    user: "User", translation: Translation, text: str, *, source: str, note: str
) -> None:
    """Tell an author what a reviewer would like to have changed.

    Args:
        user: the author.
        translation: of which object into which language.
        text: which text, as the editor's address names it.
        source: its source.
        note: what the reviewer wrote.
    """
    _about(user, "changes_asked", translation, text, source=source, note=note)


def mentioned(
    user: "User", translation: Translation, text: str, *, author: str, comment: str
) -> None:
    """Tell somebody that a comment names them.

    Args:
        user: who is named.
        translation: of which object into which language.
        text: which text, as the editor's address names it.
        author: who wrote the comment.
        comment: the comment.
    """
    _about(user, "mentioned", translation, text, author=author, comment=comment)


def approved(user: "User", translation: Translation) -> None:
    """Tell an author that every text of an object is approved."""
    _about(user, "approved", translation)


def published(user: "User", translation: Translation) -> None:
    """Tell an author that readers see the translation now."""
    _about(user, "published", translation)


def complete(user: "User", translation: Translation) -> None:
    """Tell who began a language, or reviews it, that it can be published."""
    _about(
        user,
        "complete",
        translation,
        object_url=absolute_url(
            reverse("translations:object", args=[translation.source_id])
        ),
    )


def _about(
    user: "User", name: str, translation: Translation, text: str = "", **more: object
) -> None:
    url = reverse("translations:edit", args=[translation.pk])
    _send(
        user,
        name,
        title=translation.source.object_repr,
        language=_language(language_of(translation.target_locale_id), user),
        url=absolute_url(f"{url}?text={text}" if text else url),
        **more,
    )


def _language(code: str, user: "User") -> str:
    return language_name(code, interface_language(user.language))


def _send(user: "User", name: str, **context: object) -> None:
    mail_send(
        to=user.email,
        language=user.language,
        template=f"{_TEMPLATES}/{name}",
        context={"name": user.get_full_name(), **context},
        user_id=user.pk,
    )
