"""Addresses below `/admin/translations/`: files."""

from django.urls import URLPattern, path

from translations.views import (
    files,
    glossary_files,
    import_results,
    imports,
    memory,
)

urlpatterns: list[URLPattern] = [
    path("files/", files.files, name="files"),
    path("files/export/<int:translation_id>/<slug:kind>/", files.export, name="export"),
    path(
        "files/export/<slug:language>/<slug:kind>/",
        files.export_of_language,
        name="export-language",
    ),
    path("files/export/", files.export_begin, name="export-start"),
    path("files/packed/<int:item_id>/", files.export_fetch, name="export-file"),
    path("files/import/<slug:language>/", imports.import_file, name="import"),
    path(
        "files/import/<slug:language>/<str:token>/",
        imports.import_preview,
        name="import-preview",
    ),
    path("files/imports/", import_results.imports, name="imports"),
    path("files/imports/<int:pk>/", import_results.import_result, name="import-result"),
    path(
        "files/imports/<int:pk>/progress/",
        import_results.import_progress,
        name="import-progress",
    ),
    path("files/imports/<int:pk>/undo/", import_results.undo, name="import-undo"),
    path("memory/", memory.memory, name="memory"),
    path("memory/<int:pk>/delete/", memory.delete, name="memory-delete"),
    path("memory/export/", memory.export_all, name="memory-export-all"),
    path("memory/export/<slug:language>/", memory.export, name="memory-export"),
    path("memory/import/", memory.import_file, name="memory-import"),
    path("memory/import/<str:token>/", memory.preview, name="memory-preview"),
    path("glossary/files/", glossary_files.glossary_files, name="glossary-files"),
    path("glossary/files/<slug:kind>/", glossary_files.export, name="glossary-export"),
    path(
        "glossary/import/<str:token>/", glossary_files.preview, name="glossary-preview"
    ),
]
