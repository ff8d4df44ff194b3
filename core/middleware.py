"""Language by address, and a content security policy by path."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.middleware.csp import (
    ContentSecurityPolicyMiddleware as DjangoContentSecurityPolicyMiddleware,
)
from django.utils.cache import patch_vary_headers

from core.current import urls_in, use_language
from core.languages import BY_CODE, DEFAULT, negotiate, resolve

GetResponse = Callable[[HttpRequest], HttpResponse]

# First segments that people type or link without a language. Everything else without a
# language (API, assets, health, sitemap) keeps its own answer, a 404 included.
STRUCTURAL: Final = frozenset(
    [
        "pact",
        "convention",
        "initiatives",
        "signatories",
        "sign",
        "account",
        "help",
        "accessibility",
        "privacy",
        "contact",
        "languages",
        "figures",
        "open-data",
        "verify",
    ]
)
# For programs: the same answer whatever language a browser prefers.
UNTRANSLATED: Final = frozenset(
    ["api", "documents", "health", "media", "robots.txt", "sitemap.xml", "static"]
)


class LanguageMiddleware:
    """Serves each address in the language of its first segment."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language, or lead to the address that has one."""
        first, _, rest = request.path_info.lstrip("/").partition("/")
        if first in BY_CODE:
            return self._serve(request, first)
        code = resolve(first) if len(first) <= 10 else None
        if code and first.replace("_", "-").split("-")[0].isalpha() and first != code:
            return HttpResponsePermanentRedirect(
                _with_query(request, f"/{code}/{rest}")
            )
        best = negotiate(request.headers.get("Accept-Language", ""))
        if not first or (first in STRUCTURAL and request.method in ("GET", "HEAD")):
            path = f"/{best}/" if not first else f"/{best}/{first}/{rest}"
            response: HttpResponse = HttpResponseRedirect(_with_query(request, path))
            patch_vary_headers(response, ["Accept-Language"])
            return response
        if first in UNTRANSLATED:
            return self._serve(request, DEFAULT)
        response = self._serve(request, best)
        if response.status_code == HTTPStatus.NOT_FOUND:
            # Nothing but the reader's browser says in which language it speaks.
            patch_vary_headers(response, ["Accept-Language"])
        return response

    def _serve(self, request: HttpRequest, code: str) -> HttpResponse:
        request.LANGUAGE_CODE = code
        request.urlconf = urls_in(code)  # type: ignore[assignment]
        with use_language(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


def _with_query(request: HttpRequest, path: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


class ContentSecurityPolicyMiddleware(DjangoContentSecurityPolicyMiddleware):
    """Strict on public pages, looser for the Wagtail admin alone."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """Choose the policy by the path."""
        if request.path_info.startswith("/admin/"):
            response._csp_config = settings.ADMIN_CSP  # type: ignore[attr-defined]  # noqa: SLF001
        return super().process_response(request, response)
