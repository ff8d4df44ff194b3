"""Signing, step by step; the secret in the address is the only key, no cookie is set."""

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from accounts.models import User
from core.current import current_language
from core.states import state_codes
from pact.models import CommitmentVersion
from pact.selectors import commitment_in, terms_in
from signatories import selectors, services
from signatories.exceptions import DoubleError, RegistrationError
from signatories.forms import AcceptForm, DifferForm, StartForm, form_values, steps
from signatories.models import Registration, Signatory
from signatories.places import places_like
from signatories.summaries import summary_rows
from signatories.views.private import private, visitor

# The address of the mail is step 1.
FIRST = 1


@csrf_exempt
def sign(request: HttpRequest) -> HttpResponse:
    """Choose a profile and ask for the link; the answer is the same for every address."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["trap"] and is_within_limits(
            request, form.cleaned_data["email"]
        ):
            services.registration_start(
                email=form.cleaned_data["email"],
                profile=form.cleaned_data["profile"],
                language=current_language(),
            )
        return sent(request, form.cleaned_data["email"])
    context = {"form": form, **commitment_context(), "noindex": bool(form.errors)}
    status = 422 if form.errors else 200
    return render(request, "signatories/sign.html", context, status=status)


def is_within_limits(request: HttpRequest, email: str) -> bool:
    """Count links by network address and, without a gap between two, by address."""
    key = email.strip().lower()
    return bool(ratelimit.consume(request, action="sign", key=key))


def sent(request: HttpRequest, email: str) -> HttpResponse:
    """Say that a link went out; the address is shown to find a slip, in no link."""
    context = {"email": email, "again_url": request.path, "noindex": True}
    return render(request, "signatories/sign_sent.html", context)


def commitment_context() -> dict[str, Any]:
    """Return commitment and, beside an unreviewed one, the English text that counts."""
    texts = commitment_in(current_language())
    return {name: _commitment(text) if text else None for name, text in texts.items()}


def _commitment(text: CommitmentVersion) -> dict[str, object]:
    return {
        "number": text.number,
        "language": text.language,
        # linebreaks escapes the text itself.
        "text_html": mark_safe(linebreaks(text.text, autoescape=True)),  # noqa: S308
        "hash": text.text_hash,
        "state": text.review_state,
    }


@require_GET
def places(request: HttpRequest) -> JsonResponse:
    """Suggest places of a country while somebody types."""
    country = request.GET.get("country", "")
    typed = request.GET.get("q", "")[:60]
    found = places_like(country, typed) if country in state_codes() else []
    items = [{"id": place.id, "name": place.name} for place in found]
    response = JsonResponse({"items": items})
    response.headers["Cache-Control"] = "no-store"
    return response


@csrf_exempt
@private
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Go on where somebody stopped; this is the address in the mail."""
    registration = selectors.registration_by_token(token)
    if registration is None or registration.is_over(timezone.now()):
        return link_over(request)
    if registration.completed_at:
        return _to(token, "done")
    services.registration_opened(registration=registration)
    return _to(token, steps.first_open(registration, visitor(request)))


