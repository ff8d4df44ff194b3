"""Nobody begins, changes or publishes a language past the workflow: role × language × door.

Each address of wagtail-localize and of the workflow's lists is asked by everybody, for a
language that is theirs and one that is not.
"""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import User
from core.locales import locale_id
from pact.models import Principle
from tests.publication.world import edit_url
from tests.translations.hands import write_all
from translations.models import (
    TextProvenance,
    TranslationJob,
    TranslationPolicy,
)
from translations.services.begin import source_read, translation_begin
from translations.services.publishing import version_publish

pytestmark = [
    pytest.mark.usefixtures("nothing_begun"),
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
]

ROLES = ("anonymous", "stranger", "translator", "reviewer", "central")
LANGUAGES = ("fr", "de")
# wagtail-localize's addresses that lead to one translation, and how they are written to.
OF_A_TRANSLATION = {
    "edit_string_translation": ("put", ["{translation}", "1"]),
    "edit_override": ("put", ["{translation}", "1"]),
    "download_pofile": ("post", ["{translation}"]),
    "upload_pofile": ("post", ["{translation}"]),
    "machine_translate": ("post", ["{translation}"]),
    "preview_translation": ("post", ["{translation}"]),
    "stop_translation": ("post", ["{translation}"]),
}
OTHERS = {
    "submit_page_translation",
    "submit_snippet_translation",
    "update_translations",
    "convert_to_alias",
    "translations_report",
    "translations_report_results",
    # They only read.
    "javascript_catalog",
    "snippets_api_listing",
    "snippets_api_detail",
}


@dataclass
class Place:
    """The small page, begun and published in both languages."""

    page: object
    source: object
    translations: dict

    def state(self):
        """Everything that a side door could change."""
        return (
            sorted(
                TextProvenance.objects.filter(
                    translation_key=self.source.object_id
                ).values_list("language", "state", "is_withheld", "updated_at")
            ),
            sorted(self.source.translations.values_list("pk", "enabled")),
            [
                (version.live, version.alias_of_id, version.latest_revision_id)
                for version in self.page.get_translations(inclusive=True).order_by("pk")
            ],
            TranslationJob.objects.count(),
            TranslationPolicy.objects.count(),
        )


@pytest.fixture
def place(page, source, begin, writes, reviews):
    translations = {}
    for language in LANGUAGES:
        translations[language] = begin(language)
        write_all(translations[language], writes, reviews)
        version_publish(translation=translations[language], user=None)
    return Place(page, source, translations)


@pytest.fixture
def browsers(translator_fr, reviewer_fr, editor):
    stranger = User.objects.create_user("stranger@demo.example", "a-long-password-1")
    enter = Permission.objects.get(codename="access_admin")
    people = dict(
        zip(ROLES[1:], (stranger, translator_fr, reviewer_fr, editor), strict=True)
    )
    found = {"anonymous": Client()}
    for role, person in people.items():
        person.user_permissions.add(enter)
        found[role] = Client()
        found[role].force_login(person)
    return found


def answers(browsers, method, url, data=None):
    """Role -> what it is answered: a status, or where it is led."""
    found = {}
    for role, browser in browsers.items():
        response = getattr(browser, method)(url, data or {})
        where = response.headers.get("Location", "")
        if "/account/login/" in where:
            where = "login"
        elif where == "/admin/":
            where = "refused"
        found[role] = where or response.status_code
    return found


def localize(name, *args):
    return reverse(f"wagtail_localize:{name}", args=args)


def ours(name, *args):
    return reverse(f"translations:{name}", args=args)


def test_every_address_of_wagtail_localize_is_thought_of():
    (found,) = [
        item
        for item in get_resolver().reverse_dict and _resolvers()
        if item.namespace == "wagtail_localize"
    ]
    names = {pattern.name for pattern in found.url_patterns}
    assert names == set(OF_A_TRANSLATION) | OTHERS


def _resolvers():
    todo = list(get_resolver().url_patterns)
    while todo:
        item = todo.pop()
        if hasattr(item, "url_patterns"):
            yield item
            todo.extend(item.url_patterns)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OF_A_TRANSLATION)
