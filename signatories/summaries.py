"""What somebody typed while signing, once more before signing."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from core.cldr import date_text
from core.states import country_name
from signatories.choices import OrganisationKind, PopulationBand, Profile
from signatories.models import Registration

type Row = dict[str, str]

ORDER = (
    "official_name",
    "latin_name",
    "country_id",
    "place",
    "region",
    "official_code",
    "population_band",
    "organisation_kind",
    "member_count",
    "register_number",
    "website",
    "office",
    "decided_by",
    "decided_on",
)


def summary_rows(
    registration: Registration, values: dict[str, Any], user: User | None
) -> list[Row]:
    """Return label, value and the step at which it is changed; what is empty is left out."""
    labels = _labels()
    # The entry that is claimed is not changed here.
    who = "" if registration.is_claim else "who"
    rows = [_row(_("Signing as"), _profile(registration), "")]
    rows += [
        _row(labels[name], _text(name, values[name]), who)
        for name in ORDER
        if values.get(name)
    ]
    if registration.decision:
        rows.append(_row(_("Decision as a document"), _("PDF, stored"), "who"))
    if registration.commitment and not registration.joins_id:
        number = registration.commitment.number
        version = _("version %(number)s, accepted") % {"number": number}
        rows.append(_row(_("Commitment"), version, "commitment"))
    email = user.email if user else registration.email
    return [
        *rows,
        _row(_("Your name"), values["name"], "account"),
        _row(_("Your function"), values["signer_office"], "account"),
        _row(_("E-mail address"), email, ""),
    ]


def _row(label: str, value: str, step: str) -> Row:
    return {"label": label, "value": value, "step": step}


def _profile(registration: Registration) -> str:
    return str(Profile(registration.profile).label)


def _text(name: str, value: Any) -> str:
    language = get_language() or "en"
    if name == "country_id":
        return country_name(value, language)
    if name == "population_band":
        return str(PopulationBand(value).label)
    if name == "organisation_kind":
        return str(OrganisationKind(value).label)
    return date_text(value, language) if name == "decided_on" else str(value)


def _labels() -> dict[str, str]:
    return {
        "official_name": _("Official name"),
        "latin_name": _("Name in Latin letters"),
        "country_id": _("Country"),
        "place": _("Place"),
        "region": _("Region or province"),
        "official_code": _("Official code"),
        "population_band": _("Population"),
        "organisation_kind": _("Kind of organisation"),
        "member_count": _("Number of members"),
        "register_number": _("Number in the register"),
        "website": _("Web site"),
        "office": _("Office held"),
        "decided_by": _("Decided by"),
        "decided_on": _("Decided on"),
    }
