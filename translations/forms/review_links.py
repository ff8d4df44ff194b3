"""Inviting a reviewer without an account, and what that person sends."""

import re
from collections.abc import Mapping
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from core.languages import DEFAULT, LANGUAGES
from translations.services.review_links import MOST_DAYS, Verdict

_NAME: Final = re.compile(r"^seen-(\d+-\d+)$")
MOST_CHARACTERS: Final = 2000


class ReviewLinkForm(forms.Form):
    """Whom to invite, in which language to write, and for how long."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("It is recorded with each text that the person approves."),
    )
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(
        label=_("Language of the invitation"),
        choices=[(item.code, item.autonym) for item in LANGUAGES],
        initial=DEFAULT,
    )
    days = forms.IntegerField(
        label=_("Days until the link ends"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=14,
    )


def verdicts_of(data: Mapping[str, str]) -> dict[str, Verdict]:
    """Return name of a text -> what a reviewer says of it; the others are left out.

    With the button for all texts, each text that was shown is called right.
    """
    is_all = "all" in data
    found: dict[str, Verdict] = {}
    for field, value in data.items():
        match = _NAME.match(field)
        if not match or not value.isdigit():
            continue
        name = match[1]
        remark = data.get(f"remark-{name}", "").strip()[:MOST_CHARACTERS]
        is_right = is_all or f"right-{name}" in data
        if is_right or remark:
            found[name] = Verdict(is_right, remark, int(value))
    return found
