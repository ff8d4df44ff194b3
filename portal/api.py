"""The public API at /api/v1/: stable, documented, readable by any program."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    QueryDict,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, URLPattern, re_path, resolve
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from pydantic.json_schema import models_json_schema

from core.api import PROBLEM_TYPE, Problem, in_language, reading, strict
from core.api_reference import router as reference_router
from core.current import interface_languages
from core.language_menu import MenuEntry
from core.languages import DEFAULT, LANGUAGES
from home.api import router as home_router
from home.api_reference import router as figures_router
from initiatives.api import router as initiatives_router
from pact.api import router as pact_router
from signatories.api import router as signatories_router

DESCRIPTION: Final = (
    "Whatever a visitor of the portal can read, a program can read here: without a key, "
    "without registration, from any web page. `language` chooses labels and texts; each "
    "text says which language came and how it was translated. Repeated parameters are "
    "alternatives, different ones have to hold together; an empty one counts as none. "
    "An unknown parameter or value is answered with 422 and names what was not "
    "understood. What a signatory withdraws disappears here, and has to disappear from "
    "copies. Everything that carries `is_demo` is invented."
)
REFS: Final = "#/components/schemas/{model}"


class ReadableRenderer(JSONRenderer):
    """JSON with every script as it is, not as escapes."""

    json_dumps_params = {"ensure_ascii": False}


class ForgivingParser(Parser):
    """Takes an empty parameter for none: a form sends all of its fields."""

    def parse_querydict(
        self,
        data: MultiValueDict,  # type: ignore[type-arg]
        list_fields: list[str],
        request: HttpRequest,
    ) -> dict[str, Any]:
        """Return the parameters that have a value."""
        given = QueryDict(mutable=True)
        for name, values in data.lists():
            kept = [value for value in values if value]
            if kept:
                given.setlist(name, kept)
        return super().parse_querydict(given, list_fields, request)


class HumanDocs(DocsBase):
    """The description for people, from the server alone and without a script."""

    def render_page(
        self, request: HttpRequest, api: NinjaAPI, **kwargs: Any
    ) -> HttpResponse:
        """Show every operation with its parameters and an example."""
        context = {
            "description": api.description,
            # The same page for everybody: caches keep it.
            "has_session": False,
            "operations": list(operations(api.get_openapi_schema())),
            # The page stands outside the languages; the human page has all of them.
            "language_menu": [
                MenuEntry(
                    language=item,
                    url=f"/{item.code}/open-data/",
                    is_current=item.code == DEFAULT,
                    is_translated=item.code in interface_languages(),
                )
                for item in sorted(LANGUAGES, key=lambda item: item.autonym.casefold())
            ],
        }
        return render(request, "api_docs.html", context)


def operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what the page for people shows of each operation in a description."""
    for path, methods in schema["paths"].items():
        operation = methods["get"]
        yield {
            "id": operation["operationId"],
            "path": path,
            "summary": operation["summary"],
            "description": operation["description"],
            "example": f"{path}{operation['x-example']}",
            "is_link": "{" not in path,
            "parameters": [
                {
                    "name": parameter["name"],
                    "is_in_path": parameter["in"] == "path",
                    "is_repeatable": parameter["schema"].get("type") == "array",
                    "description": parameter.get("description", ""),
                    "values": _values(parameter["schema"]),
                    "default": parameter["schema"].get("default", ""),
                }
                for parameter in operation["parameters"]
            ],
        }


def _values(schema: dict[str, Any]) -> list[str]:
    values: list[str] = schema.get("items", schema).get("enum", [])
    return values


class PublicAPI(NinjaAPI):
    """An API that anybody may read and nobody may write.

    Failures of operations rise to `core.api.reading`, which stands around every address
    and makes them problem documents.
    """

    def set_default_exception_handlers(self) -> None:
        """Handle nothing here."""
        self.add_exception_handler(Exception, _raise)

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        """The addresses, and one for whatever does not exist below the API."""
        patterns, app_name, namespace = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = reading(pattern.callback)
        return [*patterns, re_path("", reading(nothing_here))], app_name, namespace

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation after its function: moving it changes nothing outside."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """Describe the API, with what ninja leaves out: problems and redirects."""
        schema = super().get_openapi_schema(**kwargs)
        _keys, definitions = models_json_schema(
            [(Problem, "serialization")], ref_template=REFS
        )
        schema["components"]["schemas"].update(definitions["$defs"])
        for methods in schema["paths"].values():
            operation = methods["get"]
            operation["responses"] |= _further_answers(operation)
            for parameter in operation["parameters"]:
                _without_null(parameter["schema"])
                if parameter["in"] == "query":
                    parameter["allowEmptyValue"] = True
        return schema


def _further_answers(operation: dict[str, Any]) -> dict[Any, Any]:
    reference = {"$ref": REFS.format(model="Problem")}
    content = {"content": {PROBLEM_TYPE: {"schema": reference}}}
    answers: dict[Any, Any] = {
        304: {"description": "Not changed since the answer with this entity tag"},
        422: {"description": "A parameter or value is not understood", **content},
        "default": {"description": "Anything else that went wrong", **content},
    }
    has_key = any(item["in"] == "path" for item in operation["parameters"])
    if has_key:
        answers[301] = {"description": "The key is a former one; see Location"}
    if has_key or operation.get("x-missing"):
        answers[404] = {"description": "Nothing stands there", **content}
    operation.pop("x-missing", None)
    return answers


def _without_null(schema: dict[str, Any]) -> None:
    """Say that a parameter may be left out, not that it may be null."""
    if schema.get("default", "") is None:
        del schema["default"]
    options = schema.pop("anyOf", None)
    if options:
        schema.update(next(item for item in options if item.get("type") != "null"))


def _raise(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    raise error


def nothing_here(request: HttpRequest) -> HttpResponseBase:
    """Answer 404, or lead to the same address with its slash at the end.

    Raises:
        Http404: nothing stands there with a slash either.
    """
    if not request.path_info.endswith("/"):
        try:
            match = resolve(f"{request.path_info}/")
        except Resolver404:
            raise Http404 from None
        if match.url_name:
            query = request.META.get("QUERY_STRING", "")
            path = f"{request.path}/"
            return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    raise Http404


api = PublicAPI(
    title="Pact of Towns and Regions to Stop Sexual Violence against Children",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api-v1",
    docs=HumanDocs(),
    renderer=ReadableRenderer(),
    parser=ForgivingParser(),
)
api.add_decorator(strict, mode="view")
api.add_decorator(in_language, mode="operation")
for _router in (
    initiatives_router,
    signatories_router,
    home_router,
    figures_router,
    pact_router,
    reference_router,
):
    api.add_router("", _router)
