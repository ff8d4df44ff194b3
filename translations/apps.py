"""The room's entry in Django."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class TranslationsConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "translations"

    def ready(self) -> None:
        """Have tasks and works known in every process; answer for people's data."""
        from core import withdrawal
        from search.shared_words import register_shared, shared_changed
        from translations import personal_rows
        from translations.glossary_words import shared_phrases
        from translations.models import GlossaryConcept, GlossaryTerm
        from translations.services.withdrawing import object_forget

        register_shared(shared_phrases)
        for model in (GlossaryConcept, GlossaryTerm):
            for signal in (post_save, post_delete):
                uid = f"shared-words-{model.__name__}-{id(signal)}"
                signal.connect(shared_changed, sender=model, dispatch_uid=uid)
        import_module("translations.tasks")
        for name in ("works", "calls", "import_jobs", "import_undo", "memory_jobs"):
            import_module(f"translations.services.{name}")
        personal_rows.register()
        withdrawal.register(
            "translations",
            object_forget,
            covers=(
                "translations.MemoryEntry",
                "translations.ReviewLink",
                "output:translation-exports",
            ),
        )
