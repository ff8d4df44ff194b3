"""What no moderator has approved is found nowhere, whatever address is asked."""

from uuid import uuid4

import pytest

from core.languages import CODES
from core.models import PortalImage, PortalRendition
from initiatives import services
from initiatives.models import DraftPicture, InitiativePage, InitiativeUpdate
from initiatives.plain_text import blocks_from_text
from search.models import SearchDocument, SearchObject
from tests.core.test_withdrawal import OTHERS
from tests.initiatives import desk
from tests.test_pages import PLACES

pytestmark = pytest.mark.django_db

# One word for each field, which stands in no other text of the portal.
MARKS = {
    "title": "zqtitle",
    "summary": "zqsummary",
    "body": "zqbody",
    "place": "zqplace",
    "partners": "zqpartners",
    "results": "zqresults",
    "lessons": "zqlessons",
    "links": "zqlinks",
    "alt": "zqalt",
    "credit": "zqcredit",
    "news": "zqnews",
    "answer": "zqanswer",
}

STATES = ("draft", "submitted", "changed", "rejected")


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


def marked(user, picture, mark=""):
    link = {"url": f"https://{MARKS['links']}.example/", "title": MARKS["links"]}
    return {
        "title": MARKS["title"] + mark,
        "summary": MARKS["summary"],
        "body": blocks_from_text(f"## {MARKS['body']}\n\n{MARKS['body']}"),
        "place": MARKS["place"],
        "partners": MARKS["partners"],
        "results": MARKS["results"],
        "lessons": MARKS["lessons"],
        "links": [
            {"type": "link", "value": link | {"description": ""}, "id": str(uuid4())}
        ],
        "pictures": [
            {"key": str(picture.key), "alt": MARKS["alt"], "credit": MARKS["credit"]}
        ],
    }


def picture_of(page, user):
    from core.uploads import clean_picture

    return services.picture_add(
        initiative_key=page.translation_key,
        cleaned=clean_picture(desk.picture_file()),
        user=user,
    )


def text_in(state, member, officer):
    """A text of which something is not public, each field of it marked."""
    page = desk.draft(member, key=uuid4())
    if state == "changed":
        review = services.initiative_submit(page_id=page.pk, user=member)
        services.review_approve(review_id=review.pk, actor=officer)
        update = services.update_add(
            initiative_key=page.translation_key,
            key=uuid4(),
            language="en",
            happened_on=page.starts_on,
            text=MARKS["news"],
            user=member,
        )
        assert not InitiativeUpdate.objects.get(key=update.key).is_public
    desk.save(page, member, **marked(member, picture_of(page, member)))
    if state in ("submitted", "rejected"):
        review = services.initiative_submit(
            page_id=page.pk, user=member, answer=MARKS["answer"]
        )
        if state == "rejected":
            services.review_reject(
                review_id=review.pk, actor=officer, reasons=["unclear"], comment="x"
            )
    return InitiativePage.objects.get(pk=page.pk)


@pytest.fixture
def pages(member):
    """A text in each state in which something of it is not public."""
    officer = desk.moderator("reader", sees_flagged=True)
    return [text_in(state, member, officer) for state in STATES]


def addresses(pages):
    for code in ("en", "az", "ka"):
        for place in PLACES:
            yield f"/{code}/{place}"
        yield f"/{code}/initiatives/evenings-at-the-harbour/"
    for word in (*MARKS.values(), "zq"):
        for address in OTHERS:
            yield address.format(word=word)
        yield f"/api/v1/initiatives/suggest/?q={word}&language=en"
    yield "/api/v1/initiatives/evenings-at-the-harbour/"
    for page in pages:
        for code in ("en", "az", "ka"):
            yield f"/{code}/initiatives/{page.slug}/"
            yield f"/{code}/initiatives/{page.slug}/report/"
        yield f"/api/v1/initiatives/{page.slug}/"
        yield f"/api/v1/pages/?path=/en/initiatives/{page.slug}/&language=en"


def test_no_mark_stands_at_any_public_address(client, pages):
    found = set()
    for address in dict.fromkeys(addresses(pages)):
        content = client.get(address).content.decode()
        # A search says back what was looked for.
        asked = address.partition("?")[2]
        found |= {
            (address, mark)
            for mark in MARKS.values()
            if mark in content and mark not in asked
        }
    assert found == set()


def test_no_search_finds_it(client, pages):
    for mark in MARKS.values():
        for code in ("en", "az"):
            answer = client.get(f"/api/v1/initiatives/?q={mark}&language={code}")
            assert answer.json()["total"] == 0


def test_no_language_serves_the_draft(client, pages):
    for page in pages:
        for code in CODES:
            answer = client.get(f"/{code}/initiatives/{page.slug}/")
            assert MARKS["summary"] not in answer.content.decode()
            if not page.live:
                assert answer.status_code == 404


def test_the_search_has_no_row_of_it(pages):
    for page in pages:
        rows = SearchDocument.objects.filter(object__key=page.translation_key)
        for row in rows:
            text = f"{row.title} {row.summary} {row.body} {row.card}"
            assert not any(mark in text for mark in MARKS.values())
        if not page.live:
            public = SearchObject.objects.filter(
                key=page.translation_key, is_gone=False
            )
            assert not public.exists()


def test_its_picture_has_no_public_file_and_no_address(client, pages, settings):
    assert not PortalImage.objects.filter(title=MARKS["alt"]).exists()
    assert not PortalRendition.objects.filter(image__title=MARKS["alt"]).exists()
    for page in pages:
        row = DraftPicture.objects.get(initiative=page.translation_key)
        assert row.image is None
        name = row.file.name
        for address in (
            f"{settings.MEDIA_URL}{name}",
            f"/private/{name}",
            f"/documents/{name}",
            f"{settings.MEDIA_URL}original_images/{name.rsplit('/')[-1]}",
        ):
            assert client.get(address).status_code == 404


def test_revisions_and_previews_have_no_public_address(client, pages):
    for page in pages:
        for address in (
            f"/admin/pages/{page.pk}/view_draft/",
            f"/admin/pages/{page.pk}/revisions/{page.latest_revision_id}/view/",
            desk.edit_url(page),
            desk.edit_url(page, tail="preview/"),
        ):
            answer = client.get(address)
            assert answer.status_code == 302
            assert "login" in answer["Location"]


def test_a_slug_tells_nothing_of_the_title(pages):
    for page in pages:
        if not page.live:
            assert page.slug.startswith("draft-")
            assert "zq" not in page.url_path
