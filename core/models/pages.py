"""The abstract page every page of the portal stands on."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from core import page_context
from core.locales import language_of
from core.publication import PublicationMixin


class BasePage(PublicationMixin, Page):
    """A page with one slug in all languages and no private version.

    Everything published is public, so Wagtail's view restrictions are not offered.
    """

    private_page_options: ClassVar[list[str]] = []
    show_in_menus_default = False
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("slug", overridable=False)
    ]

    class Meta:
        abstract = True

    @cached_property
    def language(self) -> str:
        """Code of the language of the tree the page stands in."""
        return language_of(self.locale_id)

    def public_path(self) -> str:
        """Address of the page without the host, e.g. `/az/pact/`."""
        return path_in_language(self.url_path, self.language)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add what the page's room registered for it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | page_context.build(self, request)

    def get_url_parts(
        self, request: HttpRequest | None = None
    ) -> tuple[int, str, str] | None:
        """Wagtail's parts of the address, from the tree path without a query."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], self.public_path())


def path_in_language(url_path: str, language: str) -> str:
    """Turn a tree path such as `/home-az/pact/` into the address `/az/pact/`."""
    _empty, _home, rest = url_path.split("/", 2)
    return f"/{language}/{rest}"
