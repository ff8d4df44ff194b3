"""`manage.py search_push`: bring the index up to date now."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.exceptions import EngineUnavailableError
from search.services import index_push


class Command(BaseCommand):
    """Drains the rows that the index has not seen yet."""

    help = "Push pending changes to Elasticsearch."

    def handle(self, *args: Any, **options: Any) -> None:
        """Push until nothing is pending."""
        if not settings.ELASTICSEARCH_URL:
            self.stdout.write("No ELASTICSEARCH_URL is set: there is no index to push.")
            return
        try:
            report = index_push()
        except EngineUnavailableError as error:
            raise CommandError(f"{error} What is pending stays pending.") from error
        self.stdout.write(f"Pushed {report.pushed} objects.")
        if report.refused:
            raise CommandError(f"Elasticsearch refused {report.refused} objects.")
