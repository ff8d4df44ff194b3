"""The table of who may do what: rows in TOML, patterns from the URLconf.

A row is named after a pattern, `room:name` or `/its/route/` where it has no name. A name
with stars is a group of patterns of others (Wagtail), asked at the one that `ask` names.
In a row:

    states   of what: "initiative", "signatory", "link"; nothing where nothing differs
    args     of the address; "{signatory.key}" stands for something of the world
    query    of the address
    url      the address itself, where the pattern cannot be reversed
    data     what a POST sends, or the name of something of the world
    GET, POST, PUT, PATCH, DELETE
             state -> role -> answer; "*" is every state, or every role, not named
    but      patterns that a group leaves out
    shows    state -> roles whose answer names the text or signatory; "*" is every role

An answer is a status, "login" for the way to the door, "refused" for the admin's way of
saying no (back to its first page), or "unchanged" where something else than GET is let
through and changes nothing: it came too late, or only looks. Nothing is written for who is
refused.
"""

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

from django.urls import get_resolver

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
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
KEYS = {"states", "args", "query", "url", "data", "ask", "but", "shows", *METHODS}
ROLES = (
    "anonymous",
    "unverified",
    "contributor",
    "manager",
    "other",
    "association",
    "translator",
    "foreign_moderator",
    "moderator",
    "editor",
    "officer",
    "superuser",
)
OUTSIDERS = ROLES[:6]
STATES = {
    "": ("always",),
    "signatory": ("awaiting", "confirmed", "recorded", "rejected", "withdrawn"),
    "initiative": (
        "draft",
        "submitted",
        "changes_asked",
        "rejected",
        "published",
        "changed",
        "withdrawn",
    ),
    "link": ("open", "over"),
}


class Pattern:
    """One pattern of the URLconf.

    `route` is without the language; `is_ours` where a row of its own is due: the view
    lies in one of our rooms and is none of the many that Wagtail makes for a list.
    """

    def __init__(self, route, namespaces, pattern):
        self.route = f"/{route.removeprefix('en/')}"
        name = ":".join([*namespaces, pattern.name]) if pattern.name else ""
        self.name = name or self.route
        self.pattern = pattern
        view = getattr(pattern.callback, "view_class", pattern.callback)
        room = view.__module__.split(".")[0]
        self.is_ours = room in ROOMS and not name.startswith("wagtailsnippet")

    def matches(self, row_name):
        """Whether a row's name, perhaps with stars, means this pattern."""
        return fnmatchcase(self.name, row_name) or fnmatchcase(self.route, row_name)


def patterns():
    """Every pattern of the project."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(found, before, namespaces):
    for item in found:
        route = f"{before}{item.pattern}"
        if hasattr(item, "url_patterns"):
            more = (item.namespace,) if item.namespace else ()
            yield from _walk(item.url_patterns, route, namespaces + more)
        else:
            yield Pattern(route, namespaces, item)


def rows():
    """Every row of every file, by name; a name stands once."""
    table = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for name, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert name not in table, f"{name} has two rows"
            table[name] = row
    return table


def is_asked(name, row):
    """Whether a row is asked at one pattern; other groups are asked at each of theirs."""
    return "*" not in name or "ask" in row or "url" in row


def answer_of(row, method, state, role):
    """What a role is answered in a state."""
    cells = row[method]
    cells = cells.get(state, cells.get("*", {}))
    return cells.get(role, cells.get("*"))


def is_shown(row, state, role):
    """Whether the answer names what the row is about; None when the row does not say."""
    if "shows" not in row:
        return None
    roles = row["shows"].get(state, row["shows"].get("*", []))
    return "*" in roles or role in roles
