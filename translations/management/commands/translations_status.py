"""`manage.py translations_status`: page × language × state, as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from core.languages import CODES
from translations.registry import kinds
from translations.selectors.status import (
    LanguageStatus,
    ObjectStatus,
    object_statuses,
)
from translations.selectors.status_rows import label_of
from translations.selectors.sums import LanguageSum, language_sums


class Command(BaseCommand):
    """Prints the state of everything that is translated, in every language.

    The state of an object in a language is the least finished one among its texts, in
    the order untranslated, machine_draft, needs_editing, waiting, approved; `alias` where
    a live alias shows the source. What has not been begun is judged by what readers are
    told of its published version. In `languages` an alias counts as untranslated.
    """

    help = "Print the state of all translations as JSON: page × language × state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer one language or one type alone."""
        parser.add_argument(
            "--language", action="append", choices=CODES, help="only this language"
        )
        parser.add_argument(
            "--type",
            action="append",
            choices=sorted(map(label_of, kinds())),
            help="only this type",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one JSON object."""
        languages = tuple(dict.fromkeys(options["language"] or CODES))
        objects = object_statuses(types=options["type"] or (), languages=languages)
        sums = [_language(item) for item in language_sums(objects, languages)]
        self.stdout.write(f'{{"generated_at": {_json(timezone.now())},')
        self.stdout.write(f'"languages": {_json(sums)},')
        # Thousands of objects in 39 languages are written one by one.
        self.stdout.write('"objects": [')
        for number, item in enumerate(objects, start=1):
            comma = "," if number < len(objects) else ""
            self.stdout.write(f"{_json(_object(item))}{comma}")
        self.stdout.write("]}")


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def _language(item: LanguageSum) -> dict[str, Any]:
    return {
        "language": item.language,
        "objects": item.objects,
        **item.states,
        "reviewed_share": item.reviewed_share,
        "complete_share": item.complete_share,
    }


def _object(item: ObjectStatus) -> dict[str, Any]:
    return {
        "key": item.key,
        "type": item.type,
        "title": item.title,
        "source_language": item.source_language,
        "url": item.url,
        "languages": {code: _cell(cell) for code, cell in item.languages.items()},
    }


def _cell(cell: LanguageStatus) -> dict[str, Any]:
    return {
        "state": cell.state,
        "texts": cell.texts,
        "percent": cell.percent,
        "published": cell.is_published,
        "provenance": cell.provenance,
        "behind": cell.is_behind,
        "withheld": cell.is_withheld,
        "age_days": cell.age_days,
    }
