"""django-allauth in the portal's words: its mails, its addresses, its messages."""

import base64
import logging
import secrets
from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.emails import notice_mail, reset_mail, verification_mail
from accounts.models import User
from accounts.secrets_at_rest import UnreadableSecretError, hide, show
from core.current import current_language

logger = logging.getLogger(__name__)

# What a person is told by mail after a change, by allauth's name of the event.
NOTICES: Final[dict[str, Promise]] = {
    "account/email/password_changed": _("The password of your account was changed."),
    "account/email/password_set": _("Your account has a password now."),
    "account/email/password_reset": _(
        "A new password was set for your account with a link that was mailed to you."
    ),
    "account/email/email_changed": _("The e-mail address of your account was changed."),
    "mfa/email/totp_activated": _(
        "Logging in to your account asks for a code from your telephone now."
    ),
    "mfa/email/totp_deactivated": _(
        "Logging in to your account asks for no code from your telephone any more."
    ),
    "mfa/email/recovery_codes_generated": _(
        "Your account has new recovery codes; the former ones are worth nothing now."
    ),
}
# Said by the page that follows anyway.
SILENT: Final = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")
MISMATCH: Final = _(
    "E-mail address and password do not match. Check both and try again."
)
TOO_MANY: Final = _("Too many attempts. Wait some minutes and try again.")
WRONG_CODE: Final = _("This code is not right. Codes change every half minute.")


class AccountAdapter(DefaultAccountAdapter):
    """How accounts behave here; allauth calls it."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": MISMATCH,
        "invalid_login": MISMATCH,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "enter_current_password": _("This is not your password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "duplicate_email": _("This is the address you have already."),
        "invalid_password_reset": _("This link has been used or has expired."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from `accounts.services.account_open` alone."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to the admin, everybody else to the account."""
        if isinstance(request.user, User) and request.user.is_portal_staff:
            return "/admin/"
        return f"/{current_language()}/account/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Return to the account page, which explains itself to a visitor."""
        return f"/{current_language()}/account/"

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        """Treat a closed account like an unknown one."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        # allauth puts the Host header in front, which whoever tries can vary.
        return str(credentials.get("email", "")).lower()

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Refuse an address that became somebody else's while it was being confirmed."""
        taken = User.objects.filter(email=email_address.email).exclude(
            pk=email_address.user_id
        )
        return not taken.exists() and super().confirm_email(request, email_address)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Keep messages for those who are logged in; others would get a cookie."""
        if request.user.is_authenticated and message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        """Ask for a proof of the address."""
        address = emailconfirmation.email_address
        verification_mail(
            address.user,
            to=address.email,
            key=emailconfirmation.key,
            next_path=get_next_redirect_url(request) or "",
            is_change=address.email != address.user.email,
        )

    def send_password_reset_mail(
        self, user: AbstractBaseUser, email: str, context: dict[str, Any]
    ) -> None:
        """Send the link that sets a new password."""
        if isinstance(user, User):
            reset_mail(user, to=email, key=f"{context['uid']}-{context['key']}")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person what was changed, without network address or browser."""
        if isinstance(user, User):
            notice_mail(user, notice=NOTICES[template_prefix], to=email or "")

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """Refuse what has no words of ours: each mail is written in this room."""
        raise NotImplementedError(template_prefix)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor in the portal's words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "add_email_blocked": _(
            "Switch off the codes from your telephone before you change the address."
        ),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        """Store keys of telephones and recovery codes hidden."""
        return hide(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read a key; with one that nobody can read no code is ever right."""
        try:
            return show(encrypted_text)
        except UnreadableSecretError:
            logger.error(
                "A second factor was stored under another SECRET_KEY: put that one "
                "into SECRET_KEY_FALLBACKS."
            )
            # Not an empty key, whose codes anybody could work out.
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def get_totp_issuer(self) -> str:
        """Name the portal in a person's list of codes, whatever host is asked."""
        return "Pact of Towns and Regions"
