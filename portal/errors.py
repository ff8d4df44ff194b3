"""Pages for what is not there and for what went wrong."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from core.languages import LANGUAGES


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: a problem document for programs, the 39 languages for people."""
    if request.path_info.startswith("/api/"):
        problem = {
            "type": "about:blank",
            "title": "Not found",
            "status": 404,
            "detail": "Nothing stands at this address.",
        }
        return JsonResponse(
            problem, status=404, content_type="application/problem+json"
        )
    context = {"languages": LANGUAGES, "noindex": True}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database."""
    return render(request, "500.html", status=500)
