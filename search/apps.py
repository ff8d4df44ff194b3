"""The search room."""

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Listens to publications; rooms register with it what they publish."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the projection true from now on."""
        from core import publication, withdrawal
        from search import projection

        # So that their checks and tasks are known in every process.
        import_module("search.checks")
        import_module("search.tasks")
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
