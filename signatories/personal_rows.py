"""What the room keeps about a person, beside what is the signatory's own."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.models import User
from core import personal_data
from core.personal_data import rows
from signatories.models import Signatory, SignatoryEvent

COVERS = (
    "signatories.Signatory_members",
    "signatories.SignatoryEvent",
    "signatories.SignatoryProfile",
)


def register() -> None:
    """Answer for membership and for the log."""
    personal_data.register("signatories", _export, _erase, COVERS, _stays)


def _export(user: User) -> dict[str, object]:
    acts_for = Signatory.objects.filter(members=user)
    events = SignatoryEvent.objects.filter(actor=user)
    return {
        "acts_for": rows(acts_for, "official_name", "country", "status"),
        "log": rows(
            events, "signatory__official_name", "verb", "detail", "happened_at"
        ),
    }


def _erase(user: User) -> None:
    """Leave the signatory's log as it is, without the person's address in it."""
    for event in SignatoryEvent.objects.filter(detail__icontains=user.email):
        event.detail = personal_data.without(event.detail, user.email)
        event.save(update_fields=["detail"])


def _stays(user: User) -> Iterator[str]:
    for signatory in Signatory.objects.filter(members=user):
        yield _("The entry of %(name)s in the list of signatories") % {
            "name": signatory.official_name
        }
