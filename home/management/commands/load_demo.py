"""`manage.py load_demo`: the demonstration, and generated initiatives for benchmarks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from home.demo.accounts import accounts_load
from home.demo.generated import initiatives_generate
from home.demo.glossary import glossary_load
from home.demo.initiatives import initiatives_load
from home.demo.pages import pages_load
from home.demo.signatories import signatories_load
from home.demo.translations import translations_load


class Command(BaseCommand):
    """Loads the demonstration; repeatable."""

    help = "Load the demonstration: pages, signatories, initiatives, accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer generated initiatives for benchmarks."""
        parser.add_argument(
            "--initiatives",
            type=int,
            default=0,
            metavar="N",
            help="add N generated initiatives in all languages (seeded, in bulk)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing and print the accounts."""
        call_command("load_reference", stdout=self.stdout)
        pages = pages_load(self.stdout.write)
        signatories, initiatives = signatories_load(), initiatives_load()
        self.stdout.write(
            f"Demonstration: {pages} pages, {signatories} signatories, "
            f"{initiatives} initiatives created."
        )
        concepts, begun = glossary_load(), translations_load()
        self.stdout.write(
            f"Translations: {concepts} concepts of the glossary created, "
            f"{begun} translations begun (an object in a language each)."
        )
        if options["initiatives"]:
            count, seconds = initiatives_generate(options["initiatives"])
            self.stdout.write(
                f"Generated: {count} initiatives in {seconds:.1f} s "
                f"({count / seconds:.0f} a second)."
            )
        self.stdout.write("Demonstration accounts:")
        for role, email, password in accounts_load():
            self.stdout.write(f"  {role:<11} {email:<26} {password}")
