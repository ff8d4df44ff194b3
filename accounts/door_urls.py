"""The same door under the names that django-allauth looks for; nothing else of it.

Every page that stands here has a template and words of ours.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, path, re_path

from accounts import views
from accounts.decorators import View, private


def _page(route: str, view: View, name: str) -> URLPattern:
    return path(route, private(view), name=name)


urlpatterns = [
    _page("login/", account.login, "account_login"),
    _page("logout/", account.logout, "account_logout"),
    _page("signup/", views.sign_up, "account_signup"),
    _page("inactive/", account.account_inactive, "account_inactive"),
    _page("again/", account.reauthenticate, "account_reauthenticate"),
    _page("email/", account.email, "account_email"),
    _page(
        "confirm-email/",
        account.email_verification_sent,
        "account_email_verification_sent",
    ),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$",
        private(views.ConfirmEmailView.as_view()),
        name="account_confirm_email",
    ),
    _page("password/change/", account.password_change, "account_change_password"),
    _page("password/set/", account.password_set, "account_set_password"),
    _page("password/reset/", account.password_reset, "account_reset_password"),
    _page(
        "password/reset/done/",
        account.password_reset_done,
        "account_reset_password_done",
    ),
    _page(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        private(views.PasswordResetFromKeyView.as_view()),
        name="account_reset_password_from_key",
    ),
    _page("2fa/", views.SecondFactorView.as_view(), "mfa_index"),
    _page("2fa/code/", mfa.authenticate, "mfa_authenticate"),
    _page("2fa/again/", mfa.reauthenticate, "mfa_reauthenticate"),
    _page("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp"),
    _page("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _page("2fa/recovery-codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _page(
        "2fa/recovery-codes/generate/",
        codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    _page(
        "2fa/recovery-codes/download/",
        codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
]
