"""Staff's view for withdrawing an initiative everywhere, and for allowing it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import User
from core import withdrawal
from core.models import PublicAddress, Withdrawal
from initiatives.forms import WithdrawalForm
from initiatives.models import InitiativePage

KIND = PublicAddress.Kind.INITIATIVE


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an initiative down in all languages, or allow it back."""
    page = get_object_or_404(InitiativePage, pk=pk)
    user = request.user
    if not isinstance(user, User) or not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    key = page.translation_key
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and "allow" in request.POST:
        withdrawal.lift(kind=KIND, key=key)
        messages.success(request, _("It may be published again."))
        return redirect("initiative-withdraw", pk=pk)
    if request.method == "POST" and form.is_valid():
        withdrawal.withdraw(
            kind=KIND, key=key, reason=form.cleaned_data["reason"], actor=user
        )
        messages.success(request, _("It is offline in all languages."))
        return redirect("initiative-withdraw", pk=pk)
    rows = Withdrawal.objects.filter(kind=KIND, key=key).select_related("actor")
    context = {
        "page": page,
        "form": form,
        "withdrawals": rows,
        "is_withdrawn": any(row.lifted_at is None for row in rows),
    }
    return render(request, "initiatives/admin/withdraw.html", context)
