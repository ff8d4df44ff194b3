"""One action takes a text down everywhere, and nothing is forgotten."""

import io

import pytest
from django.apps import apps
from django.core.files.images import ImageFile
from django.db import models
from django.urls import URLPattern, get_resolver
from PIL import Image
from wagtail.fields import StreamField
from wagtail.models import ReferenceIndex

from core import withdrawal
from core.languages import CODES
from core.models import PortalImage, PublicAddress, Withdrawal
from core.private_files import PrivateStorage
from home.selectors import figures_context
from initiatives.models import DraftPicture, Initiative, InitiativePage
from search.models import SearchDocument, SearchObject
from signatories.models import Signatory, SignatoryEvent
from signatories.services import signatory_transition
from tests.test_pages import PLACES

pytestmark = pytest.mark.django_db

ROOMS = (
    "portal",
    "home",
    "initiatives",
    "signatories",
    "pact",
    "accounts",
    "translations",
    "search",
    "core",
)
OTHERS = (
    "/sitemap.xml",
    "/robots.txt",
    "/api/v1/initiatives/?page_size=100",
    "/api/v1/initiatives/?q={word}",
    "/api/v1/initiatives/suggest/?q={word}",
    "/api/v1/signatories/?page_size=100",
    "/api/v1/signatories/?q={word}",
    "/api/v1/statistics/",
    "/api/v1/pages/",
    "/en/initiatives/?q={word}",
    "/en/initiatives/?page=2",
    "/en/initiatives/?signatory=goyseher-belediyyesi",
    "/en/signatories/?q={word}",
    "/en/signatories/goyseher-belediyyesi/",
)


def take_down(kind, key, **more):
    return withdrawal.withdraw(
        kind=kind, key=key, **({"reason": "a child is named", "actor": None} | more)
    )


def everywhere(word):
    """Every public address in three languages, and those without a language."""
    pages = [f"/{code}/{place}" for code in ("en", "az", "ka") for place in PLACES]
    return [*pages, *(address.format(word=word) for address in OTHERS)]


def where(client, texts, word):
    """Addresses at which one of the texts can be read."""
    found = set()
    for address in everywhere(word):
        content = client.get(address).content.decode()
        if any(text in content for text in texts):
            found.add(address)
    return found


class TestInitiative:
    SLUG = "mektebde-sozunu-de-dersleri"

    @pytest.fixture
    def pages(self):
        return list(InitiativePage.objects.filter(slug=self.SLUG, alias_of=None))

    @pytest.fixture
    def key(self, pages):
        return pages[0].translation_key

    def test_its_title_stands_nowhere_any_more(self, client, pages, key):
        texts = {page.title for page in pages}
        assert len(where(client, texts, "sözünü")) > 10
        take_down("initiative", key)
        assert where(client, texts, "sözünü") == set()

    def test_it_is_missing_in_every_language(self, client, key):
        take_down("initiative", key)
        statuses = {
            code: client.get(f"/{code}/initiatives/{self.SLUG}/").status_code
            for code in CODES
        }
        assert statuses == dict.fromkeys(CODES, 404)

    def test_programs_miss_it_too(self, client, key):
        take_down("initiative", key)
        for code in ("en", "az"):
            address = f"/api/v1/initiatives/{self.SLUG}/?language={code}"
            assert client.get(address).status_code == 404

    def test_the_figures_count_it_no_more(self, key):
        def counted():
            return [figure["value"] for figure in figures_context()["figures"]]

        before = counted()
        take_down("initiative", key)
        assert counted()[1] == before[1] - 1

    def test_the_search_keeps_no_word_of_it(self, key):
        take_down("initiative", key)
        row = SearchObject.objects.get(kind="initiative", key=key)
        assert row.is_gone
        assert not SearchDocument.objects.filter(object=row).exists()

    def test_who_did_it_and_why_is_kept(self, key, editor):
        take_down("initiative", key, reason="first", actor=editor)
        take_down("initiative", key, reason="second")
        tombstone = Withdrawal.objects.get(kind="initiative", key=key)
        assert (tombstone.reason, tombstone.actor) == ("first", editor)
        assert tombstone.lifted_at is None

    def test_publishing_an_old_revision_does_not_bring_it_back(
        self, client, pages, key
    ):
        revisions = [page.save_revision() for page in pages]
        take_down("initiative", key)
        for revision in revisions:
            revision.publish()
        assert client.get(f"/en/initiatives/{self.SLUG}/").status_code == 404
        assert not SearchDocument.objects.filter(object__key=key).exists()
        live = InitiativePage.objects.filter(translation_key=key, live=True)
        assert not live.exists()

    def test_a_late_save_does_not_bring_it_back(self, client, pages, key):
        take_down("initiative", key)
        for page in pages:
            page.live = True
            page.save()
        assert client.get(f"/en/initiatives/{self.SLUG}/").status_code == 404
        assert not SearchDocument.objects.filter(object__key=key).exists()

    def test_its_address_is_never_given_to_another(self, key):
        take_down("initiative", key)
        assert PublicAddress.objects.filter(slug=self.SLUG, is_current=True).exists()

    def test_a_lifted_withdrawal_publishes_nothing_by_itself(self, client, pages, key):
        take_down("initiative", key)
        withdrawal.lift(kind="initiative", key=key)
        assert client.get(f"/en/initiatives/{self.SLUG}/").status_code == 404
        original = next(page for page in pages if page.language == "az")
        original.save_revision().publish()
        assert client.get(f"/en/initiatives/{self.SLUG}/").status_code == 200

    def test_other_initiatives_stay(self, client, key):
        total = SearchObject.objects.filter(kind="initiative", is_gone=False).count()
        take_down("initiative", key)
        left = SearchObject.objects.filter(kind="initiative", is_gone=False).count()
        assert left == total - 1
        assert Initiative.objects.filter(key=key).exists()


