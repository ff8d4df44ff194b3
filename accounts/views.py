"""Log in and out. The dashboard belongs to the signatories' room."""

from django.contrib.auth import views as auth_views

from accounts.forms import LoginForm


class LoginView(auth_views.LoginView):
    """The one door for everybody; staff go on to the admin."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_success_url(self) -> str:
        """Lead staff to the admin unless they came from elsewhere."""
        target = self.get_redirect_url()
        if target:
            return target
        if self.request.user.has_perm("wagtailadmin.access_admin"):
            return "/admin/"
        return f"/{self.request.LANGUAGE_CODE}/account/"


class LogoutView(auth_views.LogoutView):
    """Log out by POST and return to the account page."""

    def get_success_url(self) -> str:
        """Return to the account page in the reader's language."""
        return f"/{self.request.LANGUAGE_CODE}/account/"
