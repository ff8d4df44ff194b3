"""Keys of telephones and recovery codes lie hidden in the database."""

from django.db import migrations

from accounts import secrets_at_rest

FIELDS = ("secret", "seed", "migrated_codes")


def hide(apps, schema_editor):
    """Hide what was stored in the clear; what is hidden already stays."""
    _change(apps, _hidden)


def show(apps, schema_editor):
    _change(apps, secrets_at_rest.show)


def _hidden(text):
    is_clear = not text.startswith(secrets_at_rest.MARK)
    return secrets_at_rest.hide(text) if is_clear else text


def _change(apps, change):
    for row in apps.get_model("mfa", "Authenticator").objects.all():
        for name in FIELDS:
            value = row.data.get(name)
            if isinstance(value, str):
                row.data[name] = change(value)
            elif isinstance(value, list):
                row.data[name] = [change(text) for text in value]
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_proved_addresses"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(hide, show)]
