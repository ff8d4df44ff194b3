"""The room's entry in Django."""

from functools import partial
from importlib import import_module

from django.apps import AppConfig
from django.db import models


class SignatoriesConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "signatories"

    def ready(self) -> None:
        """Register address, projection, withdrawal, preview and labels."""
        from core import labels, page_context, publication, withdrawal
        from search.projection import register, register_kind
        from signatories import personal_rows, projection, selectors, services
        from signatories.choices import PopulationBand, Profile
        from signatories.models import (
            Signatory,
            SignatoryIndexPage,
            SignatoryProfile,
        )
        from translations.registry import register as translate

        translate(SignatoryIndexPage)
        translate(
            SignatoryProfile,
            is_withdrawn=partial(withdrawal.is_withdrawn, projection.KIND),
        )
        # So that its tasks are known in every process.
        import_module("signatories.tasks")
        publication.register(_ensure_address)
        register_kind(
            projection.KIND,
            describe=projection.describe,
            all_keys=projection.all_keys,
        )
        for model in (Signatory, SignatoryProfile):
            register(model, identify=projection.identify)
        withdrawal.register(
            "signatories",
            services.signatory_take_down,
            covers=(
                "signatories.Signatory",
                "signatories.SignatoryProfile",
                "signatories.Signature",
                "output:signatory-pages",
                "output:certificates",
            ),
        )
        personal_rows.register()
        page_context.register(SignatoryProfile, selectors.profile_preview_context)
        labels.register_labels("profile", labels.of_choices(Profile))
        labels.register_labels("signatory", selectors.name_of_slug)
        labels.register_labels("population_band", labels.of_choices(PopulationBand))


def _ensure_address(instance: models.Model) -> None:
    """Give a signatory its address, whoever created it."""
    from core.addresses import address_current
    from signatories.models import Signatory
    from signatories.services import KIND, signatory_ensure_address

    if isinstance(instance, Signatory) and not address_current(
        kind=KIND, key=instance.key
    ):
        signatory_ensure_address(signatory=instance)
