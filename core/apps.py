"""The room's entry in Django."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_delete


class CoreConfig(AppConfig):
    """What the room tells the others when Django starts."""

    name = "core"

    def ready(self) -> None:
        """Forget cached names when their rows change; follow pages that Wagtail saves.

        The room's tasks are known in every process that enqueues them, mail first of all.
        """
        from wagtail.models import Locale, Page
        from wagtail.signals import page_slug_changed, post_page_move

        from core import labels, locales, personal_rows, publication, states
        from core.models import MemberState, SharedValue
        from core.shared_values import following

        # So that mail can be enqueued in every process.
        import_module("core.tasks")
        labels.register_labels("country", states.country_name)
        personal_rows.register()
        for signal in (post_save, post_delete):
            signal.connect(locales.forget, sender=Locale, dispatch_uid="locales")
            signal.connect(states.forget, sender=MemberState, dispatch_uid="states")
        post_save.connect(
            following.value_saved, sender=SharedValue, dispatch_uid="shared-value"
        )
        pre_delete.connect(
            following.value_going, sender=SharedValue, dispatch_uid="shared-value-gone"
        )
        post_save.connect(publication.page_saved, sender=Page, dispatch_uid="page")
        for moved in (post_page_move, page_slug_changed):
            moved.connect(publication.page_address_changed, dispatch_uid="address")
