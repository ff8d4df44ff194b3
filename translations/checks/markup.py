"""Mark-up, links and script: what would break the page, or worse."""

import html
import re
from collections import Counter
from typing import Final

from django.utils.translation import gettext as _

from translations.checks.base import Finding, error
from translations.checks.fragments import Fragment

_IGNORED: Final = re.compile(r"[\x00-\x1f\u00ad\u200b-\u200f\u2060\ufeff]+")
# As browsers read it: they skip control characters inside.
_SCRIPT: Final = re.compile(
    r"</?script|<(?:iframe|object|embed|svg|style)\b|(?:java|vb)script:|data:text/html",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(r"<[^<>]*[\s\"'/]on[a-z]{3,30}\s*=", re.IGNORECASE)


def check_markup(source: Fragment, target: Fragment) -> list[Finding]:
    """Find tags that are broken, not allowed, missing or added."""
    found = [
        error(
            "markup",
            _("%(tag)s cannot stand in a translation. Take it out.") % {"tag": tag},
            tag,
        )
        for tag in dict.fromkeys(target.not_allowed)
    ]
    found += [
        error(
            "markup",
            _(
                "%(tag)s has no counterpart: each tag must be opened and closed,"
                " the last one opened first."
            )
            % {"tag": tag},
            tag,
        )
        for tag in dict.fromkeys(target.broken)
    ]
    for name in source.tags | target.tags:
        wanted, given = source.tags[name], target.tags[name]
        if wanted != given:
            message = _(
                "%(tag)s stands %(wanted)s × in the source and %(given)s × in the"
                " translation. Mark the same words as the source."
            ) % {"tag": f"<{name}>", "wanted": wanted, "given": given}
            found.append(error("markup", message, f"<{name}>"))
    return found


def check_links(source: Fragment, target: Fragment) -> list[Finding]:
    """Find links that are missing, unknown, used twice or without text."""
    wanted, given = Counter(source.links), Counter(target.links)
    found = [
        error(
            "links",
            _("The link %(link)s is missing. Put it around the words it belongs to.")
            % {"link": link},
            link,
        )
        for link in wanted - given
    ]
    for link in given - wanted:
        if not link:
            message = _("A link has no id. Copy the link from the source.")
        elif link in wanted:
            message = _("The link %(link)s stands more often than in the source.") % {
                "link": link
            }
        else:
            message = _("The source has no link %(link)s. Take it out.") % {
                "link": link
            }
        found.append(error("links", message, link))
    for link in target.empty_links:
        if link not in source.empty_links:
            message = _("The link %(link)s has no text that a reader could click.") % {
                "link": link
            }
            found.append(error("links", message, link))
    return found


def _scripts(raw: str) -> list[str]:
    """Return what runs or could run, also behind entities and hidden characters."""
    if not any(sign in raw for sign in ":<&"):
        return []
    read = html.unescape(raw)
    squeezed = _IGNORED.sub("", read).lower()
    events = [match.group() for match in _EVENT.finditer(read)]
    return [*dict.fromkeys(_SCRIPT.findall(squeezed)), *events]


def check_script(source: Fragment, target: Fragment) -> list[Finding]:
    """Find script; a text that speaks about it may do so in translation too."""
    # What is no tag of the target is only words about script.
    allowed = set() if target.not_allowed else set(_scripts(source.raw))
    return [
        error(
            "script",
            _("A translation cannot hold script. Take %(piece)s out.")
            % {"piece": piece[:40]},
            piece[:40],
        )
        for piece in _scripts(target.raw)
        if piece not in allowed
    ]
