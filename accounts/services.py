"""Opening accounts, proving addresses, and what a person may change."""

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from accounts.emails import known_mail, verification_mail
from accounts.exceptions import AddressKnownError
from accounts.models import User
from core.languages import BY_CODE
from core.text import one_line


def account_open(
    *, email: str, password: str, name: str, language: str, next_path: str = ""
) -> User:
    """Open an account that cannot be entered before its address is proved.

    Call it outside of a transaction, or catch the error inside of it: the mail to the
    owner of a known address is written in the transaction of the caller.

    Args:
        email: the login; stored in lower case.
        password: checked like any other password.
        name: as the person writes it, in one piece; may be empty.
        language: code of core.languages in which the portal writes to the person.
        next_path: where the owner of a known address goes on after logging in.

    Raises:
        AddressKnownError: an account with this address exists; its owner gets a mail,
            and the visitor must see what a new person would.
        ValidationError: the address or the password will not do.
    """
    address = email.strip().lower()
    validate_email(address)
    person = User(email=address, first_name=one_line(name)[:150], language=language)
    validate_password(password, person)
    owner = User.objects.filter(email=address).first()
    if owner is None:
        person.set_password(password)
        try:
            with transaction.atomic():
                person.save()
                EmailAddress.objects.create(user=person, email=address, primary=True)
        except IntegrityError:
            # Somebody else was quicker with the same address.
            owner = User.objects.get(email=address)
        else:
            return person
    else:
        # As slow as opening one, so that the time tells nothing either.
        make_password(password)
    known_mail(owner, next_path=next_path)
    raise AddressKnownError(f"account {owner.pk} has this address")


def address_verified(user: User) -> None:
    """Note that a person has proved to own the address of the account."""
    with transaction.atomic():
        EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )


def address_is_verified(user: User) -> bool:
    """Whether a person has proved to own the address of the account."""
    own = EmailAddress.objects.filter(user=user, email=user.email)
    return bool(own.filter(verified=True).exists())


def verification_send(user: User, *, next_path: str = "") -> None:
    """Mail the link that proves the address, and leads to `next_path` afterwards.

    Whoever calls it limits how often; a proved address gets no mail.
    """
    address, _created = EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"primary": True}
    )
    if not address.verified:
        key = EmailConfirmationHMAC.create(address).key
        verification_mail(user, to=address.email, key=key, next_path=next_path)


def language_change(user: User, language: str) -> None:
    """Write to a person in another language from now on.

    Raises:
        ValueError: the portal does not have this language.
    """
    if language not in BY_CODE:
        raise ValueError(f"{language} is none of the portal's languages")
    user.language = language
    user.save(update_fields=["language"])


def name_change(user: User, name: str) -> None:
    """Call a person by another name from now on."""
    user.first_name, user.last_name = one_line(name)[:150], ""
    user.save(update_fields=["first_name", "last_name"])