@csrf_exempt
@private
def step(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """Show or take a step of signing."""
    if step not in (*_VIEWS, "done"):
        raise Http404
    registration = selectors.registration_by_token(token)
    if registration is None or registration.is_over(timezone.now()):
        return link_over(request)
    if step == "done" or registration.completed_at:
        return _done(request, registration, token, step)
    services.registration_opened(registration=registration)
    earlier = steps.first_open(registration, visitor(request))
    if registration.is_claim and step not in steps.steps_of(registration):
        return _to(token, earlier)
    order = list(_VIEWS)
    if order.index(step) > order.index(earlier):
        return _to(token, earlier)
    return _VIEWS[step](request, registration, token)


def link_over(request: HttpRequest) -> HttpResponse:
    """Say that a link leads nowhere, and how to go on."""
    context = {"noindex": True}
    return render(request, "signatories/link_over.html", context, status=410)


def _to(token: str, step: str) -> HttpResponse:
    return redirect(f"/{current_language()}/sign/{token}/{step}/")


def _page(
    request: HttpRequest,
    registration: Registration,
    token: str,
    step: str,
    **context: Any,
) -> HttpResponse:
    """Render a step with its place in the row of steps."""
    order = steps.steps_of(registration)
    shown = "who" if step == "yours" else step
    number = order.index(shown)
    before = "who" if step == "yours" else order[number - 1] if number else ""
    form = context.get("form")
    context |= {
        "registration": registration,
        "step": step,
        "number": number + 1 + FIRST,
        "total": len(order) + FIRST,
        "before": before,
        "base": f"/{current_language()}/sign/{token}/",
        "noindex": True,
    }
    has_errors = request.method == "POST" and form is not None and form.errors
    template = f"signatories/signing/{step}.html"
    return render(request, template, context, status=422 if has_errors else 200)


def _unbound[F: forms.Form](form: F, kept: dict[str, Any]) -> F:
    """Show what was typed before without finding fault with it."""
    form.is_bound, form.initial = False, kept
    return form


def _answer(registration: Registration, step: str, form: forms.Form) -> None:
    services.registration_answer(
        registration=registration,
        step=step,
        answers=form_values(form),
        language=current_language(),
    )


def _who(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    if request.method != "POST":
        form = _unbound(steps.who_form(registration), registration.answer("who"))
        return _page(request, registration, token, "who", form=form)
    form = steps.who_form(registration, request.POST, request.FILES)
    _answer(registration, "who", form)
    is_right = form.is_valid()
    if form.cleaned_data.get("decision"):
        services.registration_decision(
            registration=registration, file=form.cleaned_data["decision"]
        )
    if not is_right:
        return _page(request, registration, token, "who", form=form)
    doubles = _doubles(registration, form.cleaned_data)
    if doubles:
        return _to(token, "yours")
    return _to(token, "account" if registration.joins_id else "commitment")


def _doubles(registration: Registration, fields: dict[str, Any]) -> list[Signatory]:
    """Return what looks the same and was not said to be another one."""
    known = {"country_id": fields["country"], **fields}
    return [
        item
        for item in selectors.doubles_of(registration.profile, known)
        if str(item.key) not in registration.different_from
        and item.pk != registration.joins_id
    ]


def _yours(
    request: HttpRequest, registration: Registration, token: str
) -> HttpResponse:
    """Ask whether an entry that looks the same is meant."""
    who = steps.who_form(registration)
    doubles = _doubles(registration, who.cleaned_data) if who.is_valid() else []
    if not doubles:
        return _to(token, steps.first_open(registration, visitor(request)))
    wanted = request.POST.get("join", "")
    joined = next((item for item in doubles if str(item.key) == wanted), None)
    if joined:
        services.registration_join(registration=registration, signatory=joined)
        return _to(token, "account")
    form = DifferForm(request.POST if request.method == "POST" else None)
    if form.is_discarded:
        return _to(token, "yours")
    if request.method == "POST" and form.is_valid():
        services.registration_differ(
            registration=registration,
            doubles=doubles,
            reason=form.cleaned_data["reason"],
        )
        return _to(token, "commitment")
    return _page(request, registration, token, "yours", form=form, doubles=doubles)


def _commit(
    request: HttpRequest, registration: Registration, token: str
) -> HttpResponse:
    language = current_language()
    read = steps.wordings_key(language)
    form = AcceptForm(request.POST if request.method == "POST" else None, read=read)
    if request.method != "POST" and registration.accepted_at:
        form.initial.update(commitment=True, terms=True)
    commitment, terms = steps.wordings(language)
    if request.method == "POST" and commitment and form.is_valid():
        services.registration_accept(
            registration=registration, commitment=commitment, terms=terms
        )
        return _to(token, "account")
    context = {**commitment_context(), "terms": _terms(), "form": form}
    return _page(request, registration, token, "commitment", **context)


def _terms() -> dict[str, object] | None:
    text = terms_in(current_language())
    if text is None:
        return None
    # linebreaks escapes the text itself.
    html = mark_safe(linebreaks(text.text, autoescape=True))  # noqa: S308
    return {"number": text.number, "language": text.language, "text_html": html}


def _account(
    request: HttpRequest, registration: Registration, token: str
) -> HttpResponse:
    user = visitor(request)
    login_url = f"/{current_language()}/account/login/?next={request.path}"
    context = {"signed_in_as": user, "login_url": login_url}
    if request.method != "POST":
        own_name = {"name": user.get_full_name()} if user else {}
        kept = own_name | registration.answer("account")
        form = _unbound(steps.account_form(registration, user), kept)
        return _page(request, registration, token, "account", form=form, **context)
    form = steps.account_form(registration, user, request.POST)
    _answer(registration, "account", form)
    if "back" in request.POST:
        order = steps.steps_of(registration)
        return _to(token, order[max(0, order.index("account") - 1)])
    if not form.is_valid():
        return _page(request, registration, token, "account", form=form, **context)
    if form.cleaned_data.get("password"):
        services.registration_password(
            registration=registration, password=form.cleaned_data["password"]
        )
    return _to(token, "check")


def _check(
    request: HttpRequest, registration: Registration, token: str
) -> HttpResponse:
    """Show everything once more, and sign."""
    user = visitor(request)
    if request.method == "POST":
        return _finish(request, registration, token, user)
    rows = summary_rows(registration, steps.values(registration, user), user)
    return _page(request, registration, token, "check", rows=rows)


def _finish(
    request: HttpRequest, registration: Registration, token: str, user: User | None
) -> HttpResponse:
    try:
        services.registration_finish(
            registration=registration,
            token=token,
            user=user,
            fields=steps.values(registration, user),
        )
    except DoubleError:
        return _to(token, "yours")
    except RegistrationError:
        return _to(token, steps.first_open(registration, user))
    return _to(token, "done")


def _done(
    request: HttpRequest, registration: Registration, token: str, step: str
) -> HttpResponse:
    """Say that all is done, or that the owner of the address has to log in."""
    if registration.completed_at and step != "done":
        return _to(token, "done")
    if not registration.completed_at and not registration.login_asked_at:
        return _to(token, steps.first_open(registration, visitor(request)))
    context = {
        "registration": registration,
        "is_done": registration.completed_at is not None,
        "page_url": _page_url(registration),
        "noindex": True,
    }
    return render(request, "signatories/signing/done.html", context)


def _page_url(registration: Registration) -> str:
    signatory = registration.signatory
    return selectors.page_path(signatory, current_language()) if signatory else ""


_VIEWS = {
    "who": _who,
    "yours": _yours,
    "commitment": _commit,
    "account": _account,
    "check": _check,
}
