"""What the routers of the public API share: language, lists, problems, headers.

Every answer is made without looking at a cookie, and every mistake is answered with a
problem document (RFC 9457) that names what was not understood.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Annotated, Any, Final

import orjson
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.log import log_response
from ninja import Schema
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from pydantic import AfterValidator, Field

from core.current import use_language
from core.languages import ALIASES, BY_CODE, CODES, DEFAULT
from core.versions import absolute

# A withdrawn text is gone from other people's caches after this time, too.
CACHE_SECONDS: Final = 60
PROBLEM_TYPE: Final = "application/problem+json"
READING_METHODS: Final = "GET, HEAD, OPTIONS"

# The one part of an answer that differs each time; it is no reason to send it again.
_TOOK: Final = re.compile(rb'"took_ms": ?\d+')

View = Callable[..., HttpResponseBase]


class ProblemError(Schema):
    """One thing that was not understood.

    Attributes:
        loc: where it stands, e.g. `["query", "page_size"]`.
    """

    type: str
    loc: list[str]
    msg: str


class Problem(Schema):
    """What went wrong, in the form of RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[ProblemError] | None = None


class NotUnderstoodError(Exception):
    """A parameter or value means nothing here; becomes a 422.

    Attributes:
        errors: at least one.
    """

    def __init__(self, errors: Iterable[ProblemError]) -> None:
        self.errors = list(errors)
        super().__init__(summed_up(self.errors))


def in_query(name: str, message: str, kind: str = "unknown_value") -> ProblemError:
    """Describe a mistake in the query parameter `name`."""
    return ProblemError(type=kind, loc=["query", name], msg=message)


def summed_up(errors: Iterable[ProblemError]) -> str:
    """Name all that was not understood in one line, e.g. `country: no such value`."""
    return "; ".join(dict.fromkeys(f"{error.loc[-1]}: {error.msg}" for error in errors))


def problem(
    status: int, detail: str, errors: list[ProblemError] | None = None
) -> HttpResponse:
    """Return a problem document; nobody may keep it."""
    document = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors
    )
    return JsonResponse(
        document.model_dump(exclude_none=True),
        status=status,
        content_type=PROBLEM_TYPE,
        headers={"Cache-Control": "no-store"},
    )


def _language(value: str) -> str:
    code = ALIASES.get(value, value)
    if code not in BY_CODE:
        raise ValueError("no such language; /api/v1/languages/ lists the 39 codes")
    return code


LanguageCode = Annotated[
    str,
    AfterValidator(_language),
    Field(json_schema_extra={"enum": [*CODES, *ALIASES]}),
]


class InLanguage(Schema):
    """Parameters of every address."""

    language: LanguageCode = Field(
        DEFAULT,
        description="The reader’s language: of labels, and of texts where they exist.",
    )


class Paged(InLanguage):
    """Parameters of a list that may be long."""

    page: int = Field(
        1, ge=1, description="Page within the first 10 000 hits; then use `cursor`."
    )
    page_size: int = Field(20, ge=1, le=100, description="Items on a page.")
    cursor: str | None = Field(
        None,
        max_length=500,
        description="`next_cursor` of the answer before, with the same parameters.",
    )


class Listing[Item](Schema):
    """Every list has its items and how many there are in all."""

    items: list[Item]
    total: int


class ImageOut(Schema):
    """A picture; somebody confirmed that no child can be recognised in it."""

    url: str
    width: int
    height: int
    alt: str


class LabelOut(Schema):
    """A code with its label in the reader’s language, in English where it has none."""

    kind: str
    code: str
    label: str


def answered(values: Mapping[str, Any]) -> HttpResponse:
    """Return an answer as JSON, its fields unchecked.

    For long lists: to check every field of their items takes as long as to find them.
    The operation still describes the answer by its schema; a test compares the two.
    """
    content = orjson.dumps(values)
    return HttpResponse(content, content_type="application/json; charset=utf-8")


def link(request: HttpRequest, url: str) -> str:
    """Return an address with its host; one that has a host stays as it is."""
    return url if "://" in url else absolute(request, url)


