"""The steps of signing: which there are, which are done, what they say."""

from typing import Any, Final

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from pact.models import CommitmentVersion, TermsVersion
from pact.selectors import commitment_in, terms_in
from signatories.forms.signing import WHO, AccountForm, WhoForm
from signatories.models import Registration

SIGNING: Final = ("who", "commitment", "account", "check")
JOINING: Final = ("who", "account", "check")
CLAIMING: Final = ("account", "check")


def steps_of(registration: Registration) -> tuple[str, ...]:
    """Return the steps after the first one, which asked for the address."""
    if registration.is_claim:
        return CLAIMING
    return JOINING if registration.joins_id else SIGNING


def who_form(
    registration: Registration,
    data: QueryDict | None = None,
    files: MultiValueDict[str, Any] | None = None,
) -> WhoForm:
    """Return the form of the profile, bound to what is sent or was typed before."""
    form_class = WHO[registration.profile]
    if data is not None:
        return form_class(data, files)
    return form_class(registration.answer("who"))


def account_form(
    registration: Registration, user: User | None, data: QueryDict | None = None
) -> AccountForm:
    """Return the form of the account; a person logged in needs no password."""
    kept: Any = registration.answer("account")
    return AccountForm(
        kept if data is None else data,
        email=registration.email,
        needs_password=user is None and registration.user_id is None,
        has_one=bool(registration.password),
    )


def wordings(language: str) -> tuple[CommitmentVersion | None, TermsVersion | None]:
    """Return what has to be read: commitment and conditions in a language."""
    return commitment_in(language)["commitment"], terms_in(language)


def wordings_key(language: str) -> str:
    """Return what identifies the wordings that stand on the page."""
    commitment, terms = wordings(language)
    return "-".join(
        item.text_hash[:16] if item else "0" for item in (commitment, terms)
    )


def is_done(registration: Registration, step: str, user: User | None) -> bool:
    """Whether nothing is missing at a step."""
    if step == "who":
        return who_form(registration).is_valid()
    if step == "commitment":
        return registration.accepted_at is not None
    if step == "account":
        return account_form(registration, user).is_valid()
    return False


def first_open(registration: Registration, user: User | None) -> str:
    """Return the first step at which something is missing."""
    return next(
        step
        for step in steps_of(registration)
        if step == "check" or not is_done(registration, step, user)
    )


def values(registration: Registration, user: User | None) -> dict[str, Any]:
    """Return the cleaned values of all steps, as the services take them.

    The steps must be done.
    """
    account = account_form(registration, user)
    account.full_clean()
    return _who_values(registration) | {
        "name": account.cleaned_data["name"],
        "signer_office": account.cleaned_data["office"],
    }


def _who_values(registration: Registration) -> dict[str, Any]:
    """Return who signs, or which entry is claimed."""
    if registration.is_claim and registration.joins:
        entry = registration.joins
        return {"official_name": entry.official_name, "country_id": entry.country_id}
    who = who_form(registration)
    who.full_clean()
    fields = dict(who.cleaned_data)
    fields["country_id"] = fields.pop("country")
    return fields
