"""Makes the pictures of the README and of docs/ from a portal of its own.

    screenshots.py [NAME …]

Makes all of them, or those whose file names are given. Loads the demonstration and a few texts that wait into an SQLite file that is thrown away
afterwards, starts the portal on a free port and goes through its pages as visitor,
signatory and moderator. Pictures go to docs/images/ and may weigh 200 KB each at most.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import django
import translated_page
from playwright.sync_api import Browser, Page, sync_playwright

CLONE: Final = Path(__file__).resolve().parents[1]
IMAGES: Final = CLONE / "docs" / "images"
CHROMIUM: Final = shutil.which("chromium") or "/usr/bin/chromium"
WIDTH: Final = 1280
MAX_BYTES: Final = 200_000
VISITOR: Final = ""
SIGNATORY: Final = "signatory@demo.example"
EDITOR: Final = "editor@demo.example"
TRANSLATOR: Final = "translator@demo.example"
REVIEWER: Final = "reviewer@demo.example"


class PictureError(Exception):
    """A picture could not be made as the documents need it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        who: e-mail address of the person who looks; "" for a visitor.
        place: address below the portal's, or the text of a link to follow from there,
            after "→".
        height: in pixels.
        from_top: selector of what stands at the upper edge; "" for the page's beginning.
    """

    who: str
    place: str
    height: int = 800
    from_top: str = ""


PICTURES: Final = {
    "home.png": Picture(VISITOR, "/en/", 900),
    "search-az.png": Picture(VISITOR, "/az/initiatives/?q=usaq", 900),
    "sign.png": Picture(VISITOR, "/en/sign/", 860),
    "account.png": Picture(SIGNATORY, "/en/account/", 1000),
    "write.png": Picture(
        SIGNATORY, "/en/account/ → Answer the moderator", 900, "main h1"
    ),
    "colleagues.png": Picture(
        SIGNATORY, "/en/account/ → Göyşəhər Bələdiyyəsi → Colleagues"
    ),
    "members.png": Picture(
        SIGNATORY,
        "/en/account/ → Lanterns for Children → Invite your members",
        700,
        "#invited",
    ),
    "queue.png": Picture(EDITOR, "/admin/moderation/", 640),
    "review.png": Picture(EDITOR, "/admin/moderation/ → Evenings at the pier", 900),
    "confirm.png": Picture(EDITOR, "/admin/moderation/ → Harrowfield Bay"),
    "translate-work.png": Picture(TRANSLATOR, "/admin/translations/work/"),
    "translate-editor.png": Picture(
        TRANSLATOR,
        f"/admin/translations/work/?language=fr → {translated_page.TITLE}",
        1500,
    ),
    "translate-matrix.png": Picture(
        EDITOR,
        "/admin/translations/?language=az&language=de&language=el&language=fr"
        "&language=ka",
    ),
    "translate-object.png": Picture(
        EDITOR, f"/admin/translations/?q=trainers → {translated_page.TITLE}", 900
    ),
    "languages.png": Picture(VISITOR, "/en/languages/", 900, "#languages-caption"),
}


def prepare() -> str:
    """Load what the pictures show; return the password of the accounts."""
    django.setup()
    from django.core.management import call_command

    from accounts.models import User
    from home.demo.accounts import DEVELOPMENT_PASSWORD

    for command in ("migrate", "load_demo"):
        call_command(command, verbosity=0)
    _people_and_texts()
    User.objects.filter(email=TRANSLATOR).update(language="en")
    translated_page.page_prepare(TRANSLATOR, REVIEWER)
    return DEVELOPMENT_PASSWORD


def _people_and_texts() -> None:
    """Let something wait for everybody; all of it is invented."""
    from accounts.models import User
    from core.addresses import address_resolve
    from core.models import Report
    from initiatives.services import review_ask_changes
    from signatories.models import Membership
    from signatories.services import (
        colleague_invite,
        members_invite,
        signatory_register,
        signatory_transition,
    )

    editor, user = User.objects.get(email=EDITOR), User.objects.get(email=SIGNATORY)
    user.language = "en"
    user.save()
    town = Membership.objects.get(user=user).signatory
    _submit(
        "Evenings at the pier",
        "The town invites parents, coaches and teachers to the old pier.\n\n"
        "Questions? Ring Aysel on 050 555 01 02 after work.",
        town,
        user,
    )
    asked = _submit(
        "A map of safe places",
        "There is a map of the places in town where somebody listens.",
        town,
        user,
    )
    review_ask_changes(
        review_id=asked,
        actor=editor,
        reasons=["unclear"],
        comment="Who made the map, and who has used it since? Two sentences are enough.",
    )
    colleague_invite(
        signatory=town,
        email="leyla@people.example",
        role="contributor",
        language="az",
        actor=user,
    )
    facts = {"official_name": "Municipality of Harrowfield Bay", "country_id": "IE"}
    signatory_register(actor=None, profile="authority", is_demo=True, **facts)
    facts = {"official_name": "Lanterns for Children", "country_id": "IE"}
    lanterns = signatory_register(
        actor=None, profile="organisation", is_demo=True, **facts
    )
    signatory_transition(signatory=lanterns, verb="confirmed", actor=editor)
    Membership.objects.create(signatory=lanterns, user=user, role="manager")
    rows = [
        {"official_name": name, "country_id": "IE", "profile": "authority"}
        | {"email": f"office{number}@people.example", "language": "en"}
        for number, name in enumerate(("Amberwick Council", "Thistledown Council"))
    ]
    members_invite(inviter=lanterns, rows=rows, language="en", actor=user)
    found = address_resolve(kind="signatory", slug="glaropetra")
    if found is None:
        raise PictureError("The demonstration has no Glaropetra any more.")
    Report.objects.create(
        kind="signatory",
        key=found[0],
        path="/en/signatories/glaropetra/",
        reason=Report.Reason.RECOGNISABLE,
    )


def _submit(title: str, text: str, town: Any, user: Any) -> int:
    """Send a text to the moderators; return the number of its reading."""
    from datetime import date
    from uuid import uuid4

    from initiatives import services
    from initiatives.drafts import DraftFields
    from initiatives.models import InitiativePage
    from initiatives.plain_text import blocks_from_text

    page = services.initiative_draft_create(
        signatory=town, user=user, language="en", title=title, key=uuid4()
    )
    page = InitiativePage.objects.get(pk=page.pk)
    services.initiative_draft_save(
        page_id=page.pk,
        user=user,
        base_revision_id=page.latest_revision_id,
        fields=DraftFields(
            title=title,
            summary="Parents, clubs and schools do something together.",
            body=blocks_from_text(text),
            principles=["prevention", "participation"],
            actions=["debate"],
            place="Göyşəhər",
            starts_on=date(2026, 3, 1),
        ),
    )
    return services.initiative_submit(page_id=page.pk, user=user).pk


@contextmanager
def portal() -> Iterator[str]:
    """Run the portal on a free port; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}", "--noreload"],
        cwd=CLONE,
        env=os.environ | {"PUBLIC_URL": address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            wait_for(f"{address}/health/live", server)
            yield address
        finally:
            server.terminate()


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the portal answers.

    Raises:
        PictureError: it ended, or did not answer within a minute.
    """
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise PictureError("The portal does not answer.")


def log_in(page: Page, who: str, password: str) -> None:
    """Go through the one door."""
    page.goto("/en/account/login/")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)


def take(browser: Browser, base: str, picture: Picture, password: str) -> bytes:
    """Return one screen of a page as PNG.

    Raises:
        PictureError: the portal does not answer the address with a page.
    """
    context = browser.new_context(
        base_url=base,
        viewport={"width": WIDTH, "height": picture.height},
        locale="en",
        color_scheme="light",
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        if picture.who:
            log_in(page, picture.who, password)
        place, *links = picture.place.split(" → ")
        answer = page.goto(place, wait_until="networkidle")
        if answer is None or not answer.ok:
            raise PictureError(f"{place} does not answer with a page.")
        for link in links:
            page.locator("main").get_by_role("link", name=link).first.click()
            page.wait_for_load_state("networkidle")
        if picture.from_top:
            page.locator(picture.from_top).evaluate("(one) => one.scrollIntoView()")
        return page.screenshot()
    finally:
        context.close()


def main() -> None:
    """Write the pictures that were asked for, or every one.

    Raises:
        PictureError: one of them is unknown or too heavy.
    """
    wanted = sys.argv[1:] or list(PICTURES)
    if unknown := set(wanted) - set(PICTURES):
        raise PictureError(f"There is no {', '.join(sorted(unknown))}.")
    sys.path.insert(0, str(CLONE))
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
            "REDIS_URL": "",
            "ELASTICSEARCH_URL": "",
        }
        # Passwords, and the mails that nobody gets.
        with redirect_stdout(io.StringIO()):
            password = prepare()
        with portal() as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM)
            for name in wanted:
                made = take(browser, base, PICTURES[name], password)
                if len(made) > MAX_BYTES:
                    raise PictureError(f"{name} weighs {len(made)} bytes.")
                (IMAGES / name).write_bytes(made)
                print(f"docs/images/{name}: {len(made) // 1000} KB")
            browser.close()


if __name__ == "__main__":
    main()
