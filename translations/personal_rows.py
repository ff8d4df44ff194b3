"""Which translations a person has reviewed."""

from typing import TYPE_CHECKING

from core import personal_data
from core.personal_data import rows
from translations.models import TextProvenance

if TYPE_CHECKING:
    from accounts.models import User


def register() -> None:
    """Answer for the mark of who reviewed; the deleted user leaves it empty."""
    personal_data.register(
        "translations", _export, _erase, ("translations.TextProvenance",)
    )


def _export(user: "User") -> dict[str, object]:
    reviewed = TextProvenance.objects.filter(reviewed_by=user)
    return {"reviewed": rows(reviewed, "translation_key", "language", "updated_at")}


def _erase(user: "User") -> None:
    TextProvenance.objects.filter(reviewed_by=user).update(reviewed_by=None)
