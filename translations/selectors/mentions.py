"""Whom a remark can name with an @, and whom it does: one person for each name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from django.contrib.auth import get_user_model
from django.db.models import Q

from translations.models import LanguageRight
from translations.rights import CENTRAL

if TYPE_CHECKING:
    from accounts.models import User

# An @ that begins a word: in an e-mail address it stands inside one. A whole address
# may follow.
_MENTION: Final = re.compile(r"(?<![\w.+-])@([\w.+-]*\w(?:@[\w.-]*\w)?)")


def people_of(language: str) -> "list[User]":
    """Return whom a remark in a language can name: whoever has a right to see it."""
    app, codename = CENTRAL.split(".")
    permission = {"codename": codename, "content_type__app_label": app}
    by_group = {f"groups__permissions__{name}": it for name, it in permission.items()}
    by_self = {f"user_permissions__{name}": it for name, it in permission.items()}
    rights = LanguageRight.objects.filter(language=language).values("user_id")
    people = get_user_model()._default_manager.filter(
        Q(pk__in=rights) | Q(is_superuser=True) | Q(**by_group) | Q(**by_self),
        is_active=True,
    )
    return list(people.distinct().order_by("email"))


def handles(people: "Sequence[User]") -> "dict[str, User]":
    """Return what to write after the @ -> whom it names, in the order of the people.

    The part of the e-mail address before its @ where nobody else has the same; else the
    name, `anna.kiss`, where nobody else has that; else the whole address.
    """
    short = Counter(_short(user) for user in people)
    full = Counter(_full(user) for user in people)
    found: dict[str, User] = {}
    for user in people:
        handle, name = _short(user), _full(user)
        if short[handle] > 1:
            is_plain = name and full[name] == 1 and name not in short
            handle = name if is_plain else user.email.casefold()
        found[handle] = user
    return found


def mentioned_in(text: str, people: "Sequence[User]") -> "list[User]":
    """Return whom a remark names, by what the editor shows or by their name.

    `@ana`, `@ana.silva` and `@AnaSilva` all name Ana Silva, unless somebody else may be
    meant; see `unclear_in`.
    """
    named = _named(text, people)
    meant = [found[0] for found in named.values() if len(found) == 1]
    return [user for user in people if user in meant]


def unclear_in(text: str, people: "Sequence[User]") -> "dict[str, list[User]]":
    """Return name as it was written -> the people who may be meant, where several may."""
    named = _named(text, people)
    return {name: found for name, found in named.items() if len(found) > 1}


def _named(text: str, people: "Sequence[User]") -> "dict[str, list[User]]":
    own = handles(people)
    by_name = _by_name(people)
    return {
        name: [own[key]] if key in own else by_name[key]
        for name in dict.fromkeys(_MENTION.findall(text))
        if (key := name.casefold()) in own or key in by_name
    }


def _by_name(people: "Iterable[User]") -> "dict[str, list[User]]":
    found: defaultdict[str, list[User]] = defaultdict(list)
    for user in people:
        for name in _names(user):
            found[name].append(user)
    return dict(found)


def _names(user: "User") -> set[str]:
    first, last = user.first_name, user.last_name
    names = (_short(user), user.email, first, last, _full(user), f"{first}{last}")
    return {_plain(name) for name in names} - {""}


def _short(user: "User") -> str:
    return _plain(user.email.partition("@")[0])


def _full(user: "User") -> str:
    """Return `first.last`; empty when one of them is not known."""
    first, last = _plain(user.first_name), _plain(user.last_name)
    return f"{first}.{last}" if first and last else ""


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "")
