#!/usr/bin/env python
"""Django's command line; without DJANGO_SETTINGS_MODULE it runs in development."""

import os
import sys


def main() -> None:
    """Run the command given on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if "connection failed" not in str(error):
            raise
        reason = str(error).strip().splitlines()[0]
        sys.exit(
            f"The database does not answer ({reason}). Start the server of DATABASE_URL, "
            "for example with `make services`, or leave DATABASE_URL empty for SQLite."
        )


if __name__ == "__main__":
    main()
