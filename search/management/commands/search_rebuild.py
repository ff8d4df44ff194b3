"""`manage.py search_rebuild`: projection and index from what the rooms publish."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.exceptions import RebuildRunningError, SearchError
from search.repairs import projection_rebuild
from search.services import index_rebuild
from search.turns import LAPSES_SECONDS


class Command(BaseCommand):
    """Writes the projection again, then fills a new index and lets it serve."""

    help = "Rebuild the search projection and, where there is one, the index."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild; the old index serves until the new one is complete."""
        changed = projection_rebuild()
        self.stdout.write(f"Projection checked, {changed} objects written again.")
        try:
            report = index_rebuild(tell=self._tell)
        except RebuildRunningError as error:
            raise CommandError(
                f"{error} Should it have died, call this again in"
                f" {LAPSES_SECONDS // 60} minutes."
            ) from error
        except SearchError as error:
            raise CommandError(f"{error} The old index keeps serving.") from error
        if report.index is None:
            self.stdout.write(
                f"No ELASTICSEARCH_URL is set: the database searches {report.objects}"
                " objects."
            )
            return
        self.stdout.write(f"Index {report.index} serves {report.objects} objects.")
        if report.refused:
            raise CommandError(
                f"{report.refused} objects were refused and set aside; search_status"
                " names them."
            )

    def _tell(self, sent: int, total: int) -> None:
        self.stdout.write(f"{sent} of {total} objects sent.")
        self.stdout.flush()
