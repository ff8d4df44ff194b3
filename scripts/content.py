"""Loads what a portal in production shape needs before it is served.

With DEMO the demonstration, if no page of the portal exists yet; otherwise the
reference data alone, which every portal has.
"""

import os
import sys
from pathlib import Path

import django

CLONE = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run the one loader that fits."""
    sys.path.insert(0, str(CLONE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from home.models import HomePage

    if not settings.DEMO:
        call_command("load_reference")
    elif not HomePage.objects.exists():
        call_command("load_demo")
    # Nobody who signs has to wait for it.
    call_command("places_compile")


if __name__ == "__main__":
    main()
