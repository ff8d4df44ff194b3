"""`manage.py search_analyse --language az`: the analysis, line by line."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.languages import resolve
from search.analysis import Token, analyse

# Made once: `json.dumps` would make one for each of many thousand lines.
_ENCODER = json.JSONEncoder(ensure_ascii=False)


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
        for line in sys.stdin:
            tokens = analyse(line.rstrip("\n"), language)
            self.stdout.write(_ENCODER.encode([_shown(token) for token in tokens]))


def _shown(token: Token) -> dict[str, object]:
    return {
        "text": token.text,
        "start": token.start,
        "end": token.end,
        "terms": token.terms,
        "folded": token.folded,
    }
