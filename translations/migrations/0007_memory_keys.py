"""How PostgreSQL finds similar texts of the memory: by pairs of neighbouring words.

A trigram index answers for a text of forty words in seconds: nearly all texts share
trigrams with it. Pairs of neighbouring words are rare, and similar texts share some. Of
each text the ten pairs with the lowest hashes are kept, so that two similar texts, which
have most pairs in common, have some of these in common, too (a bottom-k sketch). Words
count by their first six letters; texts of few words have single words besides.

Source: A. Broder, "On the resemblance and containment of documents", 1997.
"""

from django.db import migrations

_FUNCTION = r"""
CREATE FUNCTION translations_memory_keys(languages text, fragment text) RETURNS int[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH words AS (
    SELECT left(word, 6) AS word, place
    FROM regexp_split_to_table(
      lower(regexp_replace(fragment, '<[^>]*>', ' ', 'g')), '[[:space:][:punct:]]+'
    ) WITH ORDINALITY AS split(word, place)
    WHERE word <> ''
  ), pairs AS (
    SELECT word || ' ' || lead(word) OVER (ORDER BY place) AS pair FROM words
    UNION ALL
    SELECT word FROM words WHERE (SELECT count(*) FROM words) < 10
  )
  SELECT coalesce(array_agg(key), '{}') FROM (
    SELECT DISTINCT hashtext(languages || ' ' || pair) AS key FROM pairs
    WHERE pair IS NOT NULL ORDER BY 1 LIMIT 10
  ) AS lowest
$$
"""
_COLUMN = """
ALTER TABLE translations_memoryentry ADD COLUMN keys int[] GENERATED ALWAYS AS (
  translations_memory_keys(source_language || '>' || language, source)
) STORED
"""
_FORWARDS = (
    _FUNCTION,
    _COLUMN,
    "CREATE INDEX memoryentry_keys ON translations_memoryentry USING gin (keys)",
    "DROP INDEX IF EXISTS memoryentry_source_trigrams",
)
_BACKWARDS = (
    "ALTER TABLE translations_memoryentry DROP COLUMN keys",
    "DROP FUNCTION translations_memory_keys(text, text)",
    "CREATE INDEX memoryentry_source_trigrams ON translations_memoryentry"
    " USING gin (source gin_trgm_ops)",
)


def create_keys(apps, schema_editor):
    _run(schema_editor, _FORWARDS)


def drop_keys(apps, schema_editor):
    _run(schema_editor, _BACKWARDS)


def _run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            # Parameters of None: a percent sign stands for itself.
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("translations", "0006_import_former_states")]

    operations = [migrations.RunPython(create_keys, drop_keys)]
