"""The room's entry in Django."""

from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class PactConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "pact"

    def ready(self) -> None:
        """Register page contexts, labels and concepts; follow changes of terms."""
        from core import labels, page_context
        from pact import selectors, vocabulary
        from pact.models import ConventionPage, PactPage
        from search.concepts import register_concepts
        from translations.registry import register as translate

        translate(PactPage)
        translate(ConventionPage)
        page_context.register(PactPage, selectors.pact_context)
        page_context.register(ConventionPage, selectors.convention_context)
        for kind, model in vocabulary.MODELS.items():
            translate(model)
            labels.register_labels(kind, vocabulary.labeller(kind))
            register_concepts(kind, partial(vocabulary.concept_phrases, kind))
            for signal in (post_save, post_delete):
                signal.connect(
                    vocabulary.forget, sender=model, dispatch_uid=f"vocabulary-{kind}"
                )
