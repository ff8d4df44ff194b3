"""The editor: one object in one language, text by text."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from wagtail_localize.models import Translation

from core.locales import language_of
from translations.checks import Finding
from translations.choices import SegmentStatus
from translations.forms.editor import TextForm, accepted
from translations.rights import Action, may
from translations.selectors import editor as selectors
from translations.selectors.active_text import checked
from translations.selectors.mentions import handles, people_of
from translations.selectors.places import Place, place_get
from translations.selectors.text_rows import text_key
from translations.services.publishing import gate_of, missing
from translations.special_characters import capital, keys_of
from translations.views.access import translation_for

if TYPE_CHECKING:
    from accounts.models import User

REFERENCE = "translation_reference"


@dataclass(frozen=True, slots=True)
class Refused:
    """What somebody typed that was not stored, and why.

    Attributes:
        theirs: what somebody else wrote meanwhile, as it is typed.
        is_late: whether somebody else was faster; saving again replaces it knowingly.
    """

    form: TextForm
    message: str
    findings: list[Finding]
    theirs: str = ""
    is_late: bool = False


def edit(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Show an object in a language: its texts, and one of them to work on."""
    translation, user = translation_for(request, translation_id)
    return editor(request, translation, user)


def editor(
    request: HttpRequest,
    translation: Translation,
    user: "User",
    *,
    refused: Refused | None = None,
    remark: str = "",
    name: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Draw the editor, with what was refused still in its field."""
    query = request.GET.copy()
    if name:
        query["text"] = name
    rights = rights_of(translation, user)
    references = selectors.reference_languages(translation)
    reference = _reference(request, references)
    page = selectors.editor_page(
        translation,
        query=query,
        reference=reference,
        is_open=selectors.work_of(user.pk, may_review=rights[Action.REVIEW]),
        typed=refused.form.data.get("text", "") if refused else None,
    )
    context = {
        "page": page,
        "active": page.active,
        "refused": refused,
        "findings": _findings(page, refused),
        "rights": rights,
        "states": [(*state, page.counts.get(state[0], 0)) for state in _states()],
        "references": references,
        "reference": reference,
        "remark": remark,
        "public_url": selectors.public_url(translation),
        "lacking": _lacking(page, translation),
        "list_query": _list_query(query),
        "edit_url": reverse("translations:edit", args=[translation.pk]),
        "seen": _seen(page, refused),
    } | _tools(page.language.code)
    return render(request, "translations/admin/editor.html", context, status=status)


def _tools(language: str) -> dict[str, Any]:
    """Return the keys of a language, and whom a remark in it can name."""
    keys = keys_of(language)
    return {
        "keys": keys,
        "letters": [(letter, capital(letter, language)) for letter in keys.letters],
        "people": [
            (handle, one.get_full_name())
            for handle, one in handles(people_of(language)).items()
        ],
    }


def _seen(page: selectors.EditorPage, refused: Refused | None) -> str:
    """Return which version of the text the form is about."""
    if refused and not refused.is_late:
        return str(refused.form.data.get("seen", ""))
    return str(page.active.text.version) if page.active else ""


def _states() -> list[tuple[str, str]]:
    return [(state.value, str(state.label)) for state in SegmentStatus]


def _list_query(query: QueryDict) -> str:
    """Return what keeps the list as it is filtered, for addresses."""
    state = query.get("state", "")
    return f"&state={state}" if state in SegmentStatus else ""


def rights_of(translation: Translation, user: "User") -> dict[str, bool]:
    """Return action -> whether somebody may do it in the language."""
    language = language_of(translation.target_locale_id)
    return {action.value: may(user, action, language) for action in Action}


def _reference(request: HttpRequest, references: list[str]) -> str:
    """Return the second language that was chosen, and keep a new choice."""
    if "reference" in request.GET:
        request.session[REFERENCE] = request.GET["reference"]
    chosen = request.session.get(REFERENCE, "")
    return chosen if chosen in references else ""


def _findings(page: selectors.EditorPage, refused: Refused | None) -> list[Any]:
    if refused:
        return list(
            checked(refused.findings, accepted(cast(QueryDict, refused.form.data)))
        )
    return list(page.active.findings) if page.active else []


def _lacking(page: selectors.EditorPage, translation: Translation) -> int:
    """Return how many texts stand in the way of publishing."""
    if page.progress is None:
        return page.total
    return sum(missing(page.progress, gate_of(translation.source)).values())


def place_or_404(translation: Translation, name: str) -> Place:
    """Return the text an address names, also one that has left the source."""
    key = text_key(name)
    try:
        if key is not None:
            return place_get(translation, *key)
    except ObjectDoesNotExist:
        pass
    raise Http404


def address(translation: Translation, name: str, request: HttpRequest) -> str:
    """Return the editor's address of a text, the list filtered as before."""
    query = {"text": name} if name else {}
    state = request.GET.get("state", "")
    if state in SegmentStatus:
        query["state"] = state
    path = reverse("translations:edit", args=[translation.pk])
    return f"{path}?{urlencode(query)}#text" if query else path
