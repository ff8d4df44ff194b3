"""The portal's fixed places: header, footer and the API's navigation."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADER: tuple[tuple[str, str | Promise], ...] = (
    ("pact", _("The Pact")),
    ("convention", _("The Convention")),
    ("initiatives", _("Initiatives")),
    ("signatories", _("Signatories")),
    ("sign", _("Sign the Pact")),
)
FOOTER: tuple[tuple[str, str | Promise], ...] = (
    ("accessibility", _("Accessibility")),
    ("privacy", _("Privacy")),
    ("languages", _("Languages")),
    ("figures", _("Figures")),
    ("open-data", _("Open data")),
)


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One link of the navigation."""

    title: str
    url: str
    is_current: bool
    language: str = ""


def navigation(
    places: tuple[tuple[str, str | Promise], ...], language: str, path: str = ""
) -> list[NavigationItem]:
    """Return the links of `places` in a language.

    Args:
        places: HEADER or FOOTER.
        language: prefix of the addresses; titles are in the active translation.
        path: path of the page being read, to mark the place it belongs to.
    """
    items = []
    for slug, title in places:
        url = f"/{language}/{slug}/"
        items.append(NavigationItem(str(title), url, path.startswith(url)))
    return items
