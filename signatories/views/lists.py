"""What checking a list and acting on it have in common: members, earlier signatories."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from signatories.exceptions import ListError
from signatories.forms import ListForm, list_refusal
from signatories.list_checks import CheckedRow, taken
from signatories.typed_lists import text_digest


@dataclass(slots=True)
class CheckedList:
    """A list as it stands on the page.

    Attributes:
        form: shows the text and what is wrong with it as a whole.
        rows: what was found in each row, [] before a list is checked.
        ticked: numbers of the doubtful rows to take all the same.
        is_to_act: whether the button was pressed below these very rows.
        has_changed: whether it was pressed although the text had changed since.
    """

    form: ListForm
    rows: list[CheckedRow]
    ticked: list[str]
    is_to_act: bool = False
    has_changed: bool = False

    @property
    def taken(self) -> list[CheckedRow]:
        """Return the rows to act on."""
        return taken(self.rows, self.ticked)

    def context(self) -> dict[str, Any]:
        """Return what `signatories/_checked_rows.html` and the page show."""
        return {
            "form": self.form,
            "rows": self.rows,
            "ticked": self.ticked,
            "right": sum(row.is_right for row in self.rows),
            "wrong": sum(bool(row.errors) for row in self.rows),
            "doubtful": sum(row.is_doubtful for row in self.rows),
            "there": sum(row.is_there for row in self.rows),
            "has_changed": self.has_changed,
        }


def checked_list(
    request: HttpRequest, check: Callable[[str], list[CheckedRow]]
) -> CheckedList:
    """Read the list that was sent, and check it; nothing else happens."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return CheckedList(form, [], [])
    text = form.text_now
    try:
        rows = check(text)
    except ListError as error:
        field = "text" if form.cleaned_data["file"] is None else "file"
        form.add_error(field, list_refusal(error))
        return CheckedList(form, [], [])
    shown = ListForm(initial={"text": text, "checked": text_digest(text)})
    is_pressed = "act" in request.POST
    return CheckedList(
        shown,
        rows,
        request.POST.getlist("anyway"),
        is_to_act=is_pressed and form.is_checked,
        has_changed=is_pressed and not form.is_checked,
    )
