"""Structural pages by address, and the views that have no page of their own."""

from typing import Final

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from core import states
from core.current import current_language, interface_language
from core.versions import remember
from home import selectors
from home.dashboard import dashboard_context
from home.language_rows import language_rows
from translations.selectors import (
    load_version,
    page_key,
    page_served,
    page_versions,
)

# For how long others may keep the figures of the languages.
LANGUAGES_SECONDS: Final = 60


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a structural page: the reader's language where it really exists.

    Instead of Wagtail's own routing, which needs a query per path component and would
    serve an alias or an unfinished translation as if it were the text asked for.
    """
    language = current_language()
    key = page_key(path, language)
    versions = page_versions(key) if key else {}
    if not versions:
        raise Http404
    served = page_served(language, versions)
    remember(request, served)
    response: HttpResponse = load_version(versions[served.language]).serve(request)
    return response


def help_index(request: HttpRequest) -> HttpResponse:
    """List the countries with their help pages; never guess where the reader is."""
    language = current_language()
    context = {
        "countries": [
            {"code": code, "name": name, "url": f"/{language}/help/{code.lower()}/"}
            for code, name in states.country_choices(interface_language(language))
        ]
    }
    return render(request, "home/help.html", context)


def help_country(request: HttpRequest, country: str) -> HttpResponse:
    """Show the numbers of one country that were read in a source."""
    code = country.upper()
    if code not in states.state_codes():
        raise Http404
    if country != country.lower():
        return HttpResponsePermanentRedirect(
            f"/{current_language()}/help/{country.lower()}/"
        )
    name = states.country_name(code, interface_language(current_language()))
    context = {
        "country": {"code": code, "name": name},
        "helplines": selectors.helplines_of(code),
    }
    return render(request, "home/help_country.html", context)


def languages(request: HttpRequest) -> HttpResponse:
    """Show what exists in which language; a cache may keep it for a minute."""
    context = {"rows": language_rows()}
    response = render(request, "home/languages.html", context)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        patch_cache_control(response, public=True, max_age=LANGUAGES_SECONDS)
    return response


def figures(request: HttpRequest) -> HttpResponse:
    """Show what can be counted on the portal, with date and source."""
    return render(request, "home/figures.html", selectors.figures_context())


def open_data(request: HttpRequest) -> HttpResponse:
    """Explain the API to those who want to read it with a program."""
    return render(request, "home/open_data.html")


def dashboard(request: HttpRequest) -> HttpResponse:
    """Show a member what it acts for; explain accounts to everybody else.

    Without a session cookie the session is not even opened: a reader gets no cookie and
    a cache may keep the page.
    """
    context: dict[str, object] = {"noindex": True}
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    if has_session and request.user.is_authenticated:
        context |= dashboard_context(request.user)
    response = render(request, "accounts/dashboard.html", context)
    if has_session:
        response["Cache-Control"] = "private, no-store"
    return response
