"""What the search knows of an initiative: all its published versions at once."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from core.locales import language_of
from core.models import PublicAddress
from core.text import plain_text
from core.withdrawal import is_withdrawn
from initiatives.models import Initiative, InitiativePage, InitiativeUpdate
from search.descriptions import DocumentDescription, ObjectDescription
from signatories.projection import signatory_facts
from translations.selectors import card_facts, provenances, withheld_languages

KIND = PublicAddress.Kind.INITIATIVE
# Searched besides title and summary, in this order.
TEXT_FIELDS = ("body", "results", "lessons", "partners", "place")


def identify(page: InitiativePage) -> tuple[str, UUID]:
    """Say which initiative a page belongs to."""
    return KIND, page.translation_key


def all_keys() -> Iterable[UUID]:
    """Return the keys of all initiatives with a published page."""
    pages = InitiativePage.objects.published()
    return set(pages.values_list("translation_key", flat=True))


def describe(key: UUID) -> ObjectDescription | None:
    """Describe an initiative, None when nothing of it is public.

    It is public while a page of it is live, it is not withdrawn and its signatory is
    confirmed.
    """
    pages = list(
        InitiativePage.objects.published()
        .filter(translation_key=key)
        .select_related("signatory__country")
    )
    initiative = Initiative.objects.filter(key=key).first()
    if not pages or not initiative or is_withdrawn(KIND, key):
        return None
    told, written_in = provenances(key), initiative.written_in
    withheld = withheld_languages(told, written_in)
    by_language = {
        language: page
        for page in pages
        if (language := language_of(page.locale_id)) not in withheld
    }
    original = by_language.get(written_in) or next(iter(by_language.values()), None)
    if original is None or not original.signatory.is_public:
        return None
    news = _news(key, by_language, written_in)
    return describe_page(
        original,
        initiative,
        tuple(
            document(
                page,
                language,
                card_facts(language, written_in, told),
                news.get(language, ""),
            )
            for language, page in by_language.items()
        ),
        signatory_facts(original.signatory),
    )


def describe_page(
    page: InitiativePage,
    initiative: Initiative,
    documents: tuple[DocumentDescription, ...],
    signatory: dict[str, str],
) -> ObjectDescription:
    """Describe the object that `page` is the original of, without a query."""
    return ObjectDescription(
        kind=KIND,
        key=page.translation_key,
        slug=page.slug,
        written_in=initiative.written_in,
        published_at=page.first_published_at,
        country=page.country_id,
        place=page.place,
        starts_on=page.starts_on,
        ends_on=page.ends_on,
        is_good_practice=initiative.is_good_practice,
        documents=documents,
        facts={
            "country": page.country_id,
            "place": page.place,
            "starts_on": page.starts_on.isoformat(),
            "ends_on": page.ends_on.isoformat() if page.ends_on else None,
            "level": page.level,
            "principles": page.principles,
            "actions": page.actions,
            "groups": page.groups,
            "signatory": signatory,
            "is_demo": initiative.is_demo,
        },
        facets={
            "principle": tuple(page.principles),
            "action": tuple(page.actions),
            "group": tuple(page.groups),
            "profile": (page.signatory.profile,),
            "signatory": (str(signatory["key"]),),
        },
    )


def _news(
    key: UUID, by_language: dict[str, InitiativePage], written_in: str
) -> dict[str, str]:
    """Return the news by the version they are found with: their language, or the first.

    They are written in any language and shown with every version.
    """
    fallback = written_in if written_in in by_language else next(iter(by_language))
    texts: dict[str, list[str]] = {}
    for update in InitiativeUpdate.objects.filter(initiative=key, is_public=True):
        language = update.language if update.language in by_language else fallback
        texts.setdefault(language, []).append(update.text)
    return {language: "\n".join(parts) for language, parts in texts.items()}


def document(
    page: InitiativePage, language: str, facts: Mapping[str, Any], news: str = ""
) -> DocumentDescription:
    """Describe one version; the page's signatory has to be loaded.

    `facts` is what `translations.selectors.card_facts` says of it.
    """
    text = "\n".join(filter(None, [plain_text(page, *TEXT_FIELDS), news]))
    return DocumentDescription(
        language=language,
        is_original=facts["state"] == "original",
        title=page.title,
        summary=page.summary,
        body=f"{text}\n{page.signatory.official_name}",
        url=f"/{language}/initiatives/{page.slug}/",
        card={**facts, "image": _image(page)},
    )


def _image(page: InitiativePage) -> dict[str, Any] | None:
    """Return the first picture of the body that may be shown, small enough for a card."""
    for block in page.body:
        if block.block_type == "image" and block.value:
            image = block.value
            if image.shows_no_recognisable_child:
                rendition = image.get_rendition("fill-640x360|format-webp")
                return {
                    "url": rendition.url,
                    "width": rendition.width,
                    "height": rendition.height,
                    "alt": image.contextual_alt_text or "",
                }
    return None
