"""The certificate, what checks it, and the badge."""

import io
import os
import shutil
import subprocess
from datetime import date

import pikepdf
import pytest
from django.core.files.storage import storages
from PIL import ImageFile

from core.private_files import PrivateStorage
from pact.models import CommitmentVersion
from signatories.certificates import certificate_pdf
from signatories.models import Membership, Signatory, Signature
from signatories.services import signatory_transition
from tests.conftest import VERAPDF
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

NUMBER = "2026-7F3KQ2MX"


@pytest.fixture
def own(member):
    return Membership.objects.get(user=member)


@pytest.fixture
def signature(own):
    commitment = CommitmentVersion.objects.get()
    return Signature.objects.create(
        signatory=own.signatory,
        commitment_version=commitment,
        number=commitment.number,
        language="en",
        text_hash=commitment.text_hash,
        signed_on=date(2026, 3, 1),
        signer_name="Somebody Private",
        certificate_number=NUMBER,
    )


needs_pdftotext = pytest.mark.skipif(
    not shutil.which("pdftotext") and not os.environ.get("CI"),
    reason="no pdftotext: install Debian's poppler-utils",
)


def text_of(pdf, tmp_path):
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf)
    answer = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    return answer.stdout


@needs_pdftotext
@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "1 March 2026"), ("az", "1 mart 2026"), ("ka", "მარტი")],
)
def test_it_says_who_signed_what_and_when(signature, tmp_path, language, day):
    text = text_of(certificate_pdf(signature, language), tmp_path)
    for wanted in (
        "Göyşəhər Bələdiyyəsi",
        NUMBER,
        day,
        signature.text_hash,
        f"/{language}/verify/{NUMBER}/",
    ):
        assert wanted in text
    assert "Somebody Private" not in text


@needs_pdftotext
@pytest.mark.parametrize(
    "name", ["კავკასიის მუნიციპალიტეტი", "Կապուտակի համայնք", "Győrszentmárton"]
)
def test_every_script_comes_back_as_text(signature, tmp_path, name):
    signature.signatory.official_name = name
    assert name in text_of(certificate_pdf(signature, "ka"), tmp_path)


def test_it_is_tagged_and_says_its_language(signature):
    with pikepdf.open(io.BytesIO(certificate_pdf(signature, "az"))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "az"
        assert b"pdfuaid" in document.Root.Metadata.read_bytes()


@pytest.mark.verapdf
def test_it_is_readable_for_everybody(signature, tmp_path):
    files = []
    for language in ("en", "az", "el", "ka"):
        files.append(tmp_path / f"{language}.pdf")
        files[-1].write_bytes(certificate_pdf(signature, language))
    command = ["java", "-cp", VERAPDF, "org.verapdf.apps.GreenfieldCliWrapper"]
    answer = subprocess.run(
        [*command, "--format", "text", "--verbose", "-f", "ua1", *files],
        capture_output=True,
        text=True,
    )
    verdicts = answer.stdout.splitlines()
    assert [line.split()[:1] for line in verdicts] == [["PASS"]] * 4, answer.stdout


def test_it_is_made_once_and_kept_privately(signature, monkeypatch):
    first = certificate_pdf(signature, "en")
    monkeypatch.setattr("signatories.certificates._make", None)
    assert certificate_pdf(signature, "en") == first
    assert not storages["default"].exists("certificates")


@pytest.mark.ignore_template_errors  # Wagtail's bar for editors
def test_members_alone_get_it(client, signature, member, translator):
    url = f"/az/account/signatories/{signature.signatory.key}/certificate.pdf"
    assert client.get(url).status_code == 302
    client.force_login(translator)
    assert client.get(url).status_code == 404
    client.force_login(member)
    answer = client.get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.ignore_template_errors  # Wagtail's bar for editors
def test_withdrawn_it_is_gone(client, signature, member, editor):
    certificate_pdf(signature, "en")
    signatory_transition(
        signatory=signature.signatory, verb="withdrawn", actor=editor, reason="asked"
    )
    folder = f"certificates/{NUMBER}"
    storage = PrivateStorage()
    assert not storage.exists(folder) or storage.listdir(folder)[1] == []
    client.force_login(member)
    url = f"/en/account/signatories/{signature.signatory.key}/certificate.pdf"
    assert client.get(url).status_code == 404
    text = Markup(client.get(f"/en/verify/{NUMBER}/")).text
    assert "This certificate has been withdrawn." in text
    assert "Göyşəhər" not in text


def test_a_demonstration_says_so(client, signature):
    text = Markup(client.get(f"/en/verify/{NUMBER}/")).text
    assert "Demonstration: this certificate proves nothing." in text


def test_a_valid_one_is_valid_in_small_letters_too(client, signature, settings):
    settings.DEMO = False
    Signatory.objects.filter(pk=signature.signatory_id).update(is_demo=False)
    text = Markup(client.get(f"/en/verify/{NUMBER.lower()}/")).text
    assert "This certificate is valid." in text
    assert "Göyşəhər Bələdiyyəsi" in text
    assert "1 March 2026" in text


@pytest.mark.parametrize("status", ["awaiting", "rejected"])
def test_before_confirmation_there_is_none(client, signature, status):
    Signatory.objects.filter(pk=signature.signatory_id).update(status=status)
    text = Markup(client.get(f"/en/verify/{NUMBER}/")).text
    assert "No certificate with this number exists." in text


def test_an_unknown_number_is_unknown(client):
    text = Markup(client.get("/en/verify/2026-1/")).text
    assert "No certificate with this number exists." in text


def test_the_badge_loads_nothing_from_elsewhere(client):
    answer = client.get("/az/signatories/goyseher-belediyyesi/badge.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    text = answer.content.decode()
    assert text.count("http") == 1  # the name of the format
    assert not client.cookies


def test_the_page_of_a_member_offers_badge_and_certificate(client, signature, member):
    client.force_login(member)
    key = signature.signatory.key
    text = client.get(f"/en/account/signatories/{key}/").content.decode()
    assert "certificate.pdf" in text
    assert "/en/signatories/goyseher-belediyyesi/badge.svg" in text


def test_making_one_leaves_the_check_of_uploaded_pictures_strict(signature):
    certificate_pdf(signature, "en")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
