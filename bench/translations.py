"""How long a page takes into 38 languages, beside wagtail-localize alone.

Two pages of the same texts with a live alias in each language. Both ways begin each
language, store a translation of every text and publish it; ours also writes states,
history, sums and provenance, and looks into the memory. Languages in turn, so that
whatever else the machine does falls on both.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median
from typing import Any

from bench import child
from bench.child import Measured
from bench.report import Figure, at_most

_SEGMENTS = 60
_TOPIC = f"A page of {_SEGMENTS} texts into 38 languages, one worker"


def figures() -> tuple[list[Figure], Measured]:
    """Translate both pages and judge ours."""
    found = child.run("translations")
    ours, stock = found["ours"], found["stock"]
    seconds = sum(item["seconds"] for item in ours)
    cpu = sum(item["cpu_seconds"] for item in ours)
    ratio = seconds / sum(item["seconds"] for item in stock)
    queries = max(item["queries"] for item in ours)
    note = f"stock {max(item['queries'] for item in stock)} queries a language"
    return [
        Figure(
            _TOPIC,
            "time of one worker in all",
            seconds,
            "s",
            at_most(20),
            f"{cpu:.1f} s of them computing, the rest waiting for PostgreSQL",
        ),
        Figure(_TOPIC, "queries of a language, most", queries, "", at_most(150), note),
        Figure(
            _TOPIC,
            "time, of wagtail-localize alone",
            ratio,
            "x",
            at_most(1),
            f"{1000 * median(item['seconds'] for item in ours):.0f} against "
            f"{1000 * median(item['seconds'] for item in stock):.0f} ms a language",
        ),
    ], found


def main() -> None:
    """Make both pages, then take them through all languages in turn."""
    import django

    django.setup()
    from core.languages import CODES, DEFAULT

    home = _home()
    ours, stock = _source(home, "ours"), _source(home, "stock")
    found: dict[str, list[dict[str, float]]] = {"ours": [], "stock": []}
    for language in CODES:
        if language == DEFAULT:
            continue
        found["ours"].append(_measured(partial(_ours, ours, language)))
        found["stock"].append(_measured(partial(_stock, stock, language)))
    child.tell(found)


def _home() -> Any:
    from wagtail.models import Page, Site

    from core.locales import locale_id
    from home.models import HomePage
    from translations.services import page_alias_everywhere

    root = Page.objects.get(depth=1)
    home = HomePage(title="Home", lead="Home.", call_title="Sign")
    home.locale_id = locale_id("en")
    root.add_child(instance=home)
    home.save_revision().publish()
    Site.objects.filter(is_default_site=True).update(root_page=home)
    page_alias_everywhere(page=home)
    return home


def _source(home: Any, name: str) -> Any:
    """Return the source of a page with `_SEGMENTS` texts and its aliases."""
    import json

    from core.locales import locale_id
    from home.models import ContentPage
    from translations.services import page_alias_everywhere
    from translations.services.begin import source_read

    paragraphs = [
        {
            "type": "paragraph",
            "id": f"00000000-0000-4000-8000-{number:012}",
            "value": f"<p>{name}: paragraph {number} says in some words what towns do "
            "for children, and <b>who</b> helps them.</p>",
        }
        for number in range(_SEGMENTS - 2)
    ]
    page = ContentPage(
        title=f"Benchmark {name}",
        slug=f"benchmark-{name}",
        lead="What is measured.",
        body=json.dumps(paragraphs),
        locale_id=locale_id("en"),
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    page_alias_everywhere(page=page)
    source = source_read(page)
    count = source.stringsegment_set.count()
    if count != _SEGMENTS:
        raise RuntimeError(f"{count} texts instead of {_SEGMENTS}")
    return source


def _measured(work: Callable[[], None]) -> dict[str, float]:
    started, used = time.perf_counter(), time.process_time()
    with _counted() as count:
        work()
    return {
        "seconds": time.perf_counter() - started,
        "cpu_seconds": time.process_time() - used,
        "queries": count[0],
    }


@contextmanager
def _counted() -> Iterator[list[int]]:
    from django.db import connection

    count = [0]

    def counting(execute: Any, *arguments: Any) -> Any:
        count[0] += 1
        return execute(*arguments)

    with connection.execute_wrapper(counting):
        yield count


def _ours(source: Any, language: str) -> None:
    from translations.choices import Origin, SegmentStatus
    from translations.selectors.places import texts
    from translations.services.begin import translation_begin
    from translations.services.drafts import memory_fill, texts_fill
    from translations.services.publishing import version_publish

    (translation,) = translation_begin(source=source, languages=[language])
    memory_fill(translation=translation)
    texts_fill(
        translation=translation,
        found=[
            (text, f"{language} {text.place.source}") for text in texts(translation)
        ],
        origin=Origin.ENGINE,
        state=SegmentStatus.MACHINE_DRAFT,
        engine="Benchmark",
    )
    version_publish(translation=translation, user=None)


def _stock(source: Any, language: str) -> None:
    from django.db import transaction
    from wagtail_localize.models import StringTranslation, Translation

    from core.locales import locale_id

    with transaction.atomic():
        translation = Translation.objects.create(
            source=source, target_locale_id=locale_id(language)
        )
        # At once, to its advantage: its own views store them one by one.
        StringTranslation.objects.bulk_create(
            StringTranslation(
                translation_of_id=segment.string_id,
                locale_id=translation.target_locale_id,
                context_id=segment.context_id,
                data=f"{language} {segment.string.data}",
                translation_type="machine",
                tool_name="Benchmark",
            )
            for segment in source.stringsegment_set.select_related("string")
        )
        translation.save_target(publish=True)


if __name__ == "__main__":
    main()
