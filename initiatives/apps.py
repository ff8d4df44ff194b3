"""The room's entry in Django."""

from functools import partial

from django.apps import AppConfig
from django.db import models


class InitiativesConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "initiatives"

    def ready(self) -> None:
        """Register address, projection, withdrawal, page context and labels."""
        from core import labels, page_context, personal_data, publication, withdrawal
        from initiatives import cards, personal_rows, projection, selectors, services
        from initiatives.choices import CostBand, Level
        from initiatives.models import InitiativeIndexPage, InitiativePage
        from search.projection import register, register_kind
        from signatories import merging, reviews
        from signatories.models import Signatory
        from translations.registry import register as translate

        translate(InitiativeIndexPage)
        translate(
            InitiativePage,
            is_withdrawn=partial(withdrawal.is_withdrawn, projection.KIND),
        )
        publication.register(_on_saved)
        reviews.register_submit(services.profile_submit)
        merging.register(services.initiatives_move)
        register_kind(
            projection.KIND,
            describe=projection.describe,
            all_keys=projection.all_keys,
        )
        register(InitiativePage, identify=projection.identify)
        withdrawal.register(
            "initiatives",
            services.initiative_take_down,
            covers=(
                "initiatives.Initiative",
                "initiatives.InitiativePage",
                "initiatives.InitiativeUpdate",
                "core.PortalRendition",
                "output:initiative-pages",
            ),
        )
        personal_data.register(
            "initiatives",
            personal_rows.export,
            personal_rows.erase,
            covers=personal_rows.COVERS,
        )
        page_context.register(Signatory, cards.signatory_context)
        page_context.register(InitiativePage, selectors.initiative_preview_context)
        labels.register_labels("level", labels.of_choices(Level))
        labels.register_labels("cost_band", labels.of_choices(CostBand))


def _on_saved(instance: models.Model) -> None:
    """Follow a saved initiative, and a signatory that became public or not."""
    from initiatives.models import InitiativePage
    from initiatives.services import initiative_saved, signatory_changed
    from signatories.models import Signatory

    if isinstance(instance, InitiativePage):
        initiative_saved(page=instance)
    elif isinstance(instance, Signatory):
        signatory_changed(signatory=instance)
