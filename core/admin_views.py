"""Staff's views of the shared ground in the Wagtail admin."""

from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.mail import mail_try_again
from core.models import OutgoingMail


def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a mail is to be sent after all, and send it."""
    if not isinstance(request.user, AbstractUser) or not request.user.has_perm(
        "core.change_outgoingmail"
    ):
        raise PermissionDenied
    mail = get_object_or_404(OutgoingMail, pk=pk)
    list_url = reverse("wagtailsnippets_core_outgoingmail:list")
    if request.method == "POST":
        if mail_try_again(pk):
            messages.success(request, _("The mail is on its way."))
        else:
            messages.error(
                request, _("The mail was sent meanwhile, or its text is gone.")
            )
        return redirect(list_url)
    return render(
        request, "core/admin/try_again.html", {"mail": mail, "list_url": list_url}
    )
