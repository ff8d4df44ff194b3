"""Write the list of places that signing suggests into var/."""

from typing import Any

from django.core.management.base import BaseCommand

from signatories.places import compiled


class Command(BaseCommand):
    """Makes the file unless it is there; run it at install, or the first reader waits."""

    help = "Write the list of places that signing suggests into var/."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the file and say where it is."""
        self.stdout.write(str(compiled()))
