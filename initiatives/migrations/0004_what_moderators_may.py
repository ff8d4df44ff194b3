"""Moderators open reports, and have no rights on pages, pictures or documents.

Wagtail makes a group "Moderators" of its own that may publish every page. Ours took its
name, and with it the right to publish drafts unread, in every country.
"""

from django.db import migrations

GROUPS = ("Moderators", "Safeguarding officers", "Safeguarding deputies")
RIGHTS = {
    "view_report": "Can view report",
    "change_report": "Can change report",
}


def give_and_take(apps, schema_editor):
    """Permissions are made after all migrations otherwise; the groups need them now."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    content_type, _ = ContentType.objects.get_or_create(app_label="core", model="report")
    for codename, name in RIGHTS.items():
        right, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        for group in Group.objects.filter(name__in=GROUPS):
            group.permissions.add(right)
    for model in ("GroupPagePermission", "GroupCollectionPermission"):
        rows = apps.get_model("wagtailcore", model).objects
        rows.filter(group__name="Moderators").delete()
    for group in Group.objects.filter(name="Moderators"):
        group.permissions.remove(
            *Permission.objects.filter(content_type__app_label="wagtail_localize")
        )


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0003_moderation_groups"),
        ("core", "0002_outgoing_mail"),
        # After whatever Wagtail gives to its group.
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(give_and_take, migrations.RunPython.noop)]
