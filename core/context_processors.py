"""What every template of the portal may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.current import current_language, interface_language
from core.language_menu import language_menu
from core.languages import BY_CODE, DEFAULT
from core.navigation import FOOTER, HEADER, navigation
from core.versions import Served, absolute, remembered

# Fixed places that templates link by name: `pact_url`, `help_url`…
PLACES = (
    "pact",
    "convention",
    "signatories",
    "sign",
    "account",
    "help",
    "contact",
    "languages",
)

# Where the quick exit leads: a page that tells nothing about who opened it.
QUICK_EXIT_URL = "https://www.wikipedia.org/"


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return language, navigation and the addresses of the fixed places.

    Computed only when a template uses them: the admin does not.
    """
    code = current_language()
    served = remembered(request)
    return {
        "page_language": code,
        "page_direction": BY_CODE[code].direction,
        "current_language": BY_CODE[code],
        "interface_language": interface_language(code),
        "language_menu": SimpleLazyObject(lambda: language_menu(request)),
        "navigation": SimpleLazyObject(lambda: navigation(HEADER, code, request.path)),
        "footer_links": SimpleLazyObject(
            lambda: navigation(FOOTER, code, request.path)
        ),
        "home_url": f"/{code}/",
        "initiatives_url": f"/{code}/initiatives/",
        **{f"{place}_url": f"/{code}/{place}/" for place in PLACES},
        "served": served,
        "fallback_language": served.original_language if served else DEFAULT,
        "quick_exit_url": QUICK_EXIT_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "is_demo": settings.DEMO,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
        "canonical_url": _canonical(request, served),
        "alternates": _alternates(request, served),
    }


def _canonical(request: HttpRequest, served: Served | None) -> str:
    path = served.original_path if served and served.is_fallback else request.path
    return absolute(request, path)


def _alternates(request: HttpRequest, served: Served | None) -> list[dict[str, str]]:
    """Return the real translations; one version alone needs no hreflang."""
    versions = served.versions if served else {}
    if len(versions) < 2 or (served and served.is_fallback):
        return []
    return [
        {"code": version.language, "absolute_url": absolute(request, version.path)}
        for version in versions.values()
    ]
