"""A trigram index over the column that decides what is found; PostgreSQL only."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

_NAME = "searchdocument_folded_trigrams"


def create_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX {_NAME} ON search_searchdocument"
            " USING gin (folded gin_trgm_ops)"
        )


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {_NAME}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        TrigramExtension(),
        migrations.RunPython(create_index, drop_index),
    ]
