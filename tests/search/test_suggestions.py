"""What the words typed so far may become, and where each suggestion leads."""

import pytest

from search import suggestions as module
from search.projection import projection_bulk
from search.query import parse
from tests.search.builders import described, version


@pytest.fixture(autouse=True)
def _counts_anew():
    """Nothing that another test counted is remembered."""
    forget_counts()
    yield
    forget_counts()


def forget_counts():
    """Count the terms anew; a reader may see counts that are a minute old."""
    module._known.forget()


def suggest(typed, language="en", **more):
    return module.suggestions(parse(typed, language=language), **more)


def publish(*descriptions):
    projection_bulk(descriptions)


def test_an_initiative_leads_to_its_page_in_the_readers_interface(db, no_index):
    publish(described("a", version("ka", "Pirosmani"), version("en", "Safe schools")))
    [found] = suggest("safe")
    assert (found.text, found.kind, found.path, found.language) == (
        "Safe schools",
        "initiative",
        "/en/initiatives/a/",
        "en",
    )
    [original] = suggest("pirosmani", "az")
    assert (original.path, original.language) == ("/az/initiatives/a/", "ka")


def test_a_signatory_leads_to_its_page(db, no_index):
    publish(described("town", version("el", "Γλαρόπετρα"), kind="signatory"))
    [found] = suggest("glaro")
    assert (found.kind, found.path, found.language) == (
        "signatory",
        "/en/signatories/town/",
        "el",
    )


def test_a_page_that_is_not_translated_keeps_the_readers_interface(db, no_index):
    publish(described("pact", version("en", "The Pact", url="/en/pact/"), kind="page"))
    [found] = suggest("pact", "az")
    assert found.kind == "page"
    assert found.language == "en"


def test_a_place_is_in_the_language_of_who_wrote_it(db, no_index):
    versions = (version("ka", "ბავშვები"), version("en", "Children"))
    publish(described("a", *versions, place="მზისწყარო"))
    [found] = suggest("მზისწყარო")
    assert (found.text, found.kind, found.language) == ("მზისწყარო", "place", "ka")
    assert found.path.startswith("/en/initiatives/?q=%22")


def test_a_term_is_suggested_only_while_an_initiative_has_it(db, no_index):
    assert suggest("awaren") == []
    publish(described("a", facets={"action": ("awareness",)}))
    forget_counts()
    [found] = suggest("awaren")
    assert (found.kind, found.path) == ("action", "/en/initiatives/?action=awareness")
    assert found.text == "Awareness in schools and other institutions"


def test_terms_stand_in_the_readers_language(db, no_index):
    publish(described("a", facets={"action": ("awareness",)}, country="AZ"))
    forget_counts()
    assert [found.language for found in suggest("azər", "az")] == ["az"]
    assert {found.kind for found in suggest("azər", "az")} == {"country"}


@pytest.mark.parametrize(
    ("language", "typed", "code", "text"),
    [
        ("en", "nursery", "awareness", "Awareness in schools and other institutions"),
        ("en", "nurs", "awareness", "Awareness in schools and other institutions"),
        ("en", "nu", "awareness", "Awareness in schools and other institutions"),
        ("en", "round ta", "debate", "Debates and information meetings"),
        ("az", "təlim", "training", None),
    ],
)
def test_an_everyday_word_suggests_its_term_by_the_label(
    db, no_index, language, typed, code, text
):
    publish(described("a", facets={"action": ("awareness", "debate", "training")}))
    forget_counts()
    [found] = suggest(typed, language)
    assert found.path == f"/{language}/initiatives/?action={code}"
    assert found.text == text or text is None


def test_a_label_that_goes_on_from_what_is_typed_hides_what_does_not(db, no_index):
    publish(
        described("a", facets={"action": ("awareness",), "group": ("teachers",)}),
    )
    forget_counts()
    # An everyday word for teachers is "school staff".
    assert [found.kind for found in suggest("schoo")] == ["action"]
    assert [found.kind for found in suggest("school staff")] == ["group"]


def test_two_letters_are_enough_and_a_single_one_is_left_out(db, no_index):
    publish(described("a", version("en", "Safe schools")))
    for typed in ("sa", "Safe s", "Safe sc", "Safe sch", "sch", "Safe schools f"):
        assert [found.text for found in suggest(typed)] == ["Safe schools"], typed


def test_signatories_are_suggested_where_signatories_are_looked_for(db, no_index):
    publish(
        *(described(f"s{n}", version("en", f"School {n}"), days=9) for n in range(20)),
        described(
            "town", version("en", "School town"), kind="signatory", place="Schoonhoven"
        ),
    )
    found = suggest("scho", kind="signatory")
    assert [(item.text, item.kind, item.path) for item in found] == [
        ("Schoonhoven", "place", "/en/signatories/?q=%22Schoonhoven%22"),
        ("School town", "signatory", "/en/signatories/town/"),
    ]


def test_there_are_never_more_than_fit(db, no_index):
    publish(*(described(f"s{n}", version("en", f"School {n}")) for n in range(20)))
    assert len(suggest("scho")) == module.LIMIT


@pytest.mark.parametrize("typed", ["", " ", "…", '"', "-school", "\x00"])
def test_what_is_no_word_gives_nothing(db, no_index, typed):
    publish(described("a", version("en", "School")))
    assert suggest(typed) == []
