"""How long the matrix of 500 objects in 39 languages takes, as an editor opens it."""

import time
from statistics import median

from bench.child import Measured, run, tell
from bench.report import Figure, at_most

_OBJECTS = 500
_ASKED = 9


def figures() -> tuple[list[Figure], Measured]:
    """Measure and judge."""
    found = run("matrix")
    return [
        Figure(
            f"The matrix of translations, {_OBJECTS} objects in 39 languages",
            name,
            median(page["milliseconds"]),
            "ms",
            at_most(300),
            f"{page['queries']} queries, {page['kib']:.0f} KiB",
        )
        for name, page in (
            (f"as it opens ({found['per_page']} objects a page), p50", found["first"]),
            ("all objects on one page, p50", found["whole"]),
        )
    ], found


def main() -> None:
    """Write the objects, then open both pages as a superuser, in the process."""
    import django

    django.setup()
    from allauth.mfa.models import Authenticator
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from tests.translations.rows import many
    from translations.forms.lists import PER_PAGE

    many(_OBJECTS)
    # As a database that has been running for a minute has done by itself.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    editor = get_user_model().objects.create_superuser("bench@portal.example", "x" * 20)
    # The production shape lets nobody into the admin without a second factor.
    Authenticator.objects.create(
        user=editor, type=Authenticator.Type.TOTP, data={"secret": ""}
    )
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(editor)
    address = reverse("translations:matrix")
    whole = f"{address}?per_page={_OBJECTS}"
    answer = client.get(whole)
    drawn = answer.content.count(b'<th scope="row">')
    if answer.status_code != 200 or drawn < _OBJECTS:
        raise RuntimeError(
            f"The matrix answered {answer.status_code} with {drawn} rows."
        )

    def measured(page: str) -> Measured:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page)
        # Before the next request forgets them.
        count = len(queries)
        times = []
        for _number in range(_ASKED):
            started = time.perf_counter()
            client.get(page)
            times.append(1000 * (time.perf_counter() - started))
        return {
            "milliseconds": times,
            "queries": count,
            "kib": len(answer.content) / 1024,
        }

    tell({"per_page": PER_PAGE, "first": measured(address), "whole": measured(whole)})


if __name__ == "__main__":
    main()
