"""What translators do with files: fetch, translate in a program, bring back."""

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from translations.files.base import APPROVED, WAITING, Document, Unit
from translations.files.po import po_write
from translations.files.xliff import xliff_write
from translations.selectors.exchange import document_of
from translations.selectors.import_plan import Wishes
from translations.services.imports import import_apply
from translations.services.uploads import upload_keep

# Tables in which a mere look or log-in leaves something.
ASIDE = {"django_session", "wagtailusers_userprofile"}


def counts():
    """Rows of every table, and private files."""
    return {
        model._meta.db_table: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed and model._meta.db_table not in ASIDE
    }


def translated(translation, targets, *, state=WAITING, **more):
    """The document of an object as it comes back: source text -> translation."""
    document = document_of(translation)
    return Document(
        key=more.get("key", document.key),
        title=document.title,
        source_language="en",
        target_language=more.get("language", document.target_language),
        exported_at=more.get("exported_at", document.exported_at),
        units=tuple(
            Unit(
                path=unit.path,
                source=unit.source,
                target=targets.get(unit.source, unit.target),
                state=state if unit.source in targets else unit.state,
            )
            for unit in document.units
        )
        + more.get("units", ()),
    )


def po(translation, targets, **more):
    return po_write(translated(translation, targets, **more))


def xliff(translation, targets, *, state=APPROVED, **more):
    return xliff_write([translated(translation, targets, state=state, **more)])


def upload(user, name, data, language="fr"):
    return upload_keep(user=user, purpose=f"import-{language}", name=name, data=data)


def bring_back(user, data, *, name="page.fr.po", language="fr", **wishes):
    """Import a file without looking."""
    kept = upload(user, name, data, language)
    return import_apply(
        upload=kept,
        language=language,
        user=user,
        wishes=Wishes(user.pk, timezone.now(), **wishes),
    )


def chosen(name, data):
    """A file as a browser sends it."""
    return {"file": SimpleUploadedFile(name, data)}
