"""A person's own data: the export, the deletion, and what accounts keep themselves."""

import io
import json
import zipfile
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from core import personal_data
from core.current import use_language
from core.personal_data import rows

COVERS = (
    "account.EmailAddress",
    "accounts.User",
    "accounts.User_groups",
    "accounts.User_user_permissions",
    "mfa.Authenticator",
)
# An account whose address nobody has proved by then is deleted.
UNVERIFIED_KEPT = timedelta(days=30)


def register() -> None:
    """Answer for accounts, addresses, second factors and sessions."""
    personal_data.register("account", _export, _erase, COVERS)


def _export(user: User) -> dict[str, object]:
    return {
        "email": user.email,
        "name": user.get_full_name(),
        "language": user.language,
        "opened": user.date_joined,
        "last_login": user.last_login,
        "groups": list(user.groups.values_list("name", flat=True)),
        "addresses": rows(
            EmailAddress.objects.filter(user=user), "email", "verified", "primary"
        ),
        # The secrets themselves would let a thief of the file in.
        "second_factors": rows(
            Authenticator.objects.filter(user=user),
            "type",
            "created_at",
            "last_used_at",
        ),
        "logged_in": [session.expire_date for session in _sessions(user)],
    }


def _erase(user: User) -> None:
    for session in _sessions(user):
        session.delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()


def _sessions(user: User) -> list[Session]:
    """Find a person's sessions; only their content says whose they are."""
    return [
        session
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]


def account_export(user: User) -> bytes:
    """Return everything that is kept about a person: JSON files and a README, as ZIP."""
    archive = io.BytesIO()
    entries = personal_data.registered()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        with use_language(user.language):
            stays = account_stays(user)
            context = {"user": user, "entries": entries, "stays": stays}
            readme = render_to_string("accounts/export_readme.txt", context)
        file.writestr("README.txt", readme)
        for entry in entries:
            text = json.dumps(
                entry.export(user), ensure_ascii=False, indent=2, default=_plain
            )
            file.writestr(f"{entry.name}.json", text)
    return archive.getvalue()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def account_stays(user: User) -> list[str]:
    """Return sentences about what stays when the account is deleted."""
    return [line for entry in personal_data.registered() for line in entry.stays(user)]


@transaction.atomic
def account_erase(user: User) -> None:
    """Delete an account with everything that is kept about the person.

    What a town or organisation has signed or published is its own and stays; the rooms
    take the person's name out of it where it is not part of a public act.
    """
    for entry in personal_data.registered():
        entry.erase(user)
    user.delete()


def accounts_forget_unverified() -> int:
    """Delete accounts whose address nobody has proved in 30 days; return how many.

    Whoever has rights got the account from staff, and stays.
    """
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    found = User.objects.filter(
        ~Exists(proved),
        date_joined__lte=timezone.now() - UNVERIFIED_KEPT,
        last_login=None,
        is_superuser=False,
        groups=None,
        user_permissions=None,
    )
    accounts = list(found)
    for user in accounts:
        account_erase(user)
    return len(accounts)
