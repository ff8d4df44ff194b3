"""What stands around a list of results: help, other languages, what else there is.

A list shows what was found (search.lists); this is what it offers beside that.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.cldr import language_name, number_text
from core.current import current_language
from core.languages import BY_CODE
from core.versions import path_in
from search.choices import Kind
from search.lists import Asked, address, value_label
from search.need import sounds_like_need
from search.query import SearchQuery
from search.rescue import Nearby, Rescue
from search.results import Hit, SearchPage
from search.suggestions import path_of

_MOST_LANGUAGES: Final = 6
_MARKED: Final = re.compile("<mark>(.*?)</mark>")


@dataclass(frozen=True, slots=True)
class Offer:
    """A link to another list, with the number of results it leads to.

    Attributes:
        language: code of the interface it leads to, "" when that stays the same.
        autonym: own name of the language it is about.
        autonym_language: code of that language.
    """

    label: str
    url: str
    count: int
    language: str = ""
    autonym: str = ""
    autonym_language: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """One of the two breadths of a list: all languages, or the reader's own."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Instead:
    """What a list without results offers, in the order in which it is shown."""

    suggestion: Offer | None = None
    languages: Sequence[Offer] = ()
    without: Sequence[Offer] = ()
    unfiltered: Offer | None = None
    concepts: Sequence[Offer] = ()
    profiles: Sequence[Offer] = ()
    countries: Sequence[Offer] = ()
    neighbours: Sequence[Offer] = ()

    @property
    def has_words(self) -> bool:
        """Whether anything leads on with words of the query."""
        return bool(
            self.suggestion or self.languages or self.without or self.unfiltered
        )


@dataclass(frozen=True, slots=True)
class ShortCard:
    """Something public in a line or two, above a list.

    Attributes:
        kind: a value of search.choices.Kind.
        language: of the title; a signatory's name has one of its own.
        country: code of a member state, "" for a page.
    """

    key: UUID
    kind: Kind
    title_html: SafeString
    language: str
    text_html: SafeString
    text_language: str
    url: str
    country: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands above the results of the first page."""

    recommended: Sequence[ShortCard] = ()
    pages: Sequence[ShortCard] = ()
    signatories: Sequence[ShortCard] = ()

    def __bool__(self) -> bool:
        return bool(self.recommended or self.pages or self.signatories)


def offers_context(
    request: HttpRequest, asked: Asked, found: SearchPage, facets: Iterable[str]
) -> dict[str, Any]:
    """Return what the templates of both lists show around the results.

    `facets` are those by which the list can be narrowed.
    """
    query = asked.query
    by_language = "written_in" in facets
    return {
        "needs_help": bool(query.text) and sounds_like_need(query.text, query.language),
        "scopes": _scopes(request, asked, found) if by_language else [],
        "instead": _instead(request, asked, found),
    }


def has_beside(query: SearchQuery) -> bool:
    """Whether anything stands above the results: on the first page of words alone."""
    return query.has_words and query.page == 1 and not {*query.filters} - {"written_in"}


def short_cards(hits: Iterable[Hit]) -> list[ShortCard]:
    """Return hits of any kind as they stand above a list."""
    return [_short_card(hit, current_language()) for hit in hits]


def _short_card(hit: Hit, language: str) -> ShortCard:
    return ShortCard(
        key=hit.key,
        kind=Kind(hit.kind),
        title_html=hit.highlights.title,
        language=str(hit.facts.get("name_language", hit.version.language)),
        text_html=text_html(hit),
        text_language=hit.version.language,
        url=path_of(hit.kind, hit.slug, hit.version.url, language),
        country=hit.country,
    )


def text_html(hit: Hit) -> SafeString:
    """Return the text that shows best why something was found.

    The summary says what it is about; a sentence of the text stands in its place where
    it holds more of the words. Whose name was looked for needs no sentence.
    """
    summary, sentence = hit.highlights.summary, hit.highlights.body
    if hit.kind == Kind.SIGNATORY and _marked(hit.highlights.title):
        return summary
    return sentence if _marked(sentence) > _marked(summary) else summary


def _marked(html: str) -> int:
    """Return how many different words of a text are marked."""
    return len({word.casefold() for word in _MARKED.findall(html)})


def found_by(hit: Hit) -> list[str]:
    """Return sentences that say why a hit was found, where it cannot be seen in it."""
    return list(dict.fromkeys(_reasons(hit)))


def _reasons(hit: Hit) -> Iterable[str]:
    kinds = {match.kind for match in hit.matched_by if match.kind != "concept"}
    texts = hit.highlights
    is_seen = any(map(_marked, (texts.title, texts.summary, texts.body)))
    if kinds and not is_seen and len(hit.languages) > 1:
        yield _("Found in another of its languages")
    elif "folded" in kinds:
        yield _("Found by a similar spelling")
    for match in hit.matched_by:
        if match.kind != "concept":
            continue
        if match.concept is None:
            yield _("Found by a word with the same meaning")
            continue
        name = value_label(match.concept.facet, match.concept.code)
        if match.concept.facet == "country":
            yield _("Found by its country: %(country)s") % {"country": name}
        else:
            yield _("Found by its subject: %(subject)s") % {"subject": name}


def _scopes(request: HttpRequest, asked: Asked, found: SearchPage) -> list[Scope]:
    """Return all languages and the reader's own, where there is something to choose."""
    counts = dict(found.facets.get("written_in", ()))
    chosen = asked.query.filters.get("written_in", ())
    own, every = asked.query.language, sum(counts.values())
    number = counts.get(own, 0)
    if not chosen and not 0 < number < every:
        return []
    scopes = [
        Scope(
            _("In all languages (%(number)s)") % {"number": _number(every)},
            address(request, written_in=None, page=None),
            not chosen,
        )
    ]
    if number or chosen == (own,):
        label = _("Only written in %(language)s (%(number)s)") % {
            "language": _language_name(own),
            "number": _number(number),
        }
        url = address(request, written_in=[own], page=None)
        scopes.append(Scope(label, url, chosen == (own,)))
    return scopes


