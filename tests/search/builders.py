"""Objects to search in, described as a room would describe them."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from search.descriptions import DocumentDescription, ObjectDescription

NAMESPACE = UUID("5f2b7d3e-6a0b-4c1f-9f0e-2d0c6b9a4e11")
EPOCH = datetime(2026, 1, 1, 12, tzinfo=UTC)


def key_of(slug: str) -> UUID:
    """The key of the object that `described(slug, …)` makes."""
    return uuid5(NAMESPACE, slug)


def version(language: str, title: str, summary: str = "", body: str = "", **more):
    """A published version; the first one given to `described` is the original."""
    return DocumentDescription(
        language=language,
        is_original=more.pop("is_original", False),
        title=title,
        summary=summary,
        body=body,
        url=more.pop("url", f"/{language}/initiatives/x/"),
        card=more,
    )


def described(slug: str, *versions: DocumentDescription, **more) -> ObjectDescription:
    """An object; `days` moves its publication, other values are its attributes."""
    original, *others = versions or (version("en", slug),)
    original = version(
        original.language,
        original.title,
        original.summary,
        original.body,
        is_original=True,
        **original.card,
    )
    return ObjectDescription(
        kind=more.pop("kind", "initiative"),
        key=key_of(slug),
        slug=slug,
        written_in=original.language,
        published_at=EPOCH + timedelta(days=more.pop("days", 0)),
        documents=(original, *others),
        facts=more.pop("facts", {"place": slug.title()}),
        **more,
    )


def corpus() -> list[ObjectDescription]:
    """A dozen initiatives in many languages, countries and years."""
    return [
        described(
            "baku",
            version(
                "az",
                "Məktəblərdə uşaqların qorunması",
                "Lansarote Konvensiyasının imzalanması barədə məlumat",
                "Şəhərlərdə müəllimlər üçün təlim keçirildi.",
            ),
            version(
                "en", "Protecting children in schools", "", "Teachers were trained."
            ),
            country="AZ",
            facets={"action": ("training", "awareness"), "principle": ("prevention",)},
            starts_on=date(2024, 2, 1),
            ends_on=date(2025, 6, 1),
            days=1,
        ),
        described(
            "tbilisi",
            version("ka", "ბავშვთა დაცვა სკოლაში", "", "მასწავლებლების ტრენინგი"),
            country="GE",
            facets={"action": ("training",), "principle": ("protection",)},
            starts_on=date(2023, 1, 1),
            ends_on=date(2023, 12, 1),
            days=2,
        ),
        described(
            "istanbul",
            version("tr", "Çocuk hakları için şehir", "", "İlçe ISPARTA ile işbirliği"),
            country="TR",
            facets={"action": ("awareness",), "principle": ("participation",)},
            starts_on=date(2025, 3, 1),
            days=3,
        ),
        described(
            "koeln",
            version("de", "Köln schützt Kinder", "", "Straße und Schule, große Hilfe"),
            country="DE",
            facets={"action": ("training",), "principle": ("protection",)},
            starts_on=date(2024, 5, 1),
            ends_on=date(2024, 7, 1),
            is_good_practice=True,
            days=4,
        ),
        described(
            "athens",
            version(
                "el", "Προστασία των παιδιών", "", "Σχολεία της Αθήνας: ΕΚΠΑΙΔΕΥΣΗ"
            ),
            country="GR",
            facets={"action": ("awareness",), "principle": ("prevention",)},
            starts_on=date(2024, 1, 1),
            ends_on=date(2024, 2, 1),
            days=5,
        ),
        described(
            "nis",
            version("sr", "Заштита деце у школама", "", "Насиље над децом, љубав"),
            country="RS",
            facets={"action": ("debate",), "principle": ("prevention",)},
            starts_on=date(2022, 1, 1),
            ends_on=date(2023, 2, 1),
            days=6,
        ),
        described(
            "lyon",
            version(
                "fr", "L’école protège les enfants", "", "Débats avec les parents."
            ),
            version(
                "en", "School protects", "", "Debates with parents about children."
            ),
            country="FR",
            facets={"action": ("debate",), "principle": ("prevention",)},
            starts_on=date(2024, 9, 1),
            ends_on=date(2024, 9, 2),
            days=7,
        ),
        described(
            "dublin",
            version(
                "en",
                "Talking about safety",
                "A school debate",
                "Children and parents speak about safe schools and children's rights.",
            ),
            country="IE",
            facets={"action": ("debate",), "principle": ("participation",)},
            starts_on=date(2025, 1, 1),
            ends_on=date(2025, 2, 1),
            days=8,
        ),
        described(
            "kyiv",
            version("uk", "Сім’я і школа", "", "Захист дітей у громаді Ґрунь"),
            country="UA",
            facets={"action": ("cooperation",), "principle": ("protection",)},
            starts_on=date(2025, 1, 1),
            ends_on=date(2025, 2, 1),
            days=9,
        ),
        described(
            "town", version("en", "Town hall", "", "A town hall meeting."), days=9
        ),
        described(
            "signer",
            version("en", "Children first association"),
            kind="signatory",
            country="FR",
        ),
    ]
