"""Marked passages become bars in every stored version that is not public."""

import html
import json
import re
from typing import Any, Final

from django.db.models import Q
from wagtail.models import Revision

from core.locales import locale_id
from initiatives.choices import ReviewKind, ReviewState
from initiatives.models import FlaggedText, InitiativePage, Review
from signatories.models import SignatoryProfile

# A bar for each letter: what else is marked in the text stays where it is.
BLANK: Final = "█"
_TAG: Final = r"<[^<>]*>"
# Between words; the end of a block was read as a line break.
_GAP: Final = rf"(?:\s|&nbsp;|&#160;|{_TAG})+"
_TAG_OR_LETTER: Final = re.compile(rf"({_TAG})|.", re.DOTALL)
_PROFILE_TEXTS: Final = ("summary", "description", "links")


def bars(passage: str) -> str:
    """Return as many bars as a passage has letters."""
    return BLANK * len(passage)


def blank_earlier(review: Review) -> None:
    """Blank what was marked in earlier sendings of a text in its older versions.

    The version that is read now is left alone: it has marks of its own. The history of
    a page is open to editors as soon as the current text is.
    """
    # What a moderator has approved is public and was no danger.
    is_public = Q(review__state=ReviewState.APPROVED)
    earlier = FlaggedText.objects.filter(
        review__kind=review.kind,
        review__target_key=review.target_key,
        review__language=review.language,
    ).exclude(is_public | Q(field="answer"))
    for passage in set(earlier.values_list("passage", flat=True)):
        blank_versions(review, passage, but=review.revision_id)


def blank_versions(review: Review, passage: str, *, but: int | None = None) -> None:
    """Blank a passage in all stored versions of a text but the public one.

    Args:
        review: of the text.
        passage: the words.
        but: a revision that stays as it is.
    """
    if not passage.strip():
        return
    if review.kind == ReviewKind.INITIATIVE:
        _blank_page(review, passage, but)
    elif review.kind == ReviewKind.PROFILE:
        _blank_profile(review, passage, but)


def _blank_page(review: Review, passage: str, but: int | None) -> None:
    page = InitiativePage.objects.filter(
        translation_key=review.target_key, locale_id=locale_id(review.language)
    ).first()
    if page is None:
        return
    for revision in _versions(page, but):
        if _blank_revision(revision, passage):
            _save(revision, passage)
    if not page.live:
        titles = {"title": page.title.replace(passage, bars(passage))}
        if but is None:
            # Otherwise it is the title of the version that stays as it is.
            titles["draft_title"] = page.draft_title.replace(passage, bars(passage))
        InitiativePage.objects.filter(pk=page.pk).update(**titles)


def _blank_profile(review: Review, passage: str, but: int | None) -> None:
    profile = SignatoryProfile.objects.filter(
        signatory__key=review.target_key, locale_id=locale_id(review.language)
    ).first()
    if profile is None:
        return
    for revision in _versions(profile, but):
        content = revision.content
        before = {name: content.get(name) for name in _PROFILE_TEXTS}
        after = {name: _blank_markup(text, passage) for name, text in before.items()}
        if after != before:
            revision.content = content | after
            _save(revision, passage)
    if not profile.live:
        SignatoryProfile.objects.filter(pk=profile.pk).update(
            **{
                name: _blank_markup(getattr(profile, name), passage)
                for name in _PROFILE_TEXTS
            }
        )


def _versions(instance: Any, but: int | None) -> Any:
    public_and_left = [pk for pk in (instance.live_revision_id, but) if pk]
    return Revision.objects.for_instance(instance).exclude(pk__in=public_and_left)


def _save(revision: Revision, passage: str) -> None:
    revision.object_str = revision.object_str.replace(passage, bars(passage))
    revision.save(update_fields=["content", "object_str"])


def _blank_markup(text: Any, passage: str) -> Any:
    """Blank words that may have tags between their letters and entities for letters."""
    if not isinstance(text, str):
        return text
    tags = f"(?:{_TAG})*"
    words = [tags.join(map(_letter, word)) for word in passage.split()]
    return re.sub(_GAP.join(words), lambda match: _bars_between_tags(match[0]), text)


def _letter(letter: str) -> str:
    forms = {re.escape(letter), re.escape(html.escape(letter))}
    return f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"


def _bars_between_tags(markup: str) -> str:
    return _TAG_OR_LETTER.sub(
        lambda match: match[1] or BLANK, re.sub(r"&[#\w]+;", BLANK, markup)
    )


def _blank_revision(revision: Revision, passage: str) -> bool:
    """Blank words in a revision; streams are JSON within JSON, escaped or not."""
    text = json.dumps(revision.content, ensure_ascii=False)
    once = json.dumps(passage, ensure_ascii=False)[1:-1]
    forms = {
        once,
        json.dumps(once, ensure_ascii=False)[1:-1],
        json.dumps(passage)[1:-1],
        json.dumps(json.dumps(passage)[1:-1])[1:-1],
    }
    blanked = text
    for form in sorted(forms, key=len, reverse=True):
        blanked = blanked.replace(form, bars(passage))
    revision.content = json.loads(blanked)
    return blanked != text