def _instead(request: HttpRequest, asked: Asked, found: SearchPage) -> Instead:
    if found.total:
        return Instead()
    rescue = found.rescue
    text = rescue.suggestion
    by_facet = defaultdict[str, list[Nearby]](list)
    for item in rescue.concepts:
        is_other = item.concept.facet in ("profile", "country")
        by_facet[item.concept.facet if is_other else "concept"].append(item)
    return Instead(
        suggestion=Offer(text, address(request, q=[text], page=None), 0)
        if text
        else None,
        languages=_languages(request, asked, found),
        without=[
            Offer(item.text, address(request, q=[item.text], page=None), item.count)
            for item in rescue.without
        ],
        unfiltered=_unfiltered(request, asked, rescue),
        concepts=_nearby(request, by_facet["concept"]),
        profiles=_nearby(request, by_facet["profile"]),
        countries=_nearby(request, by_facet["country"]),
        neighbours=_nearby(request, rescue.neighbours),
    )


def _languages(request: HttpRequest, asked: Asked, found: SearchPage) -> list[Offer]:
    """Return languages that find the same words, or that the reader's choice left out."""
    chosen = [*asked.query.filters.get("written_in", ())]
    offers = []
    for item in found.elsewhere[:_MOST_LANGUAGES]:
        code = item.language
        if found.rescue.elsewhere:
            place = address(request, page=None)
            url, leads_to = path_in(place, code), code
        else:
            url = address(request, written_in=[*chosen, code], page=None)
            leads_to = ""
        offers.append(
            Offer(
                label=_language_name(code),
                url=url,
                count=item.count,
                language=leads_to,
                autonym=BY_CODE[code].autonym,
                autonym_language=code,
            )
        )
    return offers


def _unfiltered(request: HttpRequest, asked: Asked, rescue: Rescue) -> Offer | None:
    if not rescue.unfiltered:
        return None
    filters = dict.fromkeys((*asked.query.filters, "page"))
    label = _("The same words without filters")
    return Offer(label, address(request, **filters), rescue.unfiltered)


def _nearby(request: HttpRequest, items: Iterable[Nearby]) -> list[Offer]:
    """Return links to what has a code, as it was counted: with the words or without."""
    return [
        Offer(
            value_label(item.concept.facet, item.concept.code),
            _narrowed(request, item),
            item.count,
        )
        for item in items
    ]


def _narrowed(request: HttpRequest, item: Nearby) -> str:
    words = {"q": request.GET.get("q", "")} if item.keeps_words else {}
    asked = urlencode(words | {item.concept.facet: item.concept.code})
    return f"{request.path}?{asked}"


def _language_name(code: str) -> str:
    return language_name(code, get_language() or "en")


def _number(value: int) -> str:
    return number_text(value, get_language() or "en")
