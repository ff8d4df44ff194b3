"""The body of a page for programs: each block as safe HTML and as plain text."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from ninja import Schema
from wagtail.rich_text import expand_db_html

from core.api import ImageOut, link
from core.text import strip_markup

# The same size as on the pages, so that no further copy is made for programs.
RENDITION: Final = "width-1000|format-webp"


class PictureOut(ImageOut):
    """A picture in a text."""

    credit: str


class DocumentOut(Schema):
    """A document to download; `language` is empty when it has none of its own."""

    title: str
    url: str
    language: str
    extension: str
    size_bytes: int | None


class LinkOut(Schema):
    """A link out of the portal."""

    url: str
    title: str
    description: str


class BlockOut(Schema):
    """One block of a text.

    Attributes:
        type: `heading`, `paragraph`, `quote`, `image`, `document` or `link`.
        html: safe HTML without classes; addresses begin at the root of the portal.
        text: the same without markup.
        image, document, link: filled for the type of that name.
    """

    id: str
    type: str
    html: str
    text: str
    image: PictureOut | None = None
    document: DocumentOut | None = None
    link: LinkOut | None = None


class ParagraphOut(Schema):
    """Running text, as safe HTML and without markup."""

    html: str
    text: str


def paragraph_out(source: str) -> ParagraphOut:
    """Describe rich text; Wagtail cleaned it with a whitelist when it was saved."""
    return ParagraphOut(html=expand_db_html(source), text=strip_markup(source))


def plain_out(text: str) -> ParagraphOut:
    """Describe plain text whose paragraphs are separated by an empty line."""
    return ParagraphOut(html=_lines(text) if text else "", text=text)


def blocks_out(request: HttpRequest, blocks: Iterable[Any]) -> list[BlockOut]:
    """Describe the blocks of a stream, without those that nobody may see."""
    described = []
    for block in blocks:
        parts = _PARTS[block.block_type](request, block.value)
        if parts is not None:
            described.append(BlockOut(id=str(block.id), type=block.block_type, **parts))
    return described


Parts = dict[str, Any] | None


def _heading(request: HttpRequest, value: str) -> Parts:
    return {"html": format_html("<h2>{}</h2>", value), "text": value}


def _paragraph(request: HttpRequest, value: Any) -> Parts:
    return paragraph_out(value.source).model_dump()


def _quote(request: HttpRequest, value: Any) -> Parts:
    said, who = value["text"], value["attribution"]
    caption = format_html_join("", "<footer>{}</footer>", [(who,)] if who else [])
    html = format_html("<blockquote>{}{}</blockquote>", _lines(said), caption)
    return {"html": html, "text": "\n".join(filter(None, [said, who]))}


def _lines(text: str) -> SafeString:
    """Return paragraphs of plain text as HTML; everything in them is escaped."""
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - see above


def _image(request: HttpRequest, value: Any) -> Parts:
    """Leave out a picture that nobody has confirmed to show no recognisable child."""
    picture = picture_out(request, value)
    if picture is None:
        return None
    html = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">',
        picture.url,
        picture.width,
        picture.height,
        picture.alt,
    )
    return {"html": html, "text": picture.alt, "image": picture}


def picture_out(request: HttpRequest, image: Any) -> PictureOut | None:
    """Describe an image of a text; None when it may not be shown."""
    if not image or not image.shows_no_recognisable_child:
        return None
    rendition = image.get_rendition(RENDITION)
    return PictureOut(
        url=link(request, rendition.url),
        width=rendition.width,
        height=rendition.height,
        alt=getattr(image, "contextual_alt_text", None) or "",
        credit=image.credit,
    )


def _document(request: HttpRequest, value: Any) -> Parts:
    document = value["document"]
    if document is None:
        return None
    described = DocumentOut(
        title=value["title"] or document.title,
        url=link(request, document.url),
        language=document.language,
        extension=document.file_extension,
        size_bytes=document.file_size,
    )
    html = format_html('<p><a href="{}">{}</a></p>', described.url, described.title)
    return {"html": html, "text": described.title, "document": described}


def _link(request: HttpRequest, value: Any) -> Parts:
    described = link_out(value)
    html = format_html(
        '<p><a href="{}" rel="noreferrer">{}</a></p>', described.url, described.title
    )
    text = "\n".join(filter(None, [described.title, described.description]))
    return {"html": html, "text": text, "link": described}


def link_out(value: Any) -> LinkOut:
    """Describe a link block."""
    return LinkOut(
        url=value["url"], title=value["title"], description=value["description"] or ""
    )


_PARTS: Final[dict[str, Callable[[HttpRequest, Any], Parts]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "quote": _quote,
    "image": _image,
    "document": _document,
    "link": _link,
}
