"""Looking at the projection, and filling in the admin's forms as an editor does."""

from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from core.locales import language_of, locale_id
from home.models import ContentPage, HomePage
from initiatives.models import InitiativePage
from search.models import SearchDocument, SearchObject

INITIATIVE = "ardnamara-safe-sideline-code-for-clubs"
ENGLISH_ONLY = "ardnamara-where-to-turn-help-cards"
SIGNATORY = "ardnamara-borough-council"


def initiative_in(language, slug=INITIATIVE):
    return InitiativePage.objects.get(slug=slug, locale_id=locale_id(language))


def home_in(language="en"):
    return HomePage.objects.get(locale_id=locale_id(language))


def content_page(slug, language="en"):
    return ContentPage.objects.get(slug=slug, locale_id=locale_id(language))


def titles(key):
    """Language -> title of every version the public search has of an object."""
    return dict(
        SearchDocument.objects.filter(
            object__key=key, object__is_gone=False
        ).values_list("language", "title")
    )


def urls(key):
    return dict(
        SearchDocument.objects.filter(
            object__key=key, object__is_gone=False
        ).values_list("language", "url")
    )


def is_gone(key):
    return SearchObject.objects.get(key=key).is_gone


def status(client, path):
    return client.get(path).status_code


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def page_action(page, name):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


COMMENTS = {
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "",
}


def text_body(text="What was done."):
    return streamfield([("paragraph", rich_text(f"<p>{text}</p>"))])


def initiative_form(page, **changes):
    """What the browser sends when an initiative's form is saved."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "seo_title": "",
        "search_description": "",
        "summary": page.summary,
        "body": text_body(),
        "links": streamfield([]),
        "principles": page.principles,
        "actions": page.actions,
        "groups": page.groups,
        "signatory": str(page.signatory_id),
        "country": page.country_id,
        "place": page.place,
        "starts_on": str(page.starts_on),
        "ends_on": str(page.ends_on or ""),
        "level": page.level,
        "cost_band": page.cost_band,
        "partners": page.partners,
        "results": page.results,
        "lessons": page.lessons,
        "go_live_at": "",
        "expire_at": "",
    }
    return _sent(fields | changes)


def content_form(page, **changes):
    """What the browser sends when a content page's form is saved."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "seo_title": "",
        "search_description": "",
        "lead": page.lead,
        "body": text_body(),
        "readers": page.readers,
        "go_live_at": "",
        "expire_at": "",
    }
    return _sent(fields | changes)


def _sent(fields):
    lists = {name: value for name, value in fields.items() if isinstance(value, list)}
    single = {name: value for name, value in fields.items() if name not in lists}
    return nested_form_data(single) | lists | COMMENTS


def language(page):
    return language_of(page.locale_id)
