"""Background work that wagtail-localize asks for: two functions, nothing else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page
from wagtail_localize.synctree import synchronize_tree

from core.locales import locale_id
from translations.exceptions import NotPublicError
from translations.job_backend import SUBTREE, reference
from translations.models import TranslationJob, TranslationJobItem
from translations.registry import kind_of
from translations.selectors.objects import original_of
from translations.services.jobs import Kind, job_start, work
from translations.services.orders import begin_order

if TYPE_CHECKING:
    from accounts.models import User


def call_order(
    *, function: str, arguments: dict[str, Any], user: "User | None"
) -> TranslationJob:
    """Have a function of wagtail-localize called by a worker.

    Args:
        function: its dotted name.
        arguments: as JSON; objects as their model and primary key.
        user: who asked for it; None for the portal.
    """
    return job_start(
        kind=Kind.CALL,
        label=_label(arguments),
        items=[(None, "")],
        user=user,
        options={"function": function, "arguments": arguments},
    )


def _label(arguments: dict[str, Any]) -> str:
    if "page" in arguments:
        return str(Page.objects.get(pk=arguments["page"]).title)
    source, target = (_loaded(arguments[name]) for name in ("source", "target"))
    return f"{source} → {target}"


def _loaded(named: dict[str, Any]) -> Any:
    return apps.get_model(named["model"])._default_manager.get(pk=named["pk"])


def subtree_order(
    *, page: Page, languages: Sequence[str], user: "User | None"
) -> TranslationJob:
    """Have everything below a page begun; its pages are read in the background."""
    locales = Locale.objects.filter(pk__in=[locale_id(code) for code in languages])
    return call_order(
        function=SUBTREE,
        arguments={
            "page": page.pk,
            "locales": [reference(locale) for locale in locales],
        },
        user=user,
    )


@work(Kind.CALL)
def call(item: TranslationJobItem) -> str:
    """Do what was enqueued, as the job's options say."""
    arguments = item.job.options["arguments"]
    if item.job.options["function"] == SUBTREE:
        return _begin_below(item, arguments)
    synchronize_tree(_loaded(arguments["source"]), _loaded(arguments["target"]))
    return _("every page exists in the language")


def _begin_below(item: TranslationJobItem, arguments: dict[str, Any]) -> str:
    """Begin everything below a page, each page as a job of its own.

    wagtail-localize's own function would make half-finished pages at once.
    """
    top = Page.objects.filter(pk=arguments["page"]).first()
    languages = [_loaded(named).language_code for named in arguments["locales"]]
    begun = 0
    for page in top.get_descendants().filter(alias_of=None).specific() if top else ():
        if kind_of(type(page)) and original_of(page).pk == page.pk:
            try:
                begin_order(
                    instance=page, languages=languages, user=item.job.started_by
                )
            except NotPublicError:
                continue
            begun += 1
    return ngettext("%(count)s page below it", "%(count)s pages below it", begun) % {
        "count": begun
    }
