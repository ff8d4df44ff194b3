"""A trigram index over the sources of the memory; PostgreSQL only."""

from django.db import migrations

_NAME = "memoryentry_source_trigrams"


def create_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX {_NAME} ON translations_memoryentry"
            " USING gin (source gin_trgm_ops)"
        )


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {_NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0002_workflow"),
        # Creates the extension.
        ("search", "0002_trigram_index"),
    ]

    operations = [migrations.RunPython(create_index, drop_index)]
