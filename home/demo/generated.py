"""Generated initiatives for benchmarks: seeded, in all languages, in bulk.

Texts are put together from the demonstration's own sentences, so each language that has
some keeps its letters and words; where it has none, English sentences stand in. Like
everything here they are marked as demonstration.
"""

import json
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import batched
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.languages import CODES, DEFAULT
from core.locales import locale_id
from core.models import MemberState, PublicAddress
from home.demo.markup import body
from initiatives.choices import CostBand, Level
from initiatives.models import Initiative, InitiativeIndexPage, InitiativePage
from initiatives.projection import describe_page, document
from pact.vocabulary import terms
from search.projection import projection_bulk
from signatories.models import Signatory
from signatories.projection import signatory_facts

CONTENT: Final = Path(__file__).resolve().parent / "initiatives"
BATCH: Final = 500
SEED: Final = 2012
FIRST_DAY: Final = date(2020, 1, 1)
SENTENCES: Final = 9
_SENTENCE: Final = re.compile(r"(?<=[.!?։])\s+")


def initiatives_generate(count: int) -> tuple[int, float]:
    """Add `count` generated initiatives with their search rows.

    The same numbers always give the same texts; a second call goes on behind the first.

    Returns:
        how many were added, and in how many seconds.
    """
    started = perf_counter()
    first = PublicAddress.objects.filter(slug__startswith="generated-").count() + 1
    maker = _Maker()
    for numbers in batched(range(first, first + count), BATCH, strict=False):
        with transaction.atomic():
            _write([maker.page(number) for number in numbers], maker)
    return count, perf_counter() - started


class _Maker:
    """Makes unsaved pages from a number."""

    def __init__(self) -> None:
        self.signatories = list(
            Signatory.objects.public().select_related("country").order_by("key")
        )
        self.facts = {item.pk: signatory_facts(item) for item in self.signatories}
        self.countries = list(
            MemberState.objects.order_by("code").values_list("code", flat=True)
        )
        self.codes = {
            kind: list(terms(kind, DEFAULT))
            for kind in ("principle", "action", "group")
        }
        self.content_type = ContentType.objects.get_for_model(InitiativePage)

    def page(self, number: int) -> InitiativePage:
        """Return the page of a number; the same number, the same page."""
        chance = random.Random(f"{SEED}:{number}")  # noqa: S311 - seeded, not secret
        language = CODES[number % len(CODES)]
        sentences = _sentences().get(language) or _sentences()[DEFAULT]
        title = f"{chance.choice(sentences)[:80].rstrip('.')} ({number})"
        text = "\n\n".join(
            " ".join(chance.sample(sentences, min(3, len(sentences))))
            for _paragraph in range(SENTENCES // 3)
        )
        starts_on = FIRST_DAY + timedelta(days=chance.randrange(2400))
        now = timezone.now()
        return InitiativePage(
            translation_key=UUID(int=chance.getrandbits(128), version=4),
            locale_id=locale_id(language),
            content_type=self.content_type,
            title=title,
            draft_title=title,
            slug=f"generated-{number}",
            summary=" ".join(chance.sample(sentences, min(2, len(sentences))))[:300],
            body=json.dumps(body(text, f"generated/{number}")),
            results=chance.choice(sentences),
            starts_on=starts_on,
            ends_on=chance.choice([None, starts_on + timedelta(days=200)]),
            country_id=chance.choice(self.countries),
            level=chance.choice(Level.values),
            cost_band=chance.choice(CostBand.values),
            signatory=chance.choice(self.signatories),
            first_published_at=now,
            last_published_at=now,
            **{
                f"{kind}s": sorted(chance.sample(codes, chance.randint(1, 2)))
                for kind, codes in self.codes.items()
            },
        )


@cache
def _sentences() -> dict[str, list[str]]:
    """Return the demonstration's sentences by language."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(CONTENT.glob("*.toml")):
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        for language, texts in content["text"].items():
            for name in ("summary", "results", "lessons"):
                found[language] += _SENTENCE.split(texts[name].strip())
    return found


def _write(pages: list[InitiativePage], maker: _Maker) -> None:
    """Write pages with address, registry and search rows, a statement per table."""
    _place_in_tree(pages)
    parents = Page.objects.bulk_create(
        [
            Page(**{field.attname: getattr(page, field.attname) for field in _PAGE})
            for page in pages
        ]
    )
    for page, parent in zip(pages, parents, strict=True):
        page.page_ptr_id = page.pk = parent.pk
    # bulk_create refuses models with a parent table; this is what it calls for each.
    InitiativePage.objects.all()._insert(  # noqa: SLF001
        pages, fields=InitiativePage._meta.local_concrete_fields
    )
    language = {locale_id(code): code for code in CODES}
    initiatives = [
        Initiative(
            key=page.translation_key, written_in=language[page.locale_id], is_demo=True
        )
        for page in pages
    ]
    Initiative.objects.bulk_create(initiatives)
    PublicAddress.objects.bulk_create(
        PublicAddress(
            kind=PublicAddress.Kind.INITIATIVE,
            slug=page.slug,
            translation_key=page.translation_key,
        )
        for page in pages
    )
    projection_bulk(
        describe_page(
            page,
            initiative,
            (document(page, initiative.written_in, {"state": "original"}),),
            maker.facts[page.signatory_id],
        )
        for page, initiative in zip(pages, initiatives, strict=True)
    )


_PAGE: Final = [
    field for field in Page._meta.local_concrete_fields if field.name != "id"
]


def _place_in_tree(pages: list[InitiativePage]) -> None:
    """Give pages their tree paths below the index page of their language."""
    by_locale: dict[int, list[InitiativePage]] = defaultdict(list)
    for page in pages:
        by_locale[page.locale_id].append(page)
    indexes = InitiativeIndexPage.objects.filter(locale_id__in=by_locale)
    locked = Page.objects.select_for_update().filter(pk__in=indexes.values("pk"))
    for index in locked:
        children = by_locale[index.locale_id]
        paths = _free_paths(index)
        for page in children:
            page.path, page.depth = next(paths), index.depth + 1
            page.set_url_path(index)
        index.numchild += len(children)
        Page.objects.filter(pk=index.pk).update(numchild=index.numchild)


def _free_paths(index: Page) -> Iterator[str]:
    last = index.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0  # noqa: SLF001
    while True:
        step += 1
        yield Page._get_path(index.path, index.depth + 1, step)  # noqa: SLF001
