"""One slug space: transliteration, uniqueness, old slugs, no slug given twice."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from core.addresses import (
    address_assign,
    address_current,
    address_free_slug,
    address_resolve,
    slug_from,
)
from core.exceptions import AddressTakenError
from core.models import PublicAddress
from initiatives.models import InitiativePage
from signatories.models import Signatory

KIND = PublicAddress.Kind.INITIATIVE


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Məktəbdə “sözünü de” dərsləri", "mektebde-sozunu-de-dersleri"),
        ("İdman klubları üçün qaydalar", "idman-klublari-ucun-qaydalar"),
        ("Գյուղը լսում է երեխաներին", "gyowghy-lsowm-e-erekhanerin"),
        ("სკოლა ბავშვებისთვის", "skola-bavshvebistvis"),
        ("Ασφαλές καλοκαίρι για τα παιδιά", "asfales-kalokairi-gia-ta-paidia"),
        ("Навчання вчителів у громаді", "navchannya-vchiteliv-u-gromadi"),
        ("Разговори са родитељима", "razgovori-sa-roditeljima"),
        ("Ђачки парламент", "djachki-parlament"),
        ("Çocuk Meclisi: güvenli mahalle", "cocuk-meclisi-guvenli-mahalle"),
        ("Straße für Þór", "strasse-fur-thor"),
        ("!!!", "item"),
        ("", "item"),
    ],
)
def test_a_title_in_any_script_gives_an_ascii_slug(title, slug):
    assert slug_from(title) == slug


@given(st.text(max_size=300))
def test_any_title_gives_a_slug_that_an_address_can_hold(title):
    slug = slug_from(title)
    assert slug.isascii()
    assert 0 < len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert slug[0] not in "-_"


def test_a_long_title_is_cut_between_two_words():
    slug = slug_from("Prevention of violence " * 10)
    assert slug.endswith(("-prevention", "-of", "-violence"))


@pytest.mark.django_db
class TestSlugSpace:
    def test_a_slug_that_is_taken_gets_a_number(self):
        for _ in range(2):
            slug = address_free_slug(kind=KIND, wanted="same-title", key=uuid4())
            address_assign(kind=KIND, key=uuid4(), slug=slug)
        free = address_free_slug(kind=KIND, wanted="same-title", key=uuid4())
        assert free == "same-title-3"

    def test_an_object_keeps_the_slug_that_is_its_own(self):
        key = uuid4()
        address_assign(kind=KIND, key=key, slug="own")
        assert address_free_slug(kind=KIND, wanted="own", key=key) == "own"

    def test_a_slug_of_another_object_is_refused(self):
        address_assign(kind=KIND, key=uuid4(), slug="mine")
        with pytest.raises(AddressTakenError):
            address_assign(kind=KIND, key=uuid4(), slug="mine")

    def test_a_slug_that_was_given_up_is_never_given_to_another(self):
        first, second = uuid4(), uuid4()
        address_assign(kind=KIND, key=first, slug="before")
        address_assign(kind=KIND, key=first, slug="after")
        with pytest.raises(AddressTakenError):
            address_assign(kind=KIND, key=second, slug="before")
        free = address_free_slug(kind=KIND, wanted="before", key=second)
        assert free == "before-2"

    def test_a_signatory_may_have_the_slug_of_an_initiative(self):
        initiative, signatory = uuid4(), uuid4()
        address_assign(kind=KIND, key=initiative, slug="both")
        other = PublicAddress.Kind.SIGNATORY
        address_assign(kind=other, key=signatory, slug="both")
        assert address_resolve(kind=KIND, slug="both") == (initiative, "both")
        assert address_resolve(kind=other, slug="both") == (signatory, "both")

    def test_an_old_slug_leads_to_the_current_one(self):
        key = uuid4()
        for slug in ("one", "two", "three"):
            address_assign(kind=KIND, key=key, slug=slug)
        assert address_resolve(kind=KIND, slug="one") == (key, "three")
        assert address_resolve(kind=KIND, slug="two") == (key, "three")
        assert address_current(kind=KIND, key=key) == "three"

    def test_an_object_may_return_to_a_former_slug(self):
        key = uuid4()
        for slug in ("one", "two", "one"):
            address_assign(kind=KIND, key=key, slug=slug)
        assert address_resolve(kind=KIND, slug="two") == (key, "one")
        assert PublicAddress.objects.filter(translation_key=key).count() == 2

    def test_assigning_the_current_slug_again_changes_nothing(self):
        key = uuid4()
        address_assign(kind=KIND, key=key, slug="one")
        address_assign(kind=KIND, key=key, slug="one")
        row = PublicAddress.objects.get(translation_key=key)
        assert (row.slug, row.is_current) == ("one", True)

    def test_what_never_stood_there_leads_nowhere(self):
        assert address_resolve(kind=KIND, slug="never") is None
        assert address_current(kind=KIND, key=uuid4()) is None

    def test_the_database_itself_refuses_a_slug_twice(self):
        PublicAddress.objects.create(kind=KIND, slug="x", translation_key=uuid4())
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicAddress.objects.create(kind=KIND, slug="x", translation_key=uuid4())

    def test_the_database_itself_refuses_two_current_slugs(self):
        key = uuid4()
        PublicAddress.objects.create(kind=KIND, slug="x", translation_key=key)
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicAddress.objects.create(kind=KIND, slug="y", translation_key=key)


def publish_as(page, slug):
    page.slug = slug
    page.save_revision().publish()


@pytest.mark.django_db
class TestInitiative:
    SLUG = "glaropetra-safe-summer"

    @pytest.fixture
    def original(self):
        return next(
            page
            for page in InitiativePage.objects.filter(slug=self.SLUG, alias_of=None)
            if page.language == "el"
        )

    @pytest.mark.parametrize("code", ["el", "en", "de", "ka"])
    def test_its_old_address_answers_301_in_every_language(
        self, client, original, code
    ):
        publish_as(original, "asfales-kalokairi")
        old = client.get(f"/{code}/initiatives/{self.SLUG}/")
        assert old.status_code == 301
        assert old["Location"] == f"/{code}/initiatives/asfales-kalokairi/"
        assert client.get(old["Location"]).status_code == 200

    def test_it_may_return_to_its_former_address(self, client, original):
        publish_as(original, "asfales-kalokairi")
        publish_as(original, self.SLUG)
        assert client.get(f"/en/initiatives/{self.SLUG}/").status_code == 200
        other = client.get("/en/initiatives/asfales-kalokairi/")
        assert other["Location"] == f"/en/initiatives/{self.SLUG}/"

    def test_its_translations_share_its_address(self, original):
        publish_as(original, "asfales-kalokairi")
        pages = InitiativePage.objects.filter(translation_key=original.translation_key)
        assert len(pages) > 1
        assert {page.slug for page in pages} == {"asfales-kalokairi"}
        assert {page.url_path.split("/")[-2] for page in pages} == {"asfales-kalokairi"}


@pytest.mark.django_db
class TestSignatory:
    @pytest.fixture
    def renamed(self):
        signatory = Signatory.objects.get(official_name="Δήμος Γλαρόπετρας")
        kind = PublicAddress.Kind.SIGNATORY
        address_assign(kind=kind, key=signatory.key, slug="dimos-glaropetras")
        signatory.save()
        return signatory

    @pytest.mark.parametrize("code", ["el", "en", "az"])
    def test_its_old_address_answers_301(self, client, renamed, code):
        old = client.get(f"/{code}/signatories/glaropetra/")
        assert old.status_code == 301
        assert old["Location"] == f"/{code}/signatories/dimos-glaropetras/"
        assert client.get(old["Location"]).status_code == 200

    def test_lists_and_initiatives_link_its_new_address(self, client, renamed):
        for address in ("/en/signatories/", "/en/initiatives/?country=GR"):
            content = client.get(address).content.decode()
            assert "/en/signatories/dimos-glaropetras/" in content
            assert "/en/signatories/glaropetra/" not in content

    def test_its_list_of_initiatives_is_found_under_the_old_address_too(
        self, client, renamed
    ):
        new = client.get("/en/initiatives/?signatory=dimos-glaropetras")
        old = client.get("/en/initiatives/?signatory=glaropetra")
        assert new.context["result"]["total"] > 0
        assert old.context["result"]["total"] == new.context["result"]["total"]
        assert old.context["ignored"] == []