def test_reading_a_translation_leads_to_the_editor_and_writing_is_refused(
    place, browsers, name, language
):
    method, args = OF_A_TRANSLATION[name]
    translation = place.translations[language]
    url = localize(name, *(text.format(translation=translation.pk) for text in args))
    before = place.state()
    editor = ours("edit", translation.pk)
    staff = dict.fromkeys(ROLES[1:], editor)
    assert answers(browsers, "get", url) == {"anonymous": "login"} | staff
    refused = dict.fromkeys(ROLES[1:], 403)
    assert answers(browsers, method, url) == {"anonymous": "login"} | refused
    assert place.state() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_made_an_alias_again_by_nobody(place, browsers, language):
    target = place.translations[language].get_target_instance()
    url = localize("convert_to_alias", target.pk)
    before = place.state()
    assert answers(browsers, "post", url) == {"anonymous": "login"} | dict.fromkeys(
        ROLES[1:], 403
    )
    assert place.state() == before


def test_only_central_editors_begin_languages_through_the_old_form(place, browsers):
    url = localize("submit_page_translation", place.page.pk)
    begin = ours("begin", "home", "contentpage", place.page.pk)
    others = dict.fromkeys(("stranger", "translator", "reviewer"), 403)
    assert (
        answers(browsers, "get", url)
        == {
            "anonymous": "login",
            "central": begin,
        }
        | others
    )
    before = place.state()
    central = browsers.pop("central")
    data = {"locales": [locale_id("it")]}
    assert answers(browsers, "post", url, data) == {"anonymous": "login"} | others
    assert place.state() == before
    job = TranslationJob.objects
    assert central.post(url, data).url == ours("job", job.get(kind="begin").pk)
    assert job.get().items.get().language == "it"


def test_a_form_without_a_language_leads_to_the_page_that_asks(place, browsers):
    url = localize("submit_page_translation", place.page.pk)
    for data in ({}, {"locales": ["x", locale_id("en")]}):
        assert browsers["central"].post(url, data).url == ours(
            "begin", "home", "contentpage", place.page.pk
        )
    assert not TranslationJob.objects.exists()


def test_only_central_editors_begin_vocabulary_through_the_old_form(place, browsers):
    row = Principle.objects.get(code="prevention", locale_id=locale_id("en"))
    url = localize("submit_snippet_translation", "pact", "principle", row.pk)
    others = dict.fromkeys(("stranger", "translator", "reviewer"), 403)
    assert (
        answers(browsers, "get", url)
        == {
            "anonymous": "login",
            "central": ours("begin", "pact", "principle", row.pk),
        }
        | others
    )


def test_syncing_reads_the_source_and_publishes_nothing_unfinished(
    place, browsers, django_capture_on_commit_callbacks
):
    url = localize("update_translations", place.source.pk)
    others = dict.fromkeys(("stranger", "translator", "reviewer"), 403)
    assert (
        answers(browsers, "get", url)
        == {
            "anonymous": "login",
            "central": ours("object", place.source.pk),
        }
        | others
    )
    data = {"publish_translations": "on"}
    central = browsers.pop("central")
    before = place.state()
    assert answers(browsers, "post", url, data) == {"anonymous": "login"} | others
    assert place.state() == before
    place.page.title = "Quite another title"
    place.page.save()
    with django_capture_on_commit_callbacks(execute=True):
        central.post(url, data)
    french = place.translations["fr"].get_target_instance()
    assert french.title == "Le sport sûr"
    assert TranslationJob.objects.filter(kind="sync").exists()


