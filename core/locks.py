"""Locks on what is no row: a word, such as an address that has none yet."""

from django.db import connection


def one_at_a_time(what: str) -> None:
    """Let one transaction at a time go on that names the same; the others wait.

    It ends with the transaction. SQLite lets one transaction write at a time anyway.

    Args:
        what: with its kind in front, such as `mail-to:somebody@town.example`.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what]
            )
