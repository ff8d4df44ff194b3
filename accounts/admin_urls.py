"""The admin's own doors, in front of Wagtail's: they lead to the one door."""

from allauth.account import views as allauth_views
from django.urls import path

from accounts import views
from accounts.decorators import private

urlpatterns = [
    path("login/", private(views.admin_login)),
    path("logout/", private(allauth_views.logout)),
    path("password_reset/", private(views.admin_password_reset)),
    path("password_reset/<path:rest>", private(views.admin_password_reset)),
]