def test_the_old_report_leads_to_the_matrix(browsers):
    for name in ("translations_report", "translations_report_results"):
        found = answers(browsers, "get", localize(name))
        assert found.pop("anonymous") == "login"
        assert set(found.values()) == {ours("matrix")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_of_a_translated_page_leads_to_the_editor(place, browsers, language):
    target = place.translations[language].get_target_instance()
    editor = ours("edit", place.translations[language].pk)
    before = place.state()
    for method in ("get", "post"):
        data = {"title": "Past the workflow", "action-publish": "1"}
        assert (
            getattr(browsers["central"], method)(edit_url(target), data).url == editor
        )
    assert place.state() == before


def test_an_alias_whose_translation_was_begun_leads_to_the_editor(
    place, browsers, begin, django_capture_on_commit_callbacks
):
    from wagtail.models import Locale

    translation = begin("it")
    alias = place.page.create_alias(
        parent=place.page.get_parent(),
        update_slug="alias-it",
        update_locale=Locale.objects.get(language_code="it"),
        reset_translation_key=False,
    )
    assert browsers["central"].get(edit_url(alias)).url == ours("edit", translation.pk)


def test_a_translated_word_of_the_vocabulary_leads_to_the_editor(browsers):
    english = Principle.objects.get(code="prevention", locale_id=locale_id("en"))
    source = source_read(english)
    (translation,) = translation_begin(source=source, languages=["fr"])
    french = Principle.objects.get(code="prevention", locale_id=locale_id("fr"))
    url = reverse("wagtailsnippets_pact_principle:edit", args=[french.pk])
    assert browsers["central"].get(url).url == ours("edit", translation.pk)


LISTS = {
    "matrix": (200, 200, 200),
    "matrix-csv": (200, 200, 200),
    "work": (200, 200, 200),
    "jobs": ("refused", "refused", 200),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_for_whoever_has_a_language(browsers, name):
    wanted = dict(zip(ROLES[2:], LISTS[name], strict=True))
    wanted |= {"anonymous": "login", "stranger": "refused"}
    assert answers(browsers, "get", ours(name)) == wanted


def test_the_page_of_an_object_is_for_whoever_has_a_language(place, browsers):
    wanted = {"anonymous": "login", "stranger": "refused"}
    wanted |= dict.fromkeys(ROLES[2:], 200)
    assert answers(browsers, "get", ours("object", place.source.pk)) == wanted


@pytest.mark.parametrize("name", ["object-publish", "object-withhold"])
@pytest.mark.parametrize("languages", [["fr"], ["de"], ["fr", "de"]])
def test_a_reviewer_publishes_and_withholds_the_own_language_alone(
    place, browsers, name, languages
):
    url = ours(name, place.source.pk)
    before = place.state()
    is_own = languages == ["fr"]
    reviewer, central = browsers.pop("reviewer"), browsers.pop("central")
    wanted = {"anonymous": "login", "stranger": "refused", "translator": "refused"}
    data = {"languages": languages}
    assert answers(browsers, "post", url, data) == wanted
    if not is_own:
        assert reviewer.post(url, data).url == "/admin/"
    assert place.state() == before
    if is_own:
        assert reviewer.post(url, data).url == ours("object", place.source.pk)
        assert place.state() != before
    before = place.state()
    central.post(url, {"languages": ["de"]})
    assert place.state() != before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("object-begin", {"languages": ["it"]}),
        ("object-gate", {"gate": "reviewed"}),
        ("object-draft", {"languages": ["fr"]}),
    ],
)
def test_only_central_editors_begin_draft_and_decide(place, browsers, name, data):
    url = ours(name, place.source.pk)
    before = place.state()
    central = browsers.pop("central")
    wanted = {"anonymous": "login"} | dict.fromkeys(ROLES[1:4], "refused")
    assert answers(browsers, "post", url, data) == wanted
    assert place.state() == before
    assert central.post(url, data).status_code == 302
    assert place.state() != before


def test_what_changes_something_answers_no_plain_look(place, browsers):
    for name in ("publish", "withhold", "begin", "gate", "draft"):
        url = ours(f"object-{name}", place.source.pk)
        assert browsers["central"].get(url).status_code == 405


def test_only_central_editors_give_rights(browsers, translator_fr):
    url = reverse("wagtailsnippets_translations_languageright:add")
    data = {"user": translator_fr.pk, "language": "de", "role": "reviewer"}
    central = browsers.pop("central")
    wanted = {"anonymous": "login"} | dict.fromkeys(ROLES[1:4], "refused")
    assert answers(browsers, "post", url, data) == wanted
    assert translator_fr.language_rights.count() == 1
    assert central.post(url, data).status_code == 302
    assert translator_fr.language_rights.count() == 2


def test_accounts_of_signatories_are_no_choice_for_a_right(editor_client, member):
    url = reverse("wagtailsnippets_translations_languageright:add")
    text = editor_client.get(url).text
    assert "translator@demo.example" in text
    assert member.email not in text


def test_translators_read_the_glossary_and_reviewers_write_it(browsers):
    kind = "wagtailsnippets_translations_glossaryconcept"
    wanted = {"anonymous": "login", "stranger": "refused"}
    assert answers(browsers, "get", reverse(f"{kind}:list")) == wanted | dict.fromkeys(
        ROLES[2:], 200
    )
    assert answers(browsers, "get", reverse(f"{kind}:add")) == wanted | {
        "translator": "refused",
        "reviewer": 200,
        "central": 200,
    }


def test_pages_no_longer_offer_the_old_buttons(editor_client, place):
    text = editor_client.get(edit_url(place.page)).text
    assert ours("object", place.source.pk) in text
    for words in ("Translate this page", "Sync translated pages", "convert-to-alias"):
        assert words not in text
