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
            "The matrix of translations",
            f"{_OBJECTS} objects in 39 languages on one page, p50",
            median(found["milliseconds"]),
            "ms",
            at_most(300),
            f"{found['queries']} queries, {found['kib']:.0f} KiB",
        )
    ], found


def main() -> None:
    """Write the objects, then open the page as a superuser, in the process."""
    import django

    django.setup()
    from allauth.mfa.models import Authenticator
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from tests.translations.rows import many

    many(_OBJECTS)
    editor = get_user_model().objects.create_superuser("bench@portal.example", "x" * 20)
    # The production shape lets nobody into the admin without a second factor.
    Authenticator.objects.create(
        user=editor, type=Authenticator.Type.TOTP, data={"secret": ""}
    )
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(editor)
    address = f"{reverse('translations:matrix')}?per_page={_OBJECTS}"
    answer = client.get(address)
    drawn = answer.content.count(b'<th scope="row">')
    if answer.status_code != 200 or drawn < _OBJECTS:
        raise RuntimeError(
            f"The matrix answered {answer.status_code} with {drawn} rows."
        )
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    times = []
    for _number in range(_ASKED):
        started = time.perf_counter()
        client.get(address)
        times.append(1000 * (time.perf_counter() - started))
    tell(
        {
            "milliseconds": times,
            "queries": len(queries),
            "kib": len(answer.content) / 1024,
        }
    )


if __name__ == "__main__":
    main()
