"""Large imports are jobs; what an import found is kept for each object."""

import django.db.models.deletion
from django.db import migrations, models


def split_former(apps, schema_editor):
    batches = apps.get_model("translations", "ImportBatch")
    parts = apps.get_model("translations", "ImportPart")
    for batch in batches.objects.exclude(former={}).iterator():
        parts.objects.create(batch=batch, former=batch.former)


def join_former(apps, schema_editor):
    batches = apps.get_model("translations", "ImportBatch")
    for batch in batches.objects.iterator():
        for part in batch.parts.order_by("pk"):
            batch.former |= part.former
        batch.save(update_fields=["former"])


class Migration(migrations.Migration):
    dependencies = [("translations", "0007_memory_keys")]

    operations = [
        migrations.AlterField(
            model_name="translationjob",
            name="kind",
            field=models.CharField(
                choices=[
                    ("begin", "begin translations"),
                    ("draft", "machine drafts"),
                    ("sync", "changes of the source"),
                    ("publish", "publish"),
                    ("export", "export"),
                    ("import", "import"),
                    ("undo", "undoing an import"),
                    ("memory", "translation memory"),
                    ("call", "background work of wagtail-localize"),
                ],
                max_length=7,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="translationjobitem",
            name="position",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="translationjobitem",
            name="count",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="job",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="import_batch",
                to="translations.translationjob",
            ),
        ),
        migrations.CreateModel(
            name="ImportPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("key", models.UUIDField(null=True)),
                ("former", models.JSONField(default=dict)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="translations.importbatch",
                    ),
                ),
            ],
        ),
        migrations.RunPython(split_former, join_former),
        migrations.RemoveField(model_name="importbatch", name="former"),
        migrations.AlterField(
            model_name="reviewlink",
            name="reviewer_email",
            field=models.EmailField(
                blank=True, max_length=254, verbose_name="e-mail address"
            ),
        ),
    ]
