"""`manage.py search_rebuild`: projection and index from what the rooms publish."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.exceptions import SearchError
from search.services import index_rebuild, projection_rebuild


class Command(BaseCommand):
    """Writes the projection again, then fills a new index and lets it serve."""

    help = "Rebuild the search projection and, where there is one, the index."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild; the old index serves until the new one is complete."""
        changed = projection_rebuild()
        self.stdout.write(f"Projection checked, {changed} objects written again.")
        try:
            report = index_rebuild()
        except SearchError as error:
            raise CommandError(f"{error} The old index keeps serving.") from error
        if report.index is None:
            self.stdout.write(
                f"No ELASTICSEARCH_URL is set: the database searches {report.objects}"
                " objects."
            )
        else:
            self.stdout.write(f"Index {report.index} serves {report.objects} objects.")
