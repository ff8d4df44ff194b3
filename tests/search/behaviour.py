"""What every engine does; one class of tests, inherited for each engine."""

from dataclasses import replace

import pytest

from search import engines
from search.choices import Kind
from search.cursors import Position
from search.exceptions import CursorError, PageTooDeepError
from search.projection import forget, projection_bulk
from search.query import Concept, parse, still_typed
from search.rescue import Elsewhere, Nearby
from search.results import Match
from search.selectors import search
from tests.search.builders import corpus, described, key_of, version


class SearchBehaviour:
    """Subclasses set `engine` and give `sync`, which brings their index up to date."""

    engine = ""

    def sync(self):
        raise NotImplementedError

    @pytest.fixture
    def objects(self, db):
        projection_bulk(corpus())
        self.sync()

    def add(self, *descriptions):
        projection_bulk(descriptions)
        self.sync()

    def ask(self, text="", language="en", *, cursor="", kind="initiative", **more):
        page = search(
            parse(text, language=language, **more), kind=Kind(kind), cursor=cursor
        )
        assert page.engine == self.engine
        return page

    def slugs(self, text="", language="en", **more):
        return [hit.slug for hit in self.ask(text, language, **more).hits]

    # Words

    @pytest.mark.parametrize(
        ("language", "text", "expected"),
        [
            ("az", "imzalanması", "baku"),
            ("az", "İMZALANMASI", "baku"),
            ("az", "ŞƏhƏRLƏRDƏ", "baku"),
            ("en", "İmzalanması", "baku"),
            ("en", "imzalanması", "baku"),
            ("en", "IMZALANMASI", "baku"),
            ("en", "usaqlarin", "baku"),
            ("tr", "ÇOCUK", "istanbul"),
            ("en", "cocuk", "istanbul"),
            ("tr", "ısparta", "istanbul"),
            ("en", "sehir", "istanbul"),
            ("de", "KÖLN", "koeln"),
            ("en", "koln", "koeln"),
            ("en", "koeln", "koeln"),
            ("de", "STRASSE", "koeln"),
            ("de", "grosse", "koeln"),
            ("el", "ΠΑΙΔΙΩΝ", "athens"),
            ("el", "εκπαίδευση", "athens"),
            ("el", "αθηνασ", "athens"),
            ("en", "paidion", "athens"),
            ("ka", "ᲑᲐᲕᲨᲕᲗᲐ", "tbilisi"),
            ("en", "bavshvta", "tbilisi"),
            ("sr", "nasilje", "nis"),
            ("sr", "НАСИЉЕ", "nis"),
            ("en", "насиље", "nis"),
            ("hr", "ljubav", "nis"),
            ("uk", "сім'я", "kyiv"),
            ("uk", "СІМʼЯ", "kyiv"),
            ("en", "simia", "kyiv"),
            ("uk", "грунь", "kyiv"),
            ("fr", "l'école", "lyon"),
            ("fr", "d’enfants", "lyon"),
        ],
    )
    def test_a_word_is_found(self, objects, language, text, expected):
        """In the text itself; what only means the same comes after."""
        hits = self.ask(text, language).hits
        in_text = [hit for hit in hits if hit.matched_by[0].kind != "concept"]
        assert [hit.slug for hit in in_text] == [expected]
        assert hits[0].slug == expected

    def test_all_words_are_wanted(self, objects):
        assert self.slugs("children parents") == ["dublin", "lyon"]
        assert self.slugs("children teachers") == ["baku"]

    def test_words_may_stand_in_different_versions(self, objects):
        assert self.slugs("imzalanması teachers") == ["baku"]

    def test_a_longer_word_is_found_by_its_beginning(self, objects):
        assert set(self.slugs("prot")) == {"baku", "lyon"}
        assert self.slugs("prot ") == []

    def test_a_short_word_is_found_whole(self, objects):
        assert self.slugs("pro") == []

    def test_a_number_is_found_whole(self, db):
        self.add(described("a", version("en", "In 20250 days")))
        assert self.slugs("2025") == []

    def test_wildcards_and_operators_are_only_letters(self, objects):
        assert self.slugs("%") == []
        assert self.slugs("to_n") == []
        assert self.slugs("tow*") == []
        assert self.slugs("town OR nothing") == []
        assert self.slugs("town AND") == ["town"]
        assert self.slugs("(town") == ["town"]

    @pytest.mark.parametrize("text", ["…", "🙂 🙂", "-", '"', '""', "' OR 1=1 --x"])
    def test_odd_text_is_answered(self, objects, text):
        assert self.slugs(text) == []

    @pytest.mark.parametrize(
        ("language", "text", "expected"),
        [
            ("az", "uşaq", "baku"),
            ("az", "şəhər", "baku"),
            ("az", "seher", "baku"),
            ("en", "child", "dublin"),
            ("tr", "çocuklara", "istanbul"),
            ("de", "Straßen", "koeln"),
            ("el", "παιδί", "athens"),
            ("ka", "ბავშვი", "tbilisi"),
            ("sr", "деца", "nis"),
            ("hr", "nasilja", "nis"),
            ("uk", "дитина", "kyiv"),
            ("fr", "enfant", "lyon"),
        ],
    )
    def test_a_word_is_found_in_another_form(self, objects, language, text, expected):
        hits = self.ask(text, language).hits
        kinds = {hit.slug: hit.matched_by[0].kind for hit in hits}
        assert kinds[expected] in {"lemma", "stem", "folded"}

    def test_a_compound_is_found_by_its_parts_and_not_the_other_way_round(self, db):
        self.add(
            described("compound", version("de", "Kinderschutz im Verein"), days=1),
            described("part", version("de", "Schutz im Verein"), days=2),
        )
        assert self.slugs("Schutz", "de") == ["part", "compound"]
        assert self.slugs("Kinderschutz", "de") == ["compound"]

    # Across languages

    def test_a_word_finds_texts_of_all_languages_about_it_and_says_why(self, objects):
        page = self.ask("təlim", "az")
        assert page.hits[0].slug == "baku"
        reasons = {hit.slug: hit.matched_by for hit in page.hits}
        assert reasons["tbilisi"] == (Match("concept", Concept("action", "training")),)

    def test_a_country_is_understood_in_the_readers_language(self, objects):
        (hit,) = self.ask("Gürcüstanda təlim", "az").hits
        assert hit.slug == "tbilisi"
        assert Match("concept", Concept("country", "GE")) in hit.matched_by

    def test_a_quoted_word_is_taken_literally(self, objects):
        assert self.slugs('"təlim"', "az") == ["baku"]

    def test_a_word_of_another_language_is_understood_when_it_means_nothing_here(
        self, objects
    ):
        assert "tbilisi" in self.slugs("təlim", "en")

    def test_concepts_come_after_words(self, objects):
        scores = [hit.score for hit in self.ask("təlim", "az").hits]
        assert scores == sorted(scores, reverse=True)
        assert scores[0] > scores[1]

    # Versions

    def test_while_the_original_is_not_public_another_version_stands_for_it(self, db):
        one = described("a", version("en", "School"), version("fr", "École"))
        [_english, french] = one.documents
        self.add(replace(one, written_in="az", documents=(french,)))
        [hit] = self.ask("école", "en").hits
        assert (hit.version.language, hit.languages) == ("fr", ("fr",))
        [found] = engines.preferred().suggest(parse("ecole", language="en"), limit=5)
        assert found.language == "fr"

    # Suggestions

    def test_titles_and_places_go_on_from_what_is_typed(self, db):
        self.add(
            described("a", version("en", "Safer schools"), place="Ardnamara", days=1),
            described("b", version("en", "Arden forum"), days=2),
        )

        def suggested(text):
            query = parse(text, language="en")
            engine = engines.preferred()
            assert engine.name == self.engine
            found = engine.suggest(query, limit=5)
            return [(item.slug, item.by_title, item.by_place) for item in found]

        assert suggested("arde") == [("b", True, False)]
        assert suggested("ardn") == [("a", False, True)]
        assert suggested("school safe") == [("a", True, False)]
        assert suggested("nowhere") == []

    def typed(self, text, language="en", **more):
        """Slugs of what is suggested while somebody types."""
        query = still_typed(parse(text, language=language))
        engine = engines.preferred()
        assert engine.name == self.engine
        return [item.slug for item in engine.suggest(query, limit=5, **more)]

    def test_the_words_typed_may_stand_in_the_titles_of_two_languages(self, db):
        self.add(described("a", version("en", "School safety"), version("fr", "École")))
        assert self.typed("school ecole") == ["a"]

    def test_an_own_version_is_suggested_before_a_place_of_the_same_name(self, db):
        self.add(
            described("place", version("fr", "Arden"), place="Arden", days=9),
            described("own", version("en", "Arden forum"), place="Lorne", days=1),
        )
        assert self.typed("arden") == ["own", "place"]

    def test_two_letters_are_a_beginning_and_no_letter_more_loses_it(self, db):
        self.add(
            described("a", version("en", "Safe schools"), place="Bakıxanov", days=1),
            described("b", version("ro", "Românii în școală"), days=2),
            described("c", version("en", "Year 2025"), days=3),
        )
        for whole, slug in (
            ("Safe schools", "a"),
            ("Bakixanov", "a"),
            ("romanii", "b"),
            ("year 2025", "c"),
        ):
            for length in range(2, len(whole) + 1):
                assert self.typed(whole[:length]) == [slug], whole[:length]
        assert self.typed("s") == []

    def test_a_search_still_needs_four_letters(self, db):
        self.add(described("a", version("en", "Safe schools")))
        assert self.slugs("sch") == []
        assert self.slugs("scho") == ["a"]

    def test_one_kind_is_not_crowded_out_by_another(self, db):
        self.add(
            *(
                described(f"i{n}", version("en", f"School {n}"), days=9)
                for n in "123456"
            ),
            described("town", version("en", "School town"), kind="signatory"),
            described("about", version("en", "School help"), kind="page"),
        )
        assert "town" not in self.typed("scho")
        assert self.typed("scho", kind="signatory") == ["town"]
        assert self.typed("scho", kind="page") == ["about"]
        assert set(self.typed("scho", kind="initiative")) < {f"i{n}" for n in "123456"}

    def test_a_place_has_the_language_of_its_original(self, db):
        versions = (version("ka", "ბავშვები"), version("en", "Children"))
        self.add(described("a", *versions, place="მზისწყარო"))
        query = parse("მზისწყარო", language="en")
        [found] = engines.preferred().suggest(query, limit=5)
        assert (found.language, found.written_in) == ("en", "ka")

    def test_a_misspelt_word_has_similar_ones(self, objects):
        assert "schools" in engines.preferred().similar_words("scholls", "en")
        assert engines.preferred().similar_words("zzzzzz", "en") == ()

    # Nothing found

    def test_did_you_mean_is_offered_only_when_it_finds_something(self, objects):
        assert self.ask("safty").rescue.suggestion == "safety"
        assert self.ask("safty", filters={"country": ["AZ"]}).rescue.suggestion == ""
        assert self.ask("safety").rescue.suggestion == ""

    def test_the_first_letter_may_be_the_wrong_one(self, objects):
        assert self.ask("zafety").rescue.suggestion == "safety"

    def test_words_elsewhere_do_not_crowd_out_the_one_that_finds_something(self, db):
        near = ["lanterm", "lanterk", "lantert", "lanterp"]
        self.add(
            *(described(word, version("fr", word), country="FR") for word in near),
            described("wanted", version("en", "Lanterns"), country="IE"),
        )
        page = self.ask("lanter ", filters={"country": ["IE"]})
        assert page.rescue.suggestion == "lanterns"

    def test_nobody_is_led_to_words_of_need_or_help_topics(self, db):
        self.add(described("a", version("en", "Kill myself", body="Suicide, a shop")))
        assert self.ask("kill mysself ").rescue.suggestion == ""
        assert self.ask("suicyde ").rescue.suggestion == ""
        assert self.ask("shup ").rescue.suggestion == "shop"
        assert self.ask("suicide shup ").rescue.suggestion == ""

    def test_words_of_another_language_are_offered_there(self, objects):
        page = self.ask("haklarının")
        assert page.total == 0
        assert Elsewhere("tr", 1) in page.elsewhere

    def test_a_word_too_many_is_named(self, objects):
        (without,) = self.ask("hall zzzz").rescue.without
        assert (without.word, without.text, without.count) == ("zzzz", "hall", 1)

    def test_only_a_whole_word_is_left_out(self, objects):
        rescue = self.ask("all hall zzzz").rescue
        assert {item.text for item in rescue.without} <= {"all hall", "hall zzzz"}
        (without,) = self.ask("al hall").rescue.without
        assert (without.word, without.text, without.count) == ("al", "hall", 1)

    def test_results_without_the_filters_are_counted(self, objects):
        assert self.ask("hall", filters={"country": ["AZ"]}).rescue.unfiltered == 1
        assert self.ask("zzzz", filters={"country": ["AZ"]}).rescue.unfiltered == 0
        assert self.ask("zzzz").rescue.unfiltered == 0

    def test_neighbouring_countries_are_offered(self, objects):
        page = self.ask("zzzz", filters={"country": ["AM"]})
        codes = [near.concept.code for near in page.rescue.neighbours]
        assert set(codes) == {"AZ", "GE", "TR"}

    def test_words_are_kept_where_a_neighbour_or_a_subject_has_them(self, objects):
        rescue = self.ask("müəllimlər keçirildi ", filters={"country": ["AM"]}).rescue
        neighbours = {near.concept.code: near for near in rescue.neighbours}
        azerbaijan = Nearby(Concept("country", "AZ"), 1, keeps_words=True)
        assert rescue.neighbours[0] == neighbours["AZ"] == azerbaijan
        assert not neighbours["GE"].keeps_words
        kept = {near.concept.code for near in rescue.concepts if near.keeps_words}
        assert kept == {"training", "awareness", "prevention"}

    @pytest.mark.parametrize(
        ("language", "text", "code"),
        [
            ("en", "trainee", "training"),
            ("en", "debbate", "debate"),
            ("en", "zzzz institution", "awareness"),
            ("de", "Schulkonzepte", "awareness"),
            ("az", "təlimçilik", "training"),
        ],
    )
    def test_terms_near_to_a_word_are_offered_first(
        self, objects, language, text, code
    ):
        rescue = self.ask(f"{text} zzzz ", language).rescue
        assert rescue.concepts[0].concept.code == code
        assert len(rescue.concepts) == 6

    def test_what_occurs_most_is_offered_where_no_term_is_near(self, objects):
        concepts = self.ask("zzzz ").rescue.concepts
        assert concepts[0].count == max(near.count for near in concepts)
        assert len(concepts) == 6

    def test_countries_and_kinds_of_signatories_are_offered_among_them(self, db):
        for code, profile in (("FR", "authority"), ("GE", "organisation")):
            self.add(
                described(
                    code,
                    kind="signatory",
                    country=code,
                    facets={"profile": (profile,)},
                )
            )
        for text in ("zzzz ", "children ", "zzzz georgja "):
            found = self.ask(text, kind="signatory").rescue.concepts
            codes = [near.concept.code for near in found]
            assert set(codes) == {"FR", "GE", "authority", "organisation"}
        assert codes[0] == "GE"

    def test_other_languages_are_counted_beside_a_chosen_one(self, objects):
        page = self.ask("children", filters={"written_in": ["fr"]})
        counts = {item.language: item.count for item in page.elsewhere}
        assert counts == {"az": 1, "en": 1}

    # Phrases and exclusions

    def test_a_phrase_has_to_stand_together(self, objects):
        assert self.slugs('"safe schools"') == ["dublin"]
        assert self.slugs('"schools safe"') == []
        assert self.slugs("schools safe") == ["dublin"]

    def test_a_phrase_does_not_cross_versions_or_cut_words(self, db):
        self.add(described("a", version("en", "one two"), version("fr", "three four")))
        assert self.slugs('"two three"') == []
        assert self.slugs('"one tw"') == []

    def test_a_phrase_is_found_without_its_keyboard(self, objects):
        assert self.slugs('"usaqlarin qorunmasi"') == ["baku"]

    def test_an_excluded_word_leaves_out(self, objects):
        assert self.slugs("children -parents") == ["baku"]
        assert self.slugs('debate -"safe schools"')[0] == "lyon"
        assert "dublin" not in self.slugs('debate -"safe schools"')
        assert "lyon" not in self.slugs("-parents")

    @pytest.mark.parametrize("sign", ["-", "\u2013", "\u2212"])
    def test_a_dash_or_minus_before_a_word_excludes_it(self, objects, sign):
        assert self.slugs(f"children {sign}parents") == ["baku"]
        assert "dublin" not in self.slugs(f'debate {sign}"safe schools"')

    def test_an_excluded_word_is_whole(self, objects):
        assert self.slugs("town -hal") == ["town"]

    # Order

    def test_exact_comes_before_beginning_before_folded(self, db):
        self.add(
            described("folded", version("tr", "sehír"), days=3),
            described("beginning", version("tr", "sehirde"), days=2),
            described("exact", version("tr", "sehir"), days=1),
        )
        assert self.slugs("sehir", "tr") == ["exact", "beginning", "folded"]

    def test_title_comes_before_text(self, db):
        self.add(
            described("text", version("en", "Other", body="school"), days=2),
            described("title", version("en", "School"), days=1),
        )
        assert self.slugs("school") == ["title", "text"]

    def test_the_readers_language_comes_first_among_equals(self, db):
        self.add(
            described("other", version("fr", "Forum"), days=2),
            described("own", version("de", "Forum"), days=1),
        )
        assert self.slugs("forum", "de") == ["own", "other"]
        assert self.slugs("forum", "en") == ["other", "own"]

    def test_good_practice_comes_first_among_equals(self, db):
        self.add(
            described("plain", version("en", "Forum"), days=2),
            described("good", version("en", "Forum"), days=1, is_good_practice=True),
        )
        assert self.slugs("forum") == ["good", "plain"]

    def test_without_words_the_newest_comes_first(self, objects):
        slugs = self.slugs()
        assert slugs[0] in {"town", "kyiv"}
        assert slugs[-1] == "baku"
        assert self.slugs(sort="newest") == slugs

    def test_equal_hits_have_one_order(self, objects):
        both = sorted(["kyiv", "town"], key=lambda slug: key_of(slug).hex)
        assert self.slugs()[:2] == both

    def test_sort_by_country(self, objects):
        slugs = self.slugs(sort="country")
        assert slugs[:4] == ["town", "baku", "koeln", "lyon"]

    # Filters and facets

    def test_values_of_one_filter_are_alternatives(self, objects):
        found = self.slugs(filters={"country": ["AZ", "GE"]})
        assert found == ["tbilisi", "baku"]

    def test_different_filters_narrow(self, objects):
        filters = {"country": ["AZ", "GE"], "principle": ["protection"]}
        assert self.slugs(filters=filters) == ["tbilisi"]

    def test_filters_and_words_go_together(self, objects):
        assert self.slugs("children", filters={"written_in": ["fr"]}) == ["lyon"]

    def test_a_year_is_any_year_in_which_it_ran(self, objects):
        assert self.slugs(filters={"year": ["2022"]}) == ["nis"]
        assert self.slugs(filters={"year": ["2023"]}) == ["nis", "tbilisi"]

    def test_facets_count_every_hit(self, objects):
        page = self.ask("children")
        assert page.facets["action"] == (
            ("debate", 2),
            ("awareness", 1),
            ("training", 1),
        )
        assert page.facets["written_in"] == (("az", 1), ("en", 1), ("fr", 1))
        assert page.facets["profile"] == ()

    def test_a_facet_ignores_its_own_selection(self, objects):
        chosen = {"country": ["FR"], "action": ["debate"]}
        page = self.ask("children", filters=chosen)
        assert page.total == 1
        assert page.facets["country"] == (("FR", 1), ("IE", 1))
        assert page.facets["action"] == (("debate", 1),)
        assert page.facets["principle"] == (("prevention", 1),)

    def test_all_facets_may_be_filtered_at_once(self, objects):
        filters = {
            "country": ["FR"],
            "principle": ["prevention"],
            "action": ["debate"],
            "group": ["parents"],
            "profile": ["authority"],
            "year": ["2024"],
            "written_in": ["fr"],
            "signatory": ["lyon"],
        }
        page = self.ask(filters=filters)
        assert page.total == 0
        assert page.facets["group"] == ()

    def test_a_signatory_is_a_filter(self, db):
        self.add(
            described("a", facets={"signatory": ("lyon",)}),
            described("b", facets={"signatory": ("nice",)}),
        )
        assert self.slugs(filters={"signatory": ["lyon"]}) == ["a"]

    def test_values_nobody_has_find_nothing(self, objects):
        assert self.slugs(filters={"country": ["ZZ"]}) == []

    # Pages

    def test_pages_follow_one_another(self, objects):
        every = self.slugs(page_size=100)
        pages = [self.ask(page=number, page_size=4) for number in (1, 2, 3, 4)]
        assert [hit.slug for page in pages for hit in page.hits] == every
        assert [page.total for page in pages] == [10] * 4
        assert pages[0].pages == 3
        assert pages[3].hits == ()

    @pytest.mark.parametrize("sort", ["relevance", "newest", "country"])
    @pytest.mark.parametrize("text", ["", "children", "scho"])
    def test_cursors_give_every_hit_once(self, objects, text, sort):
        every = self.slugs(text, sort=sort)
        found, cursor = [], ""
        for _ in range(len(every) + 1):
            page = self.ask(text, sort=sort, page_size=1, cursor=cursor)
            found += [hit.slug for hit in page.hits]
            assert page.total == len(every)
            cursor = page.next_cursor
            if cursor is None:
                break
        assert found == every

    def test_a_cursor_of_another_order_is_refused(self, objects):
        cursor = self.ask(page_size=1).next_cursor
        with pytest.raises(CursorError):
            self.ask(page_size=1, sort="country", cursor=cursor)

    def test_an_invented_cursor_is_refused(self, objects):
        with pytest.raises(CursorError):
            self.ask(cursor="eyJhIjoxfQ")

    def test_a_page_too_deep_is_refused(self, objects):
        with pytest.raises(PageTooDeepError):
            self.ask(page=101, page_size=100)
        assert self.ask(page=100, page_size=100).hits == ()

    # Hits

    def test_a_hit_is_shown_in_the_best_version(self, objects):
        def shown(language):
            hits = self.ask("teachers", language).hits
            return hits[0].version.language

        assert shown("az") == "az"
        assert shown("en") == "en"
        assert shown("fr") == "az"
        (hit,) = self.ask("ბავშვთა", "fr").hits
        assert hit.version.language == "ka"

    def test_a_hit_carries_what_a_card_needs(self, db):
        card = {"provenance": {"state": "reviewed"}}
        self.add(
            described(
                "lyon",
                version("fr", "École", "Résumé", url="/fr/initiatives/lyon/", **card),
                version("az", "Məktəb"),
                version("en", "School"),
                facts={"place": "Lyon", "principles": ["prevention"], "level": None},
                country="FR",
            )
        )
        (hit,) = self.ask("", "fr").hits
        assert (hit.kind, hit.key, hit.slug) == ("initiative", key_of("lyon"), "lyon")
        assert hit.facts["principles"] == ["prevention"]
        assert hit.facts["level"] is None
        assert hit.country == "FR"
        assert hit.version.card == card
        assert hit.version.is_original
        assert hit.languages == ("fr", "az", "en")
        assert hit.highlights.title == "École"
        assert hit.highlights.summary == "Résumé"
        assert hit.highlights.body == ""

    def test_matches_say_how_they_were_found(self, objects):
        def kinds(text):
            return [match.kind for match in self.ask(text, "az").hits[0].matched_by]

        assert kinds("şəhərlərdə") == ["exact"]
        assert kinds("seherlerde") == ["folded"]
        assert kinds("seherlerde təlim") == ["exact", "folded"]
        assert self.ask().hits[0].matched_by == ()

    def test_words_are_marked(self, objects):
        (hit,) = self.ask("usaqlarin muellim", "az").hits
        expected = "Məktəblərdə <mark>uşaqların</mark> qorunması"
        assert hit.highlights.title == expected
        assert "<mark>müəllimlər</mark>" in hit.highlights.body

    def test_highlights_are_safe(self, db):
        body = "<script>alert('forum')</script> & <b>forum</b>"
        self.add(described("x", version("en", "<i>Forum</i>", body=body)))
        (hit,) = self.ask("forum").hits
        assert hit.highlights.title == "&lt;i&gt;<mark>Forum</mark>&lt;/i&gt;"
        assert "<script" not in hit.highlights.body
        assert "&lt;b&gt;<mark>forum</mark>&lt;/b&gt;" in hit.highlights.body

    def test_kinds_are_apart(self, objects):
        assert self.slugs("children", kind="signatory") == ["signer"]
        assert "signer" not in self.slugs("children")

    # What is gone

    def test_what_is_forgotten_is_not_found_before_the_index_knows(self, objects):
        forget("initiative", key_of("baku"))
        page = self.ask()
        assert page.total == 9
        assert "AZ" not in dict(page.facets["country"])
        assert self.slugs("imzalanması", "az") == []

    def test_what_is_forgotten_is_not_found_afterwards(self, objects):
        forget("initiative", key_of("baku"))
        self.sync()
        assert self.slugs("imzalanması", "az") == []

    def test_a_position_survives_the_other_engine(self, objects):
        hit = self.ask("children").hits[0]
        expected = Position(hit.score, 0, "")
        assert expected.leading == hit.score > 0
