"""The portal's own answer where Django would show a technical page."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from portal.errors import not_found

GetResponse = Callable[[HttpRequest], HttpResponse]


class NotFoundPageMiddleware:
    """Shows the portal's 404 page in development too, as readers will see it.

    With DEBUG on, Django answers an unknown address with a list of its patterns; the
    portal's page offers the 39 languages and help instead.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace Django's technical page; other answers pass."""
        response = self.get_response(request)
        is_technical = response.status_code == 404 and response.headers.get(
            "Content-Type", ""
        ).startswith("text/html")
        if is_technical and not request.path_info.startswith("/admin/"):
            return not_found(request, Http404())
        return response
