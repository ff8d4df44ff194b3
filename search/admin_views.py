"""Staff's view of what the search index refuses."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.services import set_aside_retry
from search.status import index_status

MAY_LOOK = "search.view_searchobject"


def set_aside(request: HttpRequest) -> HttpResponse:
    """Show the state of the index and what was set aside, and try it again."""
    if not request.user.has_perm(MAY_LOOK):
        raise PermissionDenied
    if request.method == "POST":
        chosen = request.POST.get("object", "")
        retried = set_aside_retry([int(chosen)] if chosen.isdecimal() else None)
        if retried:
            text = ngettext(
                "%(count)d object is sent again.",
                "%(count)d objects are sent again.",
                retried,
            )
            messages.success(request, text % {"count": retried})
        else:
            messages.info(request, _("There was nothing to send again."))
        return redirect("search-set-aside")
    return render(request, "search/admin/set_aside.html", {"status": index_status()})