def strict(run: Callable[..., HttpResponseBase]) -> View:
    """Refuse query parameters that an operation does not declare; once for all.

    A parameter that takes one value and is given twice is ambiguous and refused too.
    """
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    models: list[Any] = [
        model for model in operation.models if model.__ninja_param_source__ == "query"
    ]
    known = {name for model in models for name in model.__ninja_flatten_map__}
    lists = {name for model in models for name in model.__ninja_collection_fields__}

    @wraps(run)
    def checked(request: HttpRequest, **path: Any) -> HttpResponseBase:
        errors = [
            in_query(name[:100], "no such parameter here", "unknown_parameter")
            for name in request.GET
            if name not in known
        ]
        errors += [
            in_query(name, "takes one value", "given_twice")
            for name in sorted(known - lists)
            if len(request.GET.getlist(name)) > 1
        ]
        if errors:
            raise NotUnderstoodError(errors)
        return run(request, **path)

    return checked


def in_language(view: Callable[..., Any]) -> Callable[..., Any]:
    """Run an operation in the language its parameters (`asked`) ask for.

    The `Accept-Language` header plays no part: the address alone says what is answered.
    """

    @wraps(view)
    def spoken(request: HttpRequest, **values: Any) -> Any:
        request.LANGUAGE_CODE = values["asked"].language
        with use_language(request.LANGUAGE_CODE):
            return view(request, **values)

    return spoken


def reading(view: View) -> View:
    """Let anybody read from anywhere, and nobody do anything else.

    Adds what each answer needs: `Access-Control-Allow-Origin`, so that a script of any
    site may read (without credentials: no answer depends on them), the time it may be
    kept, and an entity tag. Makes every failure a problem document.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": READING_METHODS})
            response["Access-Control-Allow-Methods"] = READING_METHODS
            response["Access-Control-Allow-Headers"] = "If-None-Match"
        elif request.method in ("GET", "HEAD"):
            response = _answered(view, request, *args, **kwargs)
        else:
            response = problem(405, "This interface can only be read.")
            response["Allow"] = READING_METHODS
        response["Access-Control-Allow-Origin"] = "*"
        return response

    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    return guarded


def _answered(
    view: View, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    method, request.method = request.method, "GET"
    request.LANGUAGE_CODE = DEFAULT
    try:
        with use_language(DEFAULT):
            response = view(request, *args, **kwargs)
    except Exception as error:  # noqa: BLE001 - every failure has its problem document
        response = _failed(request, error)
    finally:
        request.method = method
    response["Content-Language"] = request.LANGUAGE_CODE
    return _kept(request, response)


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    match error:
        case Http404():
            return problem(404, "Nothing stands at this address.")
        case NotUnderstoodError():
            return problem(422, str(error), error.errors)
        case ValidationError():
            errors = [_error(entry) for entry in error.errors]
            return problem(422, summed_up(errors), errors)
        case HttpError():
            return problem(error.status_code, str(error))
        case BadRequest() | SuspiciousOperation():
            return problem(400, "The request cannot be read.")
    response = problem(500, "Something went wrong here; it has been noted.")
    log_response(
        "%s: %s",
        response.reason_phrase,
        request.path,
        response=response,
        request=request,
        exception=error,
    )
    return response


def _error(entry: dict[str, Any]) -> ProblemError:
    """Name the parameter as it stands in the address, not the class that holds it."""
    source, *_holder, name = entry["loc"]
    if isinstance(name, int):
        name = _holder[-1]
    message = re.sub(r"^Value error, ", "", entry["msg"])
    return ProblemError(type=entry["type"], loc=[str(source), str(name)], msg=message)


def _kept(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code != HTTPStatus.OK or not isinstance(response, HttpResponse):
        return response
    patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    content = _TOOK.sub(b"", response.content)
    digest = hashlib.sha256(content, usedforsecurity=False).hexdigest()[:32]
    response["ETag"] = f'W/"{digest}"'
    conditional = get_conditional_response(
        request, etag=response["ETag"], response=response
    )
    return conditional or response
