"""What editors tell the search, in the admin; and what they are told."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from core import withdrawal
from initiatives.models import InitiativePage
from search.models import (
    BestBet,
    BlockedSuggestion,
    NeedPhrase,
    SynonymSet,
    UnansweredQuery,
)
from search.need import sounds_like_need
from search.query import parse
from search.selectors import recommended_hits, search
from search.unanswered import unanswered_note
from search.words import is_blocked

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

MODELS = (SynonymSet, BestBet, BlockedSuggestion, NeedPhrase)
SLUG = "mektebde-sozunu-de-dersleri"
ADDRESS = f"/az/initiatives/{SLUG}/"


def url(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def ask(text, times=1, language="en"):
    for _ in range(times):
        unanswered_note(parse(text, language=language))


@pytest.fixture
def key():
    return InitiativePage.objects.filter(slug=SLUG).first().translation_key


@pytest.fixture
def bet(key):
    return BestBet.objects.create(
        language="en", queries="speaking up", kind="initiative", key=key
    )


@pytest.fixture
def send(editor_client):
    """Send the form of a new row; return the errors by field, {} when it was saved."""

    def send(model, **data):
        given = {"language": "en", "part": "whole"} | data
        answer = editor_client.post(url(model, "add"), given)
        if answer.status_code == 302:
            return {}
        return {
            name: " ".join(errors)
            for name, errors in answer.context["form"].errors.items()
        }

    return send


class TestRights:
    @pytest.fixture
    def places(self, bet):
        lists = [url(model, "list") for model in MODELS]
        forms = [url(model, "add") for model in MODELS]
        rows = [SynonymSet.objects.create(language="en", words="a\nb"), bet]
        edits = [url(type(row), "edit", row.pk) for row in rows]
        return [
            *lists,
            *forms,
            *edits,
            reverse("search-unanswered"),
            reverse("search-explained"),
            reverse("search-explained") + "?q=school&language=en&kind=initiative",
        ]

    def test_editors_open_every_place_and_find_it_in_the_menu(
        self, editor_client, places
    ):
        assert {editor_client.get(place).status_code for place in places} == {200}
        home = editor_client.get(reverse("wagtailadmin_home")).text
        for name in ("search-unanswered", "search-explained"):
            assert reverse(name) in home
        for model in MODELS:
            assert url(model, "list") in home

    def test_translators_do_not(self, client, translator, places):
        client.force_login(translator)
        for place in places:
            answer = client.get(place)
            assert answer.status_code == 302, place
            assert answer["Location"] == reverse("wagtailadmin_home"), place
        home = client.get(reverse("wagtailadmin_home")).text
        assert reverse("search-unanswered") not in home
        assert reverse("search-explained") not in home

    def test_nor_do_signatories(self, client, member, places):
        client.force_login(member)
        for place in places:
            assert client.get(place).status_code in (302, 403), place

    def test_who_may_only_read_searches_without_results_deletes_none(
        self, client, editor
    ):
        group = Group.objects.get(name="Congress editors")
        group.permissions.remove(
            *group.permissions.filter(codename="delete_unansweredquery")
        )
        ask("unicorn", 3)
        client.force_login(editor)
        place = reverse("search-unanswered")
        row = UnansweredQuery.objects.get()
        assert f'value="{row.pk}"' not in client.get(place).text
        client.post(place, {"query": row.pk})
        assert UnansweredQuery.objects.exists()

    def test_rights_on_searches_without_results_can_be_given_to_groups(
        self, admin_client
    ):
        group = Group.objects.get(name="Congress editors")
        page = admin_client.get(reverse("wagtailusers_groups:edit", args=[group.pk]))
        assert "search without results" in page.text.lower()


class TestLists:
    @pytest.mark.parametrize(
        ("model", "field", "more"),
        [
            (SynonymSet, "words", {}),
            (BestBet, "queries", {"kind": "page", "key": "0" * 32}),
            (BlockedSuggestion, "word", {}),
            (NeedPhrase, "phrase", {}),
        ],
    )
    def test_they_are_filtered_by_language_and_searched(
        self, editor_client, model, field, more
    ):
        model.objects.all().delete()
        model.objects.create(language="en", **{field: "wolf"}, **more)
        model.objects.create(language="fr", **{field: "loup"}, **more)
        address = url(model, "list")
        french = editor_client.get(address, {"language": "fr"}).text
        assert "loup" in french
        assert "wolf" not in french
        found = editor_client.get(address, {"q": "wolf"}).text
        assert "wolf" in found
        assert "loup" not in found

    def test_what_is_recommended_is_named_in_the_language_of_its_queries(
        self, editor_client, bet
    ):
        address = url(BestBet, "list")
        title = InitiativePage.objects.get(slug=SLUG, locale__language_code="en").title
        assert title in editor_client.get(address).text
        BestBet.objects.update(language="hu")
        original = InitiativePage.objects.get(slug=SLUG, locale__language_code="az")
        assert original.title in editor_client.get(address).text

    def test_the_list_says_what_is_not_public_any_more(self, editor_client, bet, key):
        assert "Not public any more" not in editor_client.get(url(BestBet, "list")).text
        withdrawal.withdraw(kind="initiative", key=key, reason="x", actor=None)
        assert "Not public any more" in editor_client.get(url(BestBet, "list")).text

    def test_a_longer_list_asks_the_database_no_more(self, editor_client, key):
        def queries(number):
            BestBet.objects.all().delete()
            for index in range(number):
                BestBet.objects.create(
                    language="en", queries=f"q{index}", kind="initiative", key=key
                )
            with CaptureQueriesContext(connection) as captured:
                editor_client.get(url(BestBet, "list"))
            return len(captured)

        queries(1)
        assert queries(2) == queries(20)


class TestSynonymForm:
    def test_lines_are_tidied_and_take_effect_at_once(self, send):
        before = search(parse("cops", language="en"), kind="initiative").total
        assert send(SynonymSet, words=" cops \r\n\r\n  the   police\nCOPS\n") == {}
        row = SynonymSet.objects.get()
        assert row.words == "cops\nthe police"
        found = search(parse("cops", language="en"), kind="initiative").total
        assert found > before

    @pytest.mark.parametrize("words", ["cops", "cops\nCops\n cops ", "\n\n"])
    def test_one_word_has_no_synonyms(self, send, words):
        assert "words" in send(SynonymSet, words=words)
        assert not SynonymSet.objects.exists()

    def test_a_line_without_letters_is_refused_by_name(self, send):
        assert "“…”" in send(SynonymSet, words="cops\n…")["words"]

    def test_a_line_longer_than_any_search_is_refused(self, send):
        errors = send(SynonymSet, words="cops\n" + "word " * 13)
        assert "12 words" in errors["words"]

    def test_a_set_is_not_a_dictionary(self, send):
        words = "\n".join(f"word{letter}" for letter in "abcdefghijk")
        assert "at most 10" in send(SynonymSet, words=words)["words"]

    def test_the_language_has_to_be_one_of_the_portal(self, send):
        assert "language" in send(SynonymSet, language="ru", words="a\nb")
        assert "language" in send(SynonymSet, language="", words="a\nb")

    def test_capitals_are_compared_by_the_rules_of_the_language(self, send):
        assert send(SynonymSet, language="tr", words="ISI\nısı\nisi") == {}
        assert SynonymSet.objects.get().words == "ISI\nisi"


class TestBestBetForm:
    @pytest.mark.parametrize(
        "address", [ADDRESS, f"https://portal.example/hu/initiatives/{SLUG}/?q=x"]
    )
    def test_an_address_from_the_browser_is_enough(self, send, key, address):
        assert send(BestBet, queries="Speaking up\nspeak", address=address) == {}
        row = BestBet.objects.get()
        assert (row.kind, row.key) == ("initiative", key)
        query = parse("speak", language="en")
        (hit,) = recommended_hits(query, kind="initiative")
        assert hit.key == key

    @pytest.mark.parametrize(
        ("address", "kind"),
        [("/en/pact/", "page"), ("/en/signatories/goyseher-belediyyesi/", "signatory")],
    )
    def test_pages_and_signatories_may_be_recommended_too(self, send, address, kind):
        assert send(BestBet, queries="pact", address=address) == {}
        (hit,) = recommended_hits(parse("pact", language="en"), kind=kind)
        assert hit.key == BestBet.objects.get().key

    @pytest.mark.parametrize(
        "address", ["/en/initiatives/nothing/", "/en/help/", "school", "https://[x"]
    )
    def test_what_is_not_there_is_refused_and_said_why(self, send, address):
        errors = send(BestBet, queries="school", address=address)
        assert "No public initiative" in errors["address"]
        assert not BestBet.objects.exists()

    def test_what_was_withdrawn_is_refused(self, send, key):
        withdrawal.withdraw(kind="initiative", key=key, reason="x", actor=None)
        assert "address" in send(BestBet, queries="school", address=ADDRESS)

    def test_the_form_shows_where_it_leads_and_keeps_it(self, editor_client, bet, key):
        address = url(BestBet, "edit", bet.pk)
        form = editor_client.get(address).context["form"]
        assert form["address"].value() == f"/en/initiatives/{SLUG}/"
        data = {
            "language": "en",
            "queries": "lessons",
            "address": form["address"].value(),
        }
        assert editor_client.post(address, data).status_code == 302
        bet.refresh_from_db()
        assert (bet.queries, bet.key) == ("lessons", key)

    def test_withdrawn_and_unpublished_things_are_never_recommended(self, bet, key):
        query = parse("speaking up", language="en")
        assert recommended_hits(query, kind="initiative")
        InitiativePage.objects.get(slug=SLUG, locale__language_code="az").unpublish()
        for page in InitiativePage.objects.filter(slug=SLUG):
            page.unpublish()
        assert recommended_hits(query, kind="initiative") == ()
        page = InitiativePage.objects.get(slug=SLUG, locale__language_code="az")
        page.save_revision().publish()
        assert recommended_hits(query, kind="initiative")
        withdrawal.withdraw(kind="initiative", key=key, reason="x", actor=None)
        assert recommended_hits(query, kind="initiative") == ()


class TestOtherForms:
    def test_a_blocked_word_is_tidied_and_takes_effect_at_once(self, send):
        assert send(BlockedSuggestion, word="  bad   word ") == {}
        assert BlockedSuggestion.objects.get().word == "bad word"
        assert is_blocked("Bad words", "en")

    def test_a_phrase_of_need_takes_effect_at_once(self, send):
        assert send(NeedPhrase, phrase="unicorn  took me") == {}
        assert sounds_like_need("unicorn took me", "en")

    def test_a_word_counts_beside_a_word_for_oneself(self, send):
        assert send(NeedPhrase, part="oneself", phrase="mememe") == {}
        assert send(NeedPhrase, part="beside", phrase="unicorn") == {}
        assert sounds_like_need("two unicorns and mememe", "en")
        assert not sounds_like_need("unicorn", "en")
        # The same word may be enough by itself, too.
        assert send(NeedPhrase, phrase="unicorn") == {}
        assert sounds_like_need("unicorn", "en")

    @pytest.mark.parametrize("part", ["oneself", "beside"])
    @pytest.mark.parametrize("phrase", ["two words", "m'a"])
    def test_what_counts_together_with_another_is_one_word(self, send, part, phrase):
        assert "one word" in send(NeedPhrase, part=part, phrase=phrase)["phrase"]

    def test_what_was_kept_of_such_searches_is_deleted_with_it(self, send):
        ask("unicorn took me", 3)
        ask("unicorn", 3)
        send(NeedPhrase, phrase="unicorn took me")
        assert [row.text for row in UnansweredQuery.objects.all()] == ["unicorn"]

    def test_each_language_has_a_phrase_once_however_it_is_capitalised(self, send):
        assert send(NeedPhrase, phrase="Unicorn took me") == {}
        assert "already" in send(NeedPhrase, phrase="unicorn took ME")["phrase"]
        assert send(NeedPhrase, language="fr", phrase="unicorn took me") == {}

    def test_a_row_may_be_saved_again(self, editor_client, send):
        send(BlockedSuggestion, word="bad")
        row = BlockedSuggestion.objects.get()
        data = {"language": "en", "word": "BAD"}
        answer = editor_client.post(url(BlockedSuggestion, "edit", row.pk), data)
        assert answer.status_code == 302

    def test_signs_alone_are_no_phrase(self, send):
        assert "phrase" in send(NeedPhrase, phrase="?!")
        assert "word" in send(BlockedSuggestion, word="…")


class TestUnanswered:
    @pytest.fixture
    def place(self):
        return reverse("search-unanswered")

    def test_words_asked_for_three_times_are_listed_with_their_count(
        self, editor_client, place
    ):
        ask("unicorn", 5)
        ask("zebra", 2)
        ask("licorne", 3, "fr")
        page = editor_client.get(place).text
        assert page.index("unicorn") < page.index("licorne")
        assert "zebra" not in page
        assert "English: 1 other search, asked fewer than three times" in page

    def test_the_list_is_narrowed_to_a_language(self, editor_client, place):
        ask("unicorn", 5)
        ask("licorne", 3, "fr")
        page = editor_client.get(place, {"language": "fr"}).text
        assert "licorne" in page
        assert "unicorn" not in page

    @pytest.mark.parametrize(
        "query", ["?language=xx", "?order=x", "?p=99", "?p=x", "?order=day"]
    )
    def test_any_address_is_answered(self, editor_client, place, query):
        assert editor_client.get(place + query).status_code == 200

    def test_a_long_list_has_pages(self, editor_client, place):
        UnansweredQuery.objects.bulk_create(
            UnansweredQuery(
                digest=str(number),
                language="en",
                text=f"word{number:03}",
                count=200 - number,
                last_asked_on="2026-11-01",
            )
            for number in range(60)
        )
        first, second = (editor_client.get(place, {"p": p}).text for p in (1, 2))
        assert "word000" in first
        assert "word059" not in first
        assert "word059" in second

    def test_a_synonym_is_made_of_them_in_two_clicks(self, editor_client, place):
        ask("gendarmes", 3)
        row = UnansweredQuery.objects.get()
        address = f"{url(SynonymSet, 'add')}?unanswered={row.pk}"
        assert address in editor_client.get(place).text
        form = editor_client.get(address).context["form"]
        assert form["words"].value() == "gendarmes\n"
        assert form["language"].value() == "en"

    @pytest.mark.parametrize("chosen", ["0", "x", "99999999", ""])
    def test_without_such_a_row_the_form_is_empty(self, editor_client, chosen):
        address = f"{url(SynonymSet, 'add')}?unanswered={chosen}"
        form = editor_client.get(address).context["form"]
        assert not form["words"].value()

    def test_words_that_are_not_kept_cannot_be_got_at(self, editor_client):
        ask("unicorn", 2)
        row = UnansweredQuery.objects.get()
        address = f"{url(SynonymSet, 'add')}?unanswered={row.pk}"
        assert not editor_client.get(address).context["form"]["words"].value()

    def test_whoever_may_not_read_them_gets_an_empty_form(
        self, editor, editor_client, monkeypatch
    ):
        ask("gendarmes", 3)
        row = UnansweredQuery.objects.get()
        allowed = type(editor).has_perm
        monkeypatch.setattr(
            type(editor),
            "has_perm",
            lambda self, name, obj=None: (
                name != "search.view_unansweredquery" and allowed(self, name, obj)
            ),
        )
        address = f"{url(SynonymSet, 'add')}?unanswered={row.pk}"
        assert not editor_client.get(address).context["form"]["words"].value()

    def test_deleting_one_keeps_its_words_in_no_log(self, editor_client, place):
        ask("unicorn", 3)
        ask("zebra", 3)
        row = UnansweredQuery.objects.get(text="unicorn")
        answer = editor_client.post(f"{place}?language=en", {"query": row.pk})
        assert answer["Location"] == f"{place}?language=en"
        assert [row.text for row in UnansweredQuery.objects.all()] == ["zebra"]
        assert not ModelLogEntry.objects.filter(label__contains="unicorn").exists()
        editor_client.post(place, {"query": row.pk})
        editor_client.post(place, {"query": "x"})
        assert UnansweredQuery.objects.count() == 1


class TestExplained:
    def explain(self, client, q, language="en", kind="initiative"):
        data = {"q": q, "language": language, "kind": kind}
        return client.get(reverse("search-explained"), data)

    def test_it_shows_how_words_were_read_and_what_points_are_made_of(
        self, editor_client
    ):
        answer = self.explain(editor_client, "məktəblərdə", "az")
        assert "The database answered." in answer.text
        assert "in another form" in answer.text
        hits = answer.context["explanation"].hits
        assert 1 < len(hits) <= 20
        for item in hits:
            assert sum(part.points for part in item.parts) == item.hit.score

    @pytest.mark.parametrize("kind", ["initiative", "signatory", "page"])
    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "…",
            "-school",
            '"stop"',
            "school " * 30,
            "a" * 300,
            "a" * 301,
            "%s %",
        ],
    )
    def test_any_text_is_answered(self, editor_client, text, kind):
        assert self.explain(editor_client, text, kind=kind).status_code == 200

    @pytest.mark.parametrize("wrong", [{"language": "xx"}, {"kind": "person"}])
    def test_a_wrong_choice_is_said(self, editor_client, wrong):
        answer = self.explain(editor_client, "school", **wrong)
        assert answer.status_code == 200
        assert answer.context["explanation"] is None
        assert answer.context["form"].errors

    def test_the_texts_of_others_are_escaped(self, editor_client):
        page = self.explain(editor_client, "<script>alert(1)</script> school").text
        assert "<script>alert" not in page

    def test_it_names_what_is_recommended(self, editor_client, bet):
        page = self.explain(editor_client, "speaking up").text
        assert "Recommended above the results:" in page

    def test_it_says_when_readers_are_shown_the_way_to_help(self, editor_client):
        page = self.explain(editor_client, "i need help").text
        assert "sounds like a person in need" in page

    def test_nothing_of_it_is_counted(self, editor_client):
        for _ in range(3):
            self.explain(editor_client, "unicorn")
        assert not UnansweredQuery.objects.exists()

    def test_meanings_are_told_in_the_editors_language(self, editor_client):
        answer = self.explain(editor_client, "azərbaycan", "az")
        assert "Country: Azerbaijan" in answer.text
