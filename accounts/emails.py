"""The mails of the accounts: each in the language of the person it goes to."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from accounts.models import User
from core.current import use_language
from core.mail import absolute_url, mail_send
from core.models import OutgoingMail


def path_in(language: str, name: str, *args: object) -> str:
    """Return the path of a page in a language, whatever is being spoken now."""
    with use_language(language):
        return reverse(name, args=args)


def local_path(path: str) -> str:
    """Return a path if it leads to a page of the portal, else nothing."""
    is_local = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_local and path.isprintable() else ""


def _with_next(path: str, next_path: str) -> str:
    further = local_path(next_path)
    return f"{path}?{urlencode({'next': further})}" if further else path


def _send(
    user: User, template: str, *, to: str = "", **context: object
) -> OutgoingMail:
    return mail_send(
        to=to or user.email,
        language=user.language,
        template=f"accounts/mail/{template}",
        context={"name": user.get_full_name(), **context},
        user_id=user.pk,
    )


def verification_mail(
    user: User, *, to: str, key: str, next_path: str = "", is_change: bool = False
) -> OutgoingMail:
    """Ask the owner of an address to confirm it."""
    path = path_in(user.language, "account_confirm_email", key)
    url = absolute_url(_with_next(path, next_path))
    return _send(user, "verify", to=to, url=url, address=to, is_change=is_change)


def reset_mail(user: User, *, to: str, key: str) -> OutgoingMail:
    """Send the link that sets a new password; `key` is `<user>-<token>`."""
    uid, _dash, token = key.partition("-")
    path = path_in(user.language, "account_reset_password_from_key", uid, token)
    return _send(user, "reset", to=to, url=absolute_url(path))


def known_mail(user: User, *, next_path: str = "") -> OutgoingMail:
    """Tell the owner of an address that somebody wanted a second account with it."""
    login = path_in(user.language, "accounts:login")
    reset = path_in(user.language, "account_reset_password")
    url = absolute_url(_with_next(login, next_path))
    return _send(user, "known", url=url, reset_url=absolute_url(reset))


def notice_mail(user: User, *, notice: Promise, to: str = "") -> OutgoingMail:
    """Tell a person what was changed on the account; `notice` is one sentence."""
    reset = path_in(user.language, "account_reset_password")
    return _send(user, "notice", to=to, notice=notice, url=absolute_url(reset))
