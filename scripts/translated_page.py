"""A page of the pictures whose translations are on their way, each at another point."""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from wagtail_localize.models import Translation

TITLE: Final = "For trainers and coaches"
LEAD: Final = "What a club does so that children can trust it."
FIRST: Final = (
    "Every club names 1 person whom a child can ask for help, and says so in the "
    "changing rooms."
)
MORE: Final = "Trainers read the rules once a year."
CHANGED: Final = (
    "Every club names 2 persons whom a child can ask for help, and says so in the "
    "changing rooms and on its website."
)
DRAFT: Final = "Trainers read the rules every season and sign them."
TEXTS: Final = {
    "fr": {
        TITLE: "Pour les entraîneurs",
        LEAD: "Ce que fait un club pour qu’un enfant puisse lui faire confiance.",
        FIRST: "Chaque club désigne 1 personne à qui un enfant peut demander de l’aide "
        "et l’indique dans les vestiaires.",
        MORE: "Les entraîneurs lisent les règles une fois par an.",
    },
    "az": {
        TITLE: "Məşqçilər üçün",
        LEAD: "Uşaqların etibar etməsi üçün klub nə edir.",
    },
}
UNFINISHED: Final = (
    "Chaque club désigne 1 personne à qui un enfant peut demander de l’aide et "
    "l’indique dans les vestiaires et sur son site web."
)


def page_prepare(translator: str, reviewer: str) -> None:
    """Write the page, have it translated, and change it afterwards.

    French is published and behind, Azerbaijani waits for a review, German was only
    begun; the newest draft of the page is not published.

    Args:
        translator: e-mail address of the account that writes.
        reviewer: e-mail address of the account that approves.
    """
    from accounts.models import User
    from translations.actors import Actor
    from translations.services.begin import source_read, translation_begin
    from translations.services.publishing import version_publish
    from translations.services.segments import segment_write

    writes = Actor(User.objects.get(email=translator))
    reviews = Actor(User.objects.get(email=reviewer))
    page = _page()
    source = source_read(page)
    french, azerbaijani, _german = translation_begin(
        source=source, languages=["fr", "az", "de"]
    )
    _translate(french, "fr", writes, approved_by=reviews)
    version_publish(translation=french, user=reviews.user)
    _translate(azerbaijani, "az", writes)
    _write(page, CHANGED, MORE).publish()
    french.refresh_from_db()
    place = next(place for place in _places(french) if place.source == CHANGED)
    segment_write(translation=french, place=place, text=UNFINISHED, actor=writes)
    _write(page, CHANGED, DRAFT)


def _page() -> Any:
    from wagtail.models import Locale

    from core.locales import locale_id
    from home.models import ContentPage, HomePage

    english = Locale.objects.get(language_code="en")
    page = ContentPage(title=TITLE, slug="trainers", lead=LEAD, locale=english)
    HomePage.objects.get(locale_id=locale_id("en")).add_child(instance=page)
    _write(page, FIRST, MORE).publish()
    return page


def _write(page: Any, *paragraphs: str) -> Any:
    """Return a new draft of the page with these paragraphs."""
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    number = "6d0a2f4e-7c1b-4f5a-9a53-2d1f0c9b8e77"
    page.body = page.body.stream_block.to_python(
        [{"type": "paragraph", "id": number, "value": html}]
    )
    return page.save_revision()


def _places(translation: "Translation") -> list[Any]:
    from translations.selectors.places import texts

    return [text.place for text in texts(translation)]


def _translate(
    translation: "Translation", language: str, writes: Any, approved_by: Any = None
) -> None:
    from translations.services.segments import segment_approve, segment_write

    for place in _places(translation):
        target = TEXTS[language].get(place.source)
        if target is None:
            continue
        segment_write(
            translation=translation, place=place, text=target, actor=writes, send=True
        )
        if approved_by:
            segment_approve(translation=translation, place=place, actor=approved_by)
