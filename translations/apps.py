"""The room's entry in Django."""

from importlib import import_module

from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "translations"

    def ready(self) -> None:
        """Have tasks and works known in every process; answer for people's data."""
        from core import withdrawal
        from translations import personal_rows
        from translations.services.withdrawing import object_forget

        import_module("translations.tasks")
        import_module("translations.services.works")
        import_module("translations.services.calls")
        personal_rows.register()
        withdrawal.register(
            "translations",
            object_forget,
            covers=("translations.MemoryEntry", "translations.ReviewLink"),
        )