class TestSignatory:
    SLUG = "goyseher-belediyyesi"

    @pytest.fixture
    def signatory(self):
        key = PublicAddress.objects.get(kind="signatory", slug=self.SLUG)
        return Signatory.objects.get(key=key.translation_key)

    @pytest.fixture
    def texts(self, signatory):
        """Everything by which it could be recognised, its initiatives included."""
        pages = InitiativePage.objects.filter(signatory=signatory)
        return {
            signatory.official_name,
            signatory.latin_name or signatory.official_name,
            *(profile.summary[:40] for profile in signatory.profiles.all()),
            *(page.title for page in pages),
        }

    def test_neither_it_nor_its_initiatives_stand_anywhere(
        self, client, signatory, texts
    ):
        assert len(where(client, texts, "belediyyəsi")) > 10
        signatory_transition(
            signatory=signatory, verb="withdrawn", actor=None, reason="asked for it"
        )
        assert where(client, texts, "bələdiyyəsi") == set()

    def test_the_withdrawal_itself_is_enough(self, client, signatory):
        take_down("signatory", signatory.key)
        signatory.refresh_from_db()
        assert signatory.status == "withdrawn"
        assert client.get(f"/az/signatories/{self.SLUG}/").status_code == 404
        assert client.get(f"/api/v1/signatories/{self.SLUG}/").status_code == 404
        pages = InitiativePage.objects.filter(signatory=signatory)
        assert not pages.filter(live=True).exists()
        assert SignatoryEvent.objects.filter(
            signatory=signatory, verb="withdrawn"
        ).exists()

    def test_publishing_old_revisions_does_not_bring_it_back(
        self, client, signatory, texts
    ):
        profiles = list(signatory.profiles.all())
        pages = list(InitiativePage.objects.filter(signatory=signatory))
        revisions = [item.save_revision() for item in (*profiles, *pages)]
        take_down("signatory", signatory.key)
        for revision in revisions:
            revision.publish()
        assert where(client, texts, "belediyyəsi") == set()
        keys = [signatory.key, *(page.translation_key for page in pages)]
        assert not SearchDocument.objects.filter(object__key__in=keys).exists()

    def test_saving_its_row_again_does_not_bring_it_back(self, client, signatory):
        take_down("signatory", signatory.key)
        fresh = Signatory.objects.get(pk=signatory.pk)
        fresh.region = "elsewhere"
        fresh.save()
        assert client.get(f"/en/signatories/{self.SLUG}/").status_code == 404

    def test_its_name_is_not_said_back_by_a_filter(self, client, signatory):
        address = f"/en/initiatives/?signatory={self.SLUG}"
        assert signatory.official_name in client.get(address).content.decode()
        take_down("signatory", signatory.key)
        response = client.get(address)
        assert signatory.official_name not in response.content.decode()
        assert response.context["ignored"] == [
            {"name": "signatory", "value": self.SLUG}
        ]

    def test_other_signatories_stay(self, signatory):
        others = Signatory.objects.public().exclude(pk=signatory.pk)
        before = others.count()
        take_down("signatory", signatory.key)
        assert others.count() == before > 5


