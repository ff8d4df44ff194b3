"""`manage.py load_reference`: the facts that every portal needs, without any demo."""

from typing import Any

from django.core.management.base import BaseCommand

from core.reference import reference_load
from pact.reference import commitment_load, terms_load, vocabulary_load
from search.reference import need_phrases_load


class Command(BaseCommand):
    """Loads facts, vocabulary and commitment; repeatable."""

    help = "Load locales, states, helplines, vocabulary and commitment; repeatable."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing and say how much it was."""
        counts = reference_load()
        counts["terms"] = vocabulary_load()
        counts["commitments"] = commitment_load()
        counts["conditions"] = terms_load()
        counts["phrases"] = need_phrases_load()
        text = ", ".join(f"{count} {name}" for name, count in counts.items())
        self.stdout.write(f"Reference data: {text} created.")
