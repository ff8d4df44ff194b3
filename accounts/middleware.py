"""Staff enter the admin with a second factor, where it is required."""

from collections.abc import Callable
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]

# Doors that lead to the portal's own, and out.
DOORS: Final = ("/admin/login/", "/admin/logout/", "/admin/password_reset/")


class StaffSecondFactorMiddleware:
    """Sends staff without a second factor to the page that sets one up.

    Only /admin/ is closed: everything else of the account stays within reach.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a request pass, or lead to the second factor."""
        if settings.STAFF_MFA_REQUIRED and self._lacks(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def _lacks(self, request: HttpRequest) -> bool:
        path = request.path_info
        if not path.startswith("/admin/") or path.startswith(DOORS):
            return False
        user = request.user
        return (
            isinstance(user, User)
            and user.is_portal_staff
            and not is_mfa_enabled(user, [Authenticator.Type.TOTP])
        )
