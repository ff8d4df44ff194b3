"""What a signatory writes, between the form and the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.models import InitiativePage
from initiatives.plain_text import Block, text_from_blocks

LABELS: Final[Mapping[str, str | Promise]] = {
    "title": _("title"),
    "summary": _("summary"),
    "body": _("what was done"),
    "principles": _("principles"),
    "actions": _("actions"),
    "groups": _("target groups"),
    "place": _("place"),
    "level": _("level"),
    "starts_on": _("start"),
    "ends_on": _("end"),
    "partners": _("partners"),
    "results": _("results"),
    "cost_band": _("cost"),
    "lessons": _("what was learned"),
    "links": _("links"),
    "pictures": _("pictures"),
    "text": _("what happened"),
    "happened_on": _("date"),
    "description": _("description"),
    "logo": _("logo"),
}
# Fields with words of one's own: read by the check, and shown as they are.
FREE_TEXT: Final = (
    "title",
    "summary",
    "body",
    "place",
    "partners",
    "results",
    "lessons",
    "links",
    "pictures",
)


@dataclass(frozen=True, slots=True)
class DraftFields:
    """The values of a draft; everything but the title may be empty.

    Attributes:
        body, links: raw blocks as StreamField stores them.
        pictures: `{"key", "alt", "credit"}` of pictures nobody has approved yet.
    """

    title: str
    summary: str = ""
    body: list[Block] = field(default_factory=list)
    principles: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    place: str = ""
    level: str = "local"
    starts_on: date | None = None
    ends_on: date | None = None
    partners: str = ""
    results: str = ""
    cost_band: str = ""
    lessons: str = ""
    links: list[Block] = field(default_factory=list)
    pictures: list[dict[str, str]] = field(default_factory=list)


def page_texts(page: InitiativePage) -> dict[str, str]:
    """Return every field of a page as text, in the order of the form."""
    kept = _kept_texts(page)
    body, _blocks = text_from_blocks(list(page.body.raw_data))
    return {
        "title": page.title,
        "summary": page.summary,
        "body": f"{body}\n{kept}".strip(),
        "principles": ", ".join(page.principles),
        "actions": ", ".join(page.actions),
        "groups": ", ".join(page.groups),
        "place": page.place,
        "level": page.level,
        "starts_on": str(page.starts_on or ""),
        "ends_on": str(page.ends_on or ""),
        "partners": page.partners,
        "results": page.results,
        "cost_band": page.cost_band,
        "lessons": page.lessons,
        "links": links_text(list(page.links.raw_data)),
        "pictures": "\n".join(
            " – ".join(filter(None, [item["alt"], item.get("credit", "")]))
            for item in page.pictures
        ),
    }


def _kept_texts(page: InitiativePage) -> str:
    """Words inside the blocks that plain text only names by a number."""
    _text, kept = text_from_blocks(list(page.body.raw_data))
    return "\n".join(word for block in kept for word in _strings(block["value"]))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if " " in value else []
    if isinstance(value, dict):
        return [word for item in value.values() for word in _strings(item)]
    if isinstance(value, list):
        return [word for item in value for word in _strings(item)]
    return []


def links_text(blocks: list[Block]) -> str:
    """Return links as lines `https://address title`."""
    return "\n".join(
        f"{block['value']['url']} {block['value']['title']}".strip() for block in blocks
    )
