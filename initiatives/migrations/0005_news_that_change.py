"""A change of public news waits beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0004_what_moderators_may"),
    ]

    operations = [
        migrations.AddField(
            model_name="initiativeupdate",
            name="changed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="initiativeupdate",
            name="changed_text",
            field=models.TextField(blank=True, max_length=2000),
        ),
    ]
