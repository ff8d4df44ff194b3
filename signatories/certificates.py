"""The certificate of a signature, as a PDF that can be checked.

It is made when a member asks for it and kept privately; what is shown on it comes from
the signature alone, so the same certificate is never made twice.
"""

import hashlib
import io
from typing import Final

import segno
from django.conf import settings
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from PIL import ImageFile

from core.current import interface_language, use_language
from core.languages import BY_CODE
from core.mail import absolute_url
from core.private_files import PrivateStorage
from signatories.choices import Status
from signatories.models import Signature
from signatories.projection import name_language

FOLDER: Final = "certificates"
TEMPLATE: Final = "signatories/certificate.html"
# Raise it when the template changes.
EDITION: Final = 1


def certificate_state(signature: Signature) -> str:
    """Return `valid`, `withdrawn`, `demonstration`, or `unknown` before confirmation."""
    signatory = signature.signatory
    if signatory.status == Status.WITHDRAWN:
        return "withdrawn"
    if signatory.status != Status.CONFIRMED:
        return "unknown"
    return "demonstration" if signatory.is_demo or settings.DEMO else "valid"


def certificate_pdf(signature: Signature, language: str) -> bytes:
    """Return the certificate in a language, made now unless it was made before."""
    storage = PrivateStorage()
    name = _file_name(signature, language)
    if storage.exists(name):
        with storage.open(name) as file:
            return bytes(file.read())
    pdf = _make(signature, language)
    storage.save(name, ContentFile(pdf))
    return pdf


def certificates_delete(signature: Signature) -> None:
    """Delete what was kept of a signature's certificates."""
    storage = PrivateStorage()
    folder = f"{FOLDER}/{signature.certificate_number}"
    if storage.exists(folder):
        for name in storage.listdir(folder)[1]:
            storage.delete(f"{folder}/{name}")


def _file_name(signature: Signature, language: str) -> str:
    signatory = signature.signatory
    facts = (
        EDITION,
        signatory.official_name,
        signatory.latin_name,
        certificate_state(signature),
        verify_url(signature, language),
    )
    digest = hashlib.sha256(repr(facts).encode()).hexdigest()[:12]
    return f"{FOLDER}/{signature.certificate_number}/{language}-{digest}.pdf"


def verify_url(signature: Signature, language: str) -> str:
    """Return the address at which anybody checks the certificate."""
    return absolute_url(f"/{language}/verify/{signature.certificate_number}/")


def _make(signature: Signature, language: str) -> bytes:
    # Its import takes seconds and most processes never make a certificate.
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    # It lets Pillow read broken files everywhere (weasyprint 70, images.py), uploads
    # included.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with use_language(language):
        html = render_to_string(TEMPLATE, _context(signature, language))
    out = io.BytesIO()
    # All that is needed stands in the page: nothing is fetched from anywhere.
    fetcher = URLFetcher(allowed_protocols={"data"})
    HTML(string=html, url_fetcher=fetcher).write_pdf(out, pdf_variant="pdf/ua-1")
    return out.getvalue()


def _context(signature: Signature, language: str) -> dict[str, object]:
    spoken = interface_language(language)
    url = verify_url(signature, language)
    code = segno.make(url, error="m")
    return {
        "signature": signature,
        "signatory": signature.signatory,
        "name_language": name_language(signature.signatory),
        "language": spoken,
        "direction": BY_CODE[spoken].direction,
        "is_demo_item": certificate_state(signature) == "demonstration",
        "verify_url": url,
        "qr": code.svg_data_uri(border=0, dark="#14282e"),
        "title": _("Certificate of signature"),
    }