# Wagtail 8.0 leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestPictures:
    """Their files, whose addresses follow from one another."""

    SLUG = TestInitiative.SLUG

    @pytest.fixture(autouse=True)
    def _folders(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path / "media"
        settings.PRIVATE_ROOT = tmp_path / "private"

    @pytest.fixture
    def image(self):
        out = io.BytesIO()
        Image.new("RGB", (60, 40), (20, 90, 110)).save(out, "JPEG")
        return PortalImage.objects.create(
            title="A yard",
            file=ImageFile(io.BytesIO(out.getvalue()), name=f"{'0a' * 16}.jpg"),
            shows_no_recognisable_child=True,
        )

    def shown_by(self, image, slug=SLUG):
        """Put the image into the body of every language of an initiative."""
        pages = list(InitiativePage.objects.filter(slug=slug, alias_of=None))
        for page in pages:
            block = page.body.stream_block.child_blocks["image"]
            value = {"image": image.pk, "alt_text": "A yard", "decorative": False}
            page.body.append(("image", block.to_python(value)))
            page.save()
            ReferenceIndex.create_or_update_for_object(page)
        return pages

    def files_of(self, image):
        """Original and one copy, as anybody may open them."""
        copy = image.get_rendition("width-1000|format-webp")
        return image.file.storage, [image.file.name, copy.file.name]

    def public(self, files):
        storage, names = files
        return [storage.exists(name) for name in names]

    def test_a_withdrawn_initiative_leaves_neither_copies_nor_originals(
        self, image, django_capture_on_commit_callbacks
    ):
        pages = self.shown_by(image)
        files = self.files_of(image)
        with image.file.storage.open(image.file.name) as file:
            original = file.read()
        with django_capture_on_commit_callbacks(execute=True):
            take_down("initiative", pages[0].translation_key)
        assert self.public(files) == [False, False]
        private = PrivateStorage()
        (kept,) = private.listdir(f"withdrawn/{image.pk}")[1]
        with private.open(f"withdrawn/{image.pk}/{kept}") as file:
            assert file.read() == original
        assert "0a0a" not in kept

    def test_withdrawing_twice_harms_nothing(
        self, image, django_capture_on_commit_callbacks
    ):
        pages = self.shown_by(image)
        self.files_of(image)
        for _time in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                take_down("initiative", pages[0].translation_key)
        assert len(PrivateStorage().listdir(f"withdrawn/{image.pk}")[1]) == 1

    def test_a_withdrawal_that_is_rolled_back_moves_nothing(self, image):
        pages = self.shown_by(image)
        take_down("initiative", pages[0].translation_key)
        assert image.file.storage.exists(image.file.name)

    def test_a_picture_of_an_earlier_version_goes_too(
        self, image, django_capture_on_commit_callbacks
    ):
        page = InitiativePage.objects.filter(slug=self.SLUG, alias_of=None).first()
        DraftPicture.objects.create(
            initiative_id=page.translation_key, image=image, width=60, height=40
        )
        files = self.files_of(image)
        with django_capture_on_commit_callbacks(execute=True):
            take_down("initiative", page.translation_key)
        assert self.public(files) == [False, False]

    def test_a_picture_that_another_live_page_shows_stays(
        self, image, django_capture_on_commit_callbacks
    ):
        pages = self.shown_by(image)
        other = (
            InitiativePage.objects.published()
            .exclude(signatory=pages[0].signatory)
            .first()
        )
        others = self.shown_by(image, other.slug)
        files = self.files_of(image)
        with django_capture_on_commit_callbacks(execute=True):
            take_down("initiative", pages[0].translation_key)
        assert self.public(files) == [True, True]
        image.refresh_from_db()
        assert image.shows_no_recognisable_child
        with django_capture_on_commit_callbacks(execute=True):
            take_down("initiative", others[0].translation_key)
        assert self.public(files) == [False, False]

    def test_a_lifted_withdrawal_brings_the_text_back_without_the_picture(
        self, client, image, django_capture_on_commit_callbacks
    ):
        pages = self.shown_by(image)
        self.files_of(image)
        address = f"/en/initiatives/{self.SLUG}/"
        assert "A yard" in client.get(address).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            take_down("initiative", pages[0].translation_key)
        withdrawal.lift(kind="initiative", key=pages[0].translation_key)
        for page in InitiativePage.objects.filter(pk__in=[one.pk for one in pages]):
            page.save_revision().publish()
        response = client.get(address)
        assert response.status_code == 200
        assert "A yard" not in response.content.decode()
        api = client.get(f"/api/v1/initiatives/{self.SLUG}/?language=en")
        assert api.status_code == 200

    def test_a_withdrawn_signatory_leaves_no_logo(
        self, image, django_capture_on_commit_callbacks
    ):
        key = PublicAddress.objects.get(kind="signatory", slug=TestSignatory.SLUG)
        signatory = Signatory.objects.get(key=key.translation_key)
        profile = signatory.profiles.filter(live=True).first()
        profile.logo = image
        profile.save()
        ReferenceIndex.create_or_update_for_object(profile)
        files = self.files_of(image)
        with django_capture_on_commit_callbacks(execute=True):
            take_down("signatory", signatory.key)
        assert self.public(files) == [False, False]


def test_withdrawing_what_nobody_knows_harms_nothing():
    from uuid import uuid4

    before = SearchDocument.objects.count()
    for kind in ("initiative", "signatory"):
        take_down(kind, uuid4())
    assert SearchDocument.objects.count() == before


# Completeness. Text in a model that the public never reads:
NOT_PUBLIC = {
    "accounts.User": "people who log in; shown to themselves and to staff alone",
    "core.OutgoingMail": "goes to one person; its text is shown to nobody else",
    "core.Report": "read by staff alone; no free text, the path is an address",
    "initiatives.Review": "read by moderators and the signatory itself alone",
    "initiatives.FlaggedText": "seen by two groups of staff alone, deleted after 30 days",
    "initiatives.ModerationEvent": "the log of moderation, read by staff alone",
    "initiatives.ModeratorScope": "countries and languages of a moderator",
    "initiatives.DraftPicture": (
        "outside the public folder; what it becomes by approval is an image of the portal"
    ),
    "signatories.DraftLogo": "the same, of a signatory",
    "core.Withdrawal": "the log of withdrawals itself, read by staff alone",
    "signatories.SignatoryEvent": "the log of a signatory, read by staff alone",
    "signatories.Membership": "who acts for a signatory; shown to colleagues alone",
    "signatories.Registration": "what somebody types; found by the secret of a mail",
    "signatories.JoinRequest": "read by managers and staff alone",
    "signatories.Invitation": "read by managers alone",
    "signatories.MemberInvitation": "read by the association that typed it alone",
    "signatories.UnwantedAddress": "keyed hashes of addresses, shown to nobody",
    "signatories.ClaimLink": "read by staff alone",
    "search.BestBet": "points to an object; shown only while the projection has it",
    "search.SynonymSet": "words of editors, which widen a query and are never shown",
    "search.BlockedSuggestion": "words of editors, which are never shown",
    "search.NeedPhrase": "words of editors, which are never shown",
    "search.UnansweredQuery": "what many typed, read by staff alone",
    "translations.TextProvenance": (
        "codes beside a version, shown only with it; a lifted withdrawal needs them, or "
        "a machine draft would come back as a translation"
    ),
    "translations.SegmentState": "codes and names of who translated, for staff alone",
    "translations.SegmentEvent": (
        "the history of a translation, read by translators alone; a lifted withdrawal "
        "needs it"
    ),
    "translations.SegmentComment": "read by translators and reviewers alone",
    "translations.TranslationProgress": "counts; shown to translators alone",
    "translations.TranslationPolicy": "what editors decided, in codes",
    "translations.TranslationJob": "read by central editors alone, for 90 days",
    "translations.TranslationJobItem": "the same, each part of it",
    "translations.ImportBatch": "name of a file, read by staff alone",
    "translations.ImportPart": "states of texts before an import, for undoing it",
    "translations.LanguageRight": "who translates into which language",
    "translations.MachineUsage": "counts of characters, read by staff alone",
    "translations.Notice": "codes of what a person was told",
    "core.PublicAddress": (
        "answers 404 once its object is gone; kept so that nobody else gets the slug"
    ),
}
# Text that the Congress publishes itself, which is nobody's initiative or signature:
NOT_WITHDRAWABLE = {
    "core.MemberState": "facts about states",
    "core.OtherParty": "facts about states",
    "core.Helpline": "help numbers; shown only while their row says `verified`",
    "core.SharedValue": "numbers, dates and telephone numbers of the Congress's texts",
    "home.HomePage": "the portal's own page: unpublished by its editors",
    "home.ContentPage": "the portal's own page: unpublished by its editors",
    "pact.PactPage": "the portal's own page: unpublished by its editors",
    "pact.ConventionPage": "the portal's own page: unpublished by its editors",
    "initiatives.InitiativeIndexPage": "the portal's own page: title and lead of a list",
    "signatories.SignatoryIndexPage": "the portal's own page: title and lead of a list",
    "pact.Principle": "vocabulary: labels of codes",
    "pact.Action": "vocabulary: labels of codes",
    "pact.TargetGroup": "vocabulary: labels of codes",
    "translations.GlossaryConcept": "words of the field, written by editors",
    "translations.GlossaryTerm": "words of the field, written by editors",
    "pact.CommitmentVersion": "what was signed; has to stay readable for who signed it",
    "pact.TermsVersion": "what was accepted; has to stay readable for who accepted it",
    "core.PortalImage": (
        "shared by texts; its files go with the last live text that shows it, and "
        "unticking its confirmation hides it everywhere"
    ),
    "core.PortalDocument": "shared by texts; deleted by its editors",
}
TEXTS = (models.CharField, models.TextField, models.FileField, models.JSONField)


def text_models():
    """Every concrete model of the project's own rooms with a field for words or files."""
    return {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        and any(
            isinstance(field, (*TEXTS, StreamField))
            for field in model._meta.get_fields()
        )
    }


def test_every_model_that_holds_text_is_taken_down_or_says_why_not():
    unaccounted = text_models() - withdrawal.covered()
    assert unaccounted == set(NOT_PUBLIC) | set(NOT_WITHDRAWABLE)


def test_no_model_is_excused_and_taken_down_at_once():
    assert not withdrawal.covered() & (set(NOT_PUBLIC) | set(NOT_WITHDRAWABLE))


def test_what_is_said_to_be_taken_down_exists():
    labels = {item for item in withdrawal.covered() if not item.startswith("output:")}
    assert labels <= text_models()


# Where public text comes out, by the beginning of its address; the longest one counts.
OUTPUTS = {
    "<language>/initiatives/<slug:slug>/": "output:initiative-pages",
    "<language>/signatories/<slug:slug>/": "output:signatory-pages",
    "<language>/initiatives/": "output:lists",
    "<language>/signatories/": "output:lists",
    "<language>/figures/": "output:figures",
    # Pages with cards of the newest initiatives; the projection is their only source.
    "<language>/^((?:[\\w\\-]+/)*)$": "output:lists",
    "<language>/account/": "output:lists",
    "<language>/account/signatories/": "output:signatory-pages",
    "<language>/account/signatories/<uuid:key>/certificate.pdf": "output:certificates",
    "<language>/verify/": "output:certificates",
    "api/v1/": "output:api",
    "sitemap.xml": "output:sitemap",
}
WITHOUT = {
    "admin/": "staff",
    "documents/": "files that editors delete",
    "health/": "says how the services are",
    "robots.txt": "names places, no texts",
    "^media/": "files that editors delete",
    "<language>/account/login/": "a form",
    "<language>/account/logout/": "a form",
    "<language>/account/2fa/": "forms",
    "<language>/account/again/": "a form",
    "<language>/account/^confirm-email/": "a form",
    "<language>/account/confirm-email/": "a form",
    "<language>/account/data/": "one's own data, to oneself",
    "<language>/account/delete": "forms",
    "<language>/account/email/": "a form",
    "<language>/account/inactive/": "a sentence",
    "<language>/account/^password/": "forms",
    "<language>/account/password/": "forms",
    "<language>/account/person/": "a form",
    "<language>/account/signup/": "leads to signing",
    "<language>/help/": "helplines",
    "<language>/languages/": "counts of languages",
    "<language>/open-data/": "explains the interface",
    "<language>/^report-translation/": "a form",
    "<language>/review-translation/": (
        "one text to one reviewer; a withdrawal takes the link back"
    ),
    "<language>/sign/": "the commitment",
}


def routes(patterns, prefix=""):
    for item in patterns:
        pattern = item.pattern
        is_language = type(pattern).__name__ == "LanguagePrefixPattern"
        route = prefix + ("<language>/" if is_language else str(pattern))
        if isinstance(item, URLPattern):
            yield route
        else:
            yield from routes(item.url_patterns, route)


def outputs_by_route():
    known = OUTPUTS | WITHOUT
    for route in routes(get_resolver().url_patterns):
        begin = max(
            (key for key in known if route.startswith(key)), key=len, default=""
        )
        yield route, known.get(begin, "")


def test_every_address_says_how_withdrawn_text_leaves_it_or_why_it_has_none():
    assert [route for route, name in outputs_by_route() if not name] == []


def test_every_output_is_covered_by_a_handler():
    names = {name for _route, name in outputs_by_route() if name.startswith("output:")}
    assert names == set(OUTPUTS.values())
    assert {*names, "output:search-index"} <= withdrawal.covered()
