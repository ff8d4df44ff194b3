"""The two groups that may see flagged text, and the group of moderators."""

from django.db import migrations

GROUPS = {
    "Safeguarding officers": ("view_flaggedtext", "moderate_review"),
    "Safeguarding deputies": ("view_flaggedtext", "moderate_review"),
    "Moderators": ("moderate_review",),
}
MODELS = {"view_flaggedtext": "flaggedtext", "moderate_review": "review"}
NAMES = {
    "view_flaggedtext": "Can see flagged text",
    "moderate_review": "Can moderate texts of signatories",
}


def create_groups(apps, schema_editor):
    """Permissions are made after all migrations otherwise; the groups need them now."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    rights = {}
    for codename, model in MODELS.items():
        content_type, _ = ContentType.objects.get_or_create(
            app_label="initiatives", model=model
        )
        rights[codename], _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": NAMES[codename]},
        )
    admin_type, _ = ContentType.objects.get_or_create(
        app_label="wagtailadmin", model="admin"
    )
    admin, _ = Permission.objects.get_or_create(
        content_type=admin_type,
        codename="access_admin",
        defaults={"name": "Can access Wagtail admin"},
    )
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(admin, *(rights[codename] for codename in codenames))


def delete_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_moderation"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(create_groups, delete_groups)]
