"""A page that is being translated into Azerbaijani, and a link to review it."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from core.locales import locale_id
from pact.models import PactPage
from translations.actors import Actor
from translations.choices import Role
from translations.models import LanguageRight, ReviewLink
from translations.selectors.places import texts
from translations.selectors.review_links import secret_digest
from translations.selectors.text_rows import text_name
from translations.services.begin import source_read, translation_begin
from translations.services.comments import comment_add


def editor_things(days=1):
    """What rows about the editor of translations name in braces.

    Args:
        days: for how long the link to review still works; below 0 it is over.
    """
    translator = User.objects.get(email="translator@demo.example")
    LanguageRight.objects.update_or_create(
        user=translator, language="az", defaults={"role": Role.TRANSLATOR}
    )
    source = source_read(PactPage.objects.get(locale_id=locale_id("en")))
    translation_begin(source=source, languages=["az"])
    translation = source.translations.get(target_locale_id=locale_id("az"))
    text = texts(translation)[0]
    return {
        "translation": translation,
        "text": text_name(text),
        "version": text.version,
        "comment": comment_add(
            translation=translation, place=text.place, text="x", actor=Actor(translator)
        ),
        "review_link": ReviewLink.objects.create(
            translation=translation,
            digest=secret_digest("a-review"),
            reviewer_name="J",
            reviewer_email="j@people.example",
            expires_at=timezone.now() + timedelta(days=days),
        ),
    }
