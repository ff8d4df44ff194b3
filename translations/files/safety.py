"""What is looked at before a file is believed: size, encoding, characters, mark-up."""

import codecs
import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from translations.files.base import MAX_BYTES, FileProblem

# No file needs them, XML forbids them and PostgreSQL takes no NUL.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
# A translation has even less of them than a file.
_CONTROL_IN_TEXT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)
# What no database and no answer can hold.
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
# Where a browser would begin a tag, a comment or the like.
_MARKUP_START: Final = re.compile(r"<(?=[A-Za-z/!?])")
# The mark-up of a segment: wagtail-localize's INLINE_TAGS, attributes replaced by an id.
_ALLOWED: Final = re.compile(
    r"""
      </?(?:abbr|acronym|b|br|code|em|i|strong)\s*/?>
    | <a(?:\s+id=(?:"[\w.-]+"|'[\w.-]+'))?\s*> | </a\s*>
    | <!--[^<>]*-->
    """,
    re.VERBOSE | re.IGNORECASE,
)


def require_size(data: bytes) -> None:
    """Refuse a file that is empty, or too large to be read safely.

    Raises:
        FileProblem: see above.
    """
    if not data.strip():
        raise FileProblem(_("The file is empty. Choose another one."))
    if len(data) > MAX_BYTES:
        raise FileProblem(
            _(
                "The file has %(size)s MB and the most that can be read is %(limit)s MB. "
                "Split it, or export fewer texts at once."
            ),
            # Rounded up: never "5 MB of 5 MB".
            size=-(-len(data) // 1_000_000),
            limit=MAX_BYTES // 1_000_000,
        )


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16 that says so by its first bytes.

    Raises:
        FileProblem: too large, empty, of another encoding, or with control characters.
    """
    require_size(data)
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblem(
            _("The file is not in the encoding UTF-8. Save it as UTF-8 and try again."),
            line=None if is_utf16 else data.count(b"\n", 0, error.start) + 1,
        ) from error
    if found := _CONTROL.search(text):
        raise _control_problem(found.group(), text.count("\n", 0, found.start()) + 1)
    return text


def _control_problem(character: str, line: int) -> FileProblem:
    return FileProblem(
        _(
            "There is a control character (%(code)s) in the text, which nobody can "
            "see. Delete it."
        ),
        line=line,
        code=f"U+{ord(character):04X}",
    )


def refuse_control(text: str, line: int) -> None:
    """Refuse a text with control characters; line breaks and tabs are none.

    Raises:
        FileProblem: see above.
    """
    if found := _CONTROL_IN_TEXT.search(text):
        raise _control_problem(found.group(), line)


def is_markup(text: str) -> bool:
    """Whether a text is one piece of mark-up that a segment may have."""
    return _ALLOWED.fullmatch(text) is not None


def check_markup(fragment: str, line: int) -> None:
    """Refuse mark-up that no text of the portal has: scripts, pictures, attributes.

    Whether a translation keeps the mark-up of its source is another question, which the
    checks of the editor answer text by text.

    Raises:
        FileProblem: see above.
    """
    for start in _MARKUP_START.finditer(fragment):
        if _ALLOWED.match(fragment, start.start()) is None:
            raise FileProblem(
                _(
                    "The mark-up %(markup)s is not allowed in a text. Use only the "
                    "mark-up of the source text."
                ),
                line=line,
                markup=fragment[start.start() :][:40],
            )


def check_unit(path: str, source: str, target: str, line: int) -> None:
    """Refuse characters and mark-up that no text of the portal has.

    A source may have control characters, as somebody may have pasted them into a page:
    it only says which text is meant.

    Raises:
        FileProblem: see above.
    """
    refuse_control(path, line)
    if found := _UNSTORABLE.search(source):
        raise _control_problem(found.group(), line)
    refuse_control(target, line)
    check_markup(source, line)
    check_markup(target, line)
