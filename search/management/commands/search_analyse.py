"""`manage.py search_analyse --language az`: the analysis, line by line."""

import sys
from itertools import batched
from typing import Any, Final

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.languages import resolve
from search.analysis import analyse

# Lines that are written at once.
_BATCH: Final = 1_000


class Command(BaseCommand):
    """Reads lines on standard input, prints one JSON array of tokens for each."""

    help = "Analyse each line of standard input; print one JSON array of tokens a line."
    # Neither database nor checks are needed, and it is called in pipelines.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the language of the lines."""
        parser.add_argument("--language", required=True, help="e.g. az")

    def handle(self, *args: Any, **options: Any) -> None:
        """Analyse standard input."""
        language = resolve(options["language"])
        if language is None:
            raise CommandError(
                f"The portal has no language {options['language']!r}; the codes are in"
                " core/languages.py, for example az."
            )
        sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
        for lines in batched(sys.stdin, _BATCH, strict=False):
            shown = [_shown(line.rstrip("\n"), language) for line in lines]
            self.stdout.write("\n".join(shown))


def _shown(line: str, language: str) -> str:
    tokens = [
        {
            "text": token.text,
            "start": token.start,
            "end": token.end,
            "terms": token.forms.terms,
            "folded": token.forms.folded,
            "parts": token.forms.parts,
        }
        for token in analyse(line, language)
    ]
    return orjson.dumps(tokens).decode()
