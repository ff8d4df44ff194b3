"""The room's entry in Django."""

from importlib import import_module

from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "translations"

    def ready(self) -> None:
        """Have the room's tasks known in every process that enqueues them."""
        from translations import personal_rows

        import_module("translations.tasks")
        personal_rows.register()
