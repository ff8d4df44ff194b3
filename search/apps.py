"""The search room."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class SearchConfig(AppConfig):
    """Listens to publications; rooms register with it what they publish."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the projection true from now on."""
        from core import publication, withdrawal
        from search import concepts, projection, words
        from search.countries import country_phrases
        from search.models import BestBet, BlockedSuggestion, NeedPhrase, SynonymSet

        # So that their checks and tasks are known in every process.
        import_module("search.checks")
        import_module("search.tasks")
        concepts.register_concepts("country", country_phrases)
        for model in (BestBet, BlockedSuggestion, NeedPhrase, SynonymSet):
            for signal in (post_save, post_delete):
                uid = f"search.words.{model.__name__}"
                signal.connect(words.words_changed, sender=model, dispatch_uid=uid)
        publication.register(projection.project)
        withdrawal.register(
            "search",
            projection.forget,
            covers=(
                "search.SearchObject",
                "search.SearchDocument",
                "search.SearchFacet",
                "output:search-index",
                # All of these read the projection and nothing else.
                "output:lists",
                "output:figures",
                "output:sitemap",
                "output:api",
            ),
        )
