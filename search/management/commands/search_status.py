"""`manage.py search_status`: how the search is doing, as JSON."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from search.status import index_status


class Command(BaseCommand):
    """Prints engine, counts, and what the index lacks since when."""

    help = "Print the state of the search as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one JSON object."""
        status = asdict(index_status())
        self.stdout.write(json.dumps(status, indent=2, cls=DjangoJSONEncoder))
