"""How long the matrix of 500 objects in 39 languages takes, as an editor opens it."""

import time
from statistics import median
from uuid import uuid4

from bench.child import Measured, run, tell
from bench.report import Figure, at_most

_OBJECTS = 500
_ASKED = 9


def figures() -> tuple[list[Figure], Measured]:
    """Measure and judge."""
    found = run("matrix")
    return [
        Figure(
            "The matrix of translations",
            f"{_OBJECTS} objects in 39 languages on one page, p50",
            median(found["milliseconds"]),
            "ms",
            at_most(300),
            f"{found['queries']} queries, {found['kib']:.0f} KiB",
        )
    ], found


def main() -> None:
    """Write the objects, then open the page as a superuser, in the process."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    _fill()
    editor = get_user_model().objects.create_superuser("bench@portal.example", "x" * 20)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(editor)
    address = f"{reverse('translations:matrix')}?per_page={_OBJECTS}"
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    if answer.status_code != 200 or b"Row 0499" not in answer.content:
        raise RuntimeError(f"The matrix answered {answer.status_code}.")
    times = []
    for _number in range(_ASKED):
        started = time.perf_counter()
        client.get(address)
        times.append(1000 * (time.perf_counter() - started))
    tell(
        {
            "milliseconds": times,
            "queries": len(queries),
            "kib": len(answer.content) / 1024,
        }
    )


def _fill() -> None:
    """Write live English pages, each begun in all other languages."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page
    from wagtail_localize.models import (
        TranslatableObject,
        Translation,
        TranslationSource,
    )

    from core.languages import CODES, DEFAULT
    from core.locales import locale_id
    from home.models import ContentPage
    from translations.models import TranslationProgress

    now = timezone.now()
    kind = ContentType.objects.get_for_model(ContentPage)
    root = Page.objects.get(depth=1)
    keys = [uuid4() for _number in range(_OBJECTS)]
    Page.objects.bulk_create(
        Page(
            title=f"Row {number:04}",
            draft_title=f"Row {number:04}",
            slug=f"row-{number}",
            path=f"{root.path}Z{number:03}",
            depth=2,
            url_path=f"/row-{number}/",
            locale_id=locale_id(DEFAULT),
            translation_key=key,
            content_type=kind,
            live=True,
        )
        for number, key in enumerate(keys)
    )
    TranslatableObject.objects.bulk_create(
        TranslatableObject(translation_key=key, content_type=kind) for key in keys
    )
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=key,
            specific_content_type=kind,
            locale_id=locale_id(DEFAULT),
            object_repr=f"Row {number:04}",
            content_json="{}",
            last_updated_at=now,
        )
        for number, key in enumerate(keys)
    )
    languages = [code for code in CODES if code != DEFAULT]
    translations = Translation.objects.bulk_create(
        Translation(source=source, target_locale_id=locale_id(code), enabled=True)
        for source in sources
        for code in languages
    )
    TranslationProgress.objects.bulk_create(
        TranslationProgress(
            translation=translation,
            language=languages[index % len(languages)],
            total=20,
            untranslated=index % 7,
            waiting=3,
            approved=17 - index % 7,
            words=200,
            words_left=10 * (index % 7),
            waiting_since=now if index % 7 else None,
            review_since=now,
            published_at=now if index % 3 else None,
        )
        for index, translation in enumerate(translations)
    )


if __name__ == "__main__":
    main()
