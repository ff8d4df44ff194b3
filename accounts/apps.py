"""The room's entry in Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "accounts"
