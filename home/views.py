"""Structural pages by address, and the views that have no page of their own."""

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from wagtail.models import Page

from core import states
from core.current import current_language, interface_language
from core.languages import DEFAULT
from core.locales import locale_id
from core.versions import choose, remember
from home import selectors
from home.dashboard import dashboard_context
from translations.selectors import load_version, page_versions


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a structural page: the reader's language where it really exists.

    Instead of Wagtail's own routing, which needs a query per path component and would
    serve an alias or an unfinished translation as if it were the text asked for.
    """
    language = current_language()
    key = (
        Page.objects.live()
        .filter(locale_id=locale_id(language), url_path=f"/home-{language}/{path}")
        .values_list("translation_key", flat=True)
        .first()
    )
    versions = page_versions(key) if key else {}
    if not versions:
        raise Http404
    served = choose(language, versions, DEFAULT)
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
    """Show what exists in which language."""
    return render(request, "home/languages.html", {"rows": selectors.language_rows()})


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
