"""Addresses of the accounts, below /{language}/account/."""

from allauth.account import views as allauth_views
from django.urls import path

from accounts import views
from accounts.decorators import private

app_name = "accounts"
urlpatterns = [
    path("login/", private(allauth_views.login), name="login"),
    path("logout/", private(allauth_views.logout), name="logout"),
    path("person/", private(views.person), name="person"),
    path("data/", private(views.data), name="data"),
    path("delete/", private(views.delete), name="delete"),
    path("deleted/", private(views.deleted), name="deleted"),
]
