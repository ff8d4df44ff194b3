"""The body of content pages and initiatives."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

# What editors may write in running text; headings and images are blocks of their own.
RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]

# The list of shared values; where editors of the Congress write.
SHARED_VALUE_FEATURE = "shared-value"
EDITORIAL_FEATURES = [*RICH_TEXT_FEATURES, SHARED_VALUE_FEATURE]


class QuoteBlock(blocks.StructBlock):
    """A quotation with its source."""

    text = blocks.TextBlock(label=_("quotation"))
    attribution = blocks.CharBlock(
        label=_("who says it"),
        required=False,
        help_text=_("An office or a group, never the name of a child."),
    )

    class Meta:
        icon = "openquote"
        label = _("quotation")
        template = "core/blocks/quote.html"


class DocumentBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        label=_("title"), required=False, help_text=_("Empty: the document’s own.")
    )

    class Meta:
        icon = "doc-full"
        label = _("document")
        template = "core/blocks/document.html"


class LinkBlock(blocks.StructBlock):
    """A link out of the portal."""

    url = blocks.URLBlock(label=_("address"))
    title = blocks.CharBlock(label=_("title"))
    description = blocks.TextBlock(label=_("description"), required=False)

    class Meta:
        icon = "link-external"
        label = _("link")
        template = "core/blocks/link.html"


class BodyBlock(blocks.StreamBlock):
    """Headings, text, pictures, quotations, documents and links."""

    heading = blocks.CharBlock(
        label=_("heading"), icon="title", template="core/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label=_("text"),
        icon="pilcrow",
        features=RICH_TEXT_FEATURES,
        template="core/blocks/paragraph.html",
    )
    image = ImageBlock(label=_("picture"), template="core/blocks/image.html")
    quote = QuoteBlock()
    document = DocumentBlock()
    link = LinkBlock()


class EditorialBodyBlock(BodyBlock):
    """The body of a page whose texts show shared values."""

    paragraph = blocks.RichTextBlock(
        label=_("text"),
        icon="pilcrow",
        features=EDITORIAL_FEATURES,
        template="core/blocks/paragraph.html",
    )
