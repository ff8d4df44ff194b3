"""Reporting that a translation is bad: of a page, an initiative or a signatory."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from core.current import current_language
from core.reports import Target, report_view
from core.versions import Served
from initiatives.selectors import initiative_public
from search.choices import Kind
from signatories.selectors import signatory_public
from translations.selectors import page_key, page_served, page_versions


@csrf_exempt
def translation_report(request: HttpRequest, path: str) -> HttpResponse:
    """Receive a report about the translation that a reader is shown at an address.

    No account, no e-mail, no free text; see docs/decisions/0009.
    """
    target = _target(path, current_language())
    if target is None:
        raise Http404
    return report_view(request, target)


def _target(path: str, language: str) -> Target | None:
    """Return what is reported; None for an original and for what does not exist."""
    match path.split("/"):
        case ["initiatives", slug, ""]:
            initiative = initiative_public(slug, language)
            if initiative is None:
                return None
            return _reported(
                Kind.INITIATIVE,
                initiative.key,
                initiative.page.title,
                initiative.served,
            )
        case ["signatories", slug, ""]:
            signatory = signatory_public(slug, language)
            if signatory is None:
                return None
            return _reported(
                Kind.SIGNATORY,
                signatory.signatory.key,
                signatory.signatory.official_name,
                signatory.served,
            )
    return _page(path, language)


def _page(path: str, language: str) -> Target | None:
    key = page_key(path, language)
    versions = page_versions(key) if key else {}
    if key is None or not versions:
        return None
    served = page_served(language, versions)
    title = Page.objects.values_list("title", flat=True).get(
        pk=versions[served.language].page_id
    )
    return _reported(Kind.PAGE, key, title, served)


def _reported(kind: str, key: UUID, title: str, served: Served | None) -> Target | None:
    if served is None or not served.is_translation:
        return None
    url = served.versions[served.language].path
    return Target(kind, key, url, title, served.language, is_translation=True)
