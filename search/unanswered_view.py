"""Staff's list of searches that found nothing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from search.forms import UnansweredForm
from search.models import UnansweredQuery
from search.unanswered import (
    KEPT_DAYS,
    MAY_READ,
    unanswered_told,
    unanswered_untold,
)

MAY_DELETE = "search.delete_unansweredquery"
MAY_ADD_SYNONYMS = "search.add_synonymset"
_PER_PAGE = 50


def unanswered(request: HttpRequest) -> HttpResponse:
    """Show what many searched for in vain, and delete what is dealt with."""
    if not request.user.has_perm(MAY_READ):
        raise PermissionDenied
    if request.method == "POST":
        return _delete(request)
    form = UnansweredForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    language = chosen.get("language", "")
    pages = Paginator(
        unanswered_told(language=language, by_day=chosen.get("order") == "day"),
        _PER_PAGE,
    )
    page = pages.get_page(request.GET.get("p"))
    context = {
        "form": form,
        "page": page,
        "elided_page_range": pages.get_elided_page_range(page.number),
        "untold": unanswered_untold(language=language),
        "kept_days": KEPT_DAYS,
        "can_delete": request.user.has_perm(MAY_DELETE),
        "synonym_url": reverse("wagtailsnippets_search_synonymset:add")
        if request.user.has_perm(MAY_ADD_SYNONYMS)
        else "",
    }
    return render(request, "search/admin/unanswered.html", context)


def _delete(request: HttpRequest) -> HttpResponse:
    """Delete one row; Wagtail's log would keep its words, so it is not told."""
    if not request.user.has_perm(MAY_DELETE):
        raise PermissionDenied
    chosen = request.POST.get("query", "")
    if (
        chosen.isdecimal()
        and UnansweredQuery.objects.filter(pk=int(chosen)).delete()[0]
    ):
        messages.success(request, _("Deleted."))
    return redirect(request.get_full_path())
