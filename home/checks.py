"""A check of the data: no demonstration where none was asked for."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from accounts.models import User
from initiatives.models import Initiative
from signatories.models import Signatory

# Host of the demonstration's accounts; `.example` belongs to nobody (RFC 2606).
DEMO_HOST = "@demo.example"


@register(Tags.database)
def demonstration_only_where_asked(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Refuse demonstration accounts, signatories and initiatives without DEMO.

    Runs with `check --database default` and when the production server starts.
    """
    if settings.DEMO or not databases:
        return []
    found = {
        "accounts": User.objects.filter(email__endswith=DEMO_HOST),
        "signatories": Signatory.objects.filter(is_demo=True),
        "initiatives": Initiative.objects.filter(is_demo=True),
    }
    names = [name for name, rows in found.items() if rows.exists()]
    if not names:
        return []
    return [
        Error(
            f"The database holds demonstration {' and '.join(names)}.",
            hint="Set DEMO=1 for a demonstration site, or use a database without it.",
            id="home.E001",
        )
    ]
