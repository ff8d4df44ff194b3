"""Contacts wait to be read before they are public, as web sites do."""

from django.db import migrations, models


def keep_web_sites(apps, schema_editor):
    for row in apps.get_model("signatories", "Signatory").objects.exclude(
        pending_website=""
    ):
        row.pending_facts = {"website": row.pending_website}
        row.save(update_fields=["pending_facts"])


def give_web_sites_back(apps, schema_editor):
    for row in apps.get_model("signatories", "Signatory").objects.exclude(
        pending_facts={}
    ):
        row.pending_website = row.pending_facts.get("website", "")
        row.save(update_fields=["pending_website"])


class Migration(migrations.Migration):
    dependencies = [
        ("signatories", "0005_member_invitations_and_claims"),
    ]

    operations = [
        migrations.AddField(
            model_name="signatory",
            name="pending_facts",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.RunPython(keep_web_sites, give_web_sites_back),
        migrations.RemoveField(model_name="signatory", name="pending_website"),
    ]
