"""People act for a signatory in a role: the plain relation becomes a model."""

import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


def to_memberships(apps, schema_editor):
    """Whoever acted for a signatory becomes a manager of it: nobody loses a right."""
    Membership = apps.get_model("signatories", "Membership")
    Signatory = apps.get_model("signatories", "Signatory")
    Membership.objects.bulk_create(
        Membership(
            signatory_id=row.signatory_id, user_id=row.user_id, role="manager"
        )
        for row in Signatory.members.through.objects.order_by("pk")
    )


def to_members(apps, schema_editor):
    """Back to the plain relation; the roles are lost."""
    Membership = apps.get_model("signatories", "Membership")
    through = apps.get_model("signatories", "Signatory").members.through
    through.objects.bulk_create(
        through(signatory_id=row.signatory_id, user_id=row.user_id)
        for row in Membership.objects.order_by("pk")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("signatories", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(choices=[("manager", "manager"), ("contributor", "contributor")], default="contributor", max_length=11, verbose_name="role")),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                ("asked_still_on", models.DateField(blank=True, null=True)),
                ("confirmed_still_on", models.DateField(blank=True, null=True)),
                ("signatory", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="signatories.signatory")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to=settings.AUTH_USER_MODEL, verbose_name="account")),
            ],
            options={
                "verbose_name": "person acting for a signatory",
                "verbose_name_plural": "people acting for a signatory",
                "ordering": ["joined_at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("signatory", "user"), name="membership_one_per_person")],
            },
        ),
        migrations.RunPython(to_memberships, to_members),
        migrations.RemoveField(model_name="signatory", name="members"),
    ]
