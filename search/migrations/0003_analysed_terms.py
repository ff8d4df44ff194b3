"""Terms of every kind in one column, words in order beside them, marks for highlights.

Rows that are there are not found until they are written again: `manage.py
search_rebuild` follows this migration where there is content.
"""

from django.db import migrations, models

_OLD = "searchdocument_folded_trigrams"
_NEW = "searchdocument_terms_trigrams"


def _drop(name):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")

    return run


def _create(name, column):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE INDEX {name} ON search_searchdocument"
                f" USING gin ({column} gin_trgm_ops)"
            )

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0002_trigram_index")]

    operations = [
        migrations.AddField(
            model_name="searchobject",
            name="error",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="searchobject",
            name="failures",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="searchobject",
            name="place",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="searchobject",
            name="place_terms",
            field=models.TextField(default=""),
        ),
        migrations.RunPython(_drop(_OLD), _create(_OLD, "folded")),
        migrations.RenameField("searchdocument", "folded", "plain"),
        migrations.RemoveField("searchdocument", "title_folded"),
        *[
            migrations.AddField(
                "searchdocument", name, models.TextField(default="")
            )
            for name in ("title_terms", "summary_terms", "terms")
        ],
        migrations.AddField(
            "searchdocument", "marks", models.JSONField(default=list)
        ),
        migrations.RunPython(_create(_NEW, "terms"), _drop(_NEW)),
    ]
