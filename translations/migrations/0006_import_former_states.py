"""What texts were before an import, so that undoing it brings back everything."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("translations", "0005_notices")]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="former",
            field=models.JSONField(default=dict, editable=False),
        )
    ]
