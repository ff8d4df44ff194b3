"""The room's entry in Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "accounts"

    def ready(self) -> None:
        """Answer for what accounts keep about a person."""
        from accounts import own_data

        own_data.register()
