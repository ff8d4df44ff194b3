"""`manage.py search_push`: bring the index up to date now."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.exceptions import SearchError
from search.repairs import index_reconcile
from search.services import index_push


class Command(BaseCommand):
    """Drains the rows that the index has not seen yet."""

    help = "Push pending changes to Elasticsearch."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do first."""
        parser.add_argument(
            "--reconcile",
            action="store_true",
            help="first compare ids and versions in the index with the rows",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Push until nothing is pending."""
        if not settings.ELASTICSEARCH_URL:
            self.stdout.write("No ELASTICSEARCH_URL is set: there is no index to push.")
            return
        try:
            if options["reconcile"]:
                self._reconcile()
            report = index_push()
        except SearchError as error:
            raise CommandError(f"{error} What is pending stays pending.") from error
        self.stdout.write(f"Pushed {report.pushed} objects.")
        if report.refused:
            raise CommandError(
                f"Elasticsearch refused {report.refused} objects; search_status names"
                " those that were set aside."
            )

    def _reconcile(self) -> None:
        report = index_reconcile()
        self.stdout.write(
            f"Compared: {report.sent_again} objects are sent again,"
            f" {report.deleted} documents without an object were deleted."
        )
