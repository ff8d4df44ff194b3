"""Creates the structural pages: English source, real translations, live aliases."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from wagtail.models import Page, Site

from core.languages import DEFAULT, resolve
from core.locales import locale_id
from core.models import BasePage
from home.demo.markup import Block, block, body, bullets, items, rich
from home.models import ContentPage, HomePage
from initiatives.models import InitiativeIndexPage
from pact.models import ConventionPage, PactPage
from signatories.models import SignatoryIndexPage
from translations.models import TextProvenance, TextState
from translations.services import page_alias_everywhere

CONTENT: Final = Path(__file__).resolve().parent / "pages"
# The home page first: the others stand below it.
SLUGS: Final = (
    "home",
    "pact",
    "convention",
    "initiatives",
    "signatories",
    "accessibility",
    "privacy",
    "contact",
)
Content = dict[str, Any]


def pages_load(report: Callable[[str], None]) -> int:
    """Create the structural pages that do not exist yet, in all languages.

    Returns:
        how many pages were created, aliases included.
    """
    created = 0
    for slug in SLUGS:
        page = _page_in(slug, DEFAULT)
        if page is None:
            page = _create_source(slug, _read(slug, DEFAULT))
            created += 1
        for path in sorted(CONTENT.glob(f"{slug}.*.toml")):
            language = resolve(path.suffixes[0][1:])
            if language and _page_in(slug, language) is None:
                _create_translation(page, slug, language)
                created += 1
        created += page_alias_everywhere(page=page)
        report(f"page {slug}: in all languages")
    return created


def _read(slug: str, language: str) -> Content:
    name = f"{slug}.toml" if language == DEFAULT else f"{slug}.{language}.toml"
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def _tree_slug(slug: str, language: str) -> str:
    return f"home-{language}" if slug == "home" else slug


def _page_in(slug: str, language: str) -> BasePage | None:
    """Return the page of a slug in a language, unless it is still an alias."""
    page = Page.objects.filter(
        slug=_tree_slug(slug, language), locale_id=locale_id(language), alias_of=None
    ).first()
    return page.specific if page else None


@transaction.atomic
def _create_source(slug: str, content: Content) -> BasePage:
    model, fields = FIELDS[content["type"]]
    page = model(
        slug=_tree_slug(slug, DEFAULT),
        locale_id=locale_id(DEFAULT),
        live=False,
        **_common(content),
        **fields(content),
    )
    if slug == "home":
        _replace_welcome_page(page)
    else:
        home = Page.objects.get(slug=_tree_slug("home", DEFAULT), depth=2)
        home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _replace_welcome_page(page: BasePage) -> None:
    """Put the home page where Wagtail's first migration put its welcome page."""
    root = Page.objects.get(depth=1)
    root.add_child(instance=page)
    site = Site.objects.get(is_default_site=True)
    welcome, site.root_page = site.root_page, page
    site.site_name = "Pact of Towns and Regions"
    site.save()
    if welcome.depth > 1 and welcome.specific_class is Page:
        welcome.delete()


@transaction.atomic
def _create_translation(source: BasePage, slug: str, language: str) -> None:
    """Create a real translation; nobody has reviewed it, so it is a machine draft."""
    content = _read(slug, language)
    _model, fields = FIELDS[content["type"]]
    for alias in Page.objects.filter(
        translation_key=source.translation_key, locale_id=locale_id(language)
    ):
        alias.delete()
    page = source.copy_for_translation(_locale(language))
    page.slug = _tree_slug(slug, language)
    for name, value in (_common(content) | fields(content)).items():
        setattr(page, name, value)
    TextProvenance.objects.update_or_create(
        translation_key=page.translation_key,
        language=language,
        defaults={"state": TextState.MACHINE_DRAFT},
    )
    page.save_revision().publish()


def _locale(language: str) -> Any:
    from wagtail.models import Locale

    return Locale.objects.get(pk=locale_id(language))


def _common(content: Content) -> Content:
    return {
        "title": content["title"],
        "draft_title": content["title"],
        "search_description": content.get("search_description", ""),
        "lead": content.get("lead", ""),
    }


def _home(content: Content) -> Content:
    why = [
        block(
            "reason",
            {k: reason.get(k, "") for k in ("figure", "text", "source")},
            f"home/why/{n}",
        )
        for n, reason in enumerate(content["why"])
    ]
    return {
        "intro": rich(content["intro"]),
        "why": json.dumps(why),
        "call_title": content["call_title"],
        "call_text": content["call_text"],
    }


def _pact(content: Content) -> Content:
    preamble = [
        block("paragraph", rich([text]), f"pact/preamble/{n}")
        for n, text in enumerate(content["preamble"])
    ]
    actions = [
        block(
            "action",
            {"action": item["action"], "text": rich([item["text"]])},
            f"pact/actions/{item['action']}",
        )
        for item in content["actions"]
    ]
    return {
        "official_url": content["official_url"],
        "version_label": content["version_label"],
        "adopted_text": content["adopted_text"],
        "preamble": json.dumps(preamble),
        "sections": json.dumps([_section(item) for item in content["sections"]]),
        "actions": json.dumps(actions),
        "call": content["call"],
    }


def _section(item: Content) -> Block:
    seed = f"pact/sections/{item['anchor']}"
    value = {
        "heading": item["heading"],
        "anchor": item["anchor"],
        "principle": item["principle"],
        "paragraphs": items([rich([text]) for text in item["paragraphs"]], seed),
    }
    return block("section", value, seed)


def _convention(content: Content) -> Content:
    aspects = [
        block(
            "aspect",
            {
                "heading": item["heading"],
                "anchor": item["anchor"],
                "text": rich([item["text"]]),
            },
            f"convention/aspects/{item['anchor']}",
        )
        for item in content["aspects"]
    ]
    return {
        "number": content["number"],
        "official_url": content["official_url"],
        "opened_on": content["opened_on"],
        "in_force_on": content["in_force_on"],
        "aim": rich(content["aim"]),
        "aspects": json.dumps(aspects),
        "promote": rich([content["promote_intro"]]) + bullets(content["promote"]),
        "status_intro": rich(content["status_intro"]),
    }


def _content(content: Content) -> Content:
    return {"body": json.dumps(body(content["body"], f"content/{content['slug']}"))}


def _no_more(content: Content) -> Content:
    return {}


FIELDS: Final[dict[str, tuple[type[BasePage], Callable[[Content], Content]]]] = {
    "home": (HomePage, _home),
    "pact": (PactPage, _pact),
    "convention": (ConventionPage, _convention),
    "content": (ContentPage, _content),
    "initiatives": (InitiativeIndexPage, _no_more),
    "signatories": (SignatoryIndexPage, _no_more),
}
