"""Who may name sign-offs: administrators; who reads them: whoever reads releases."""

from django.db import migrations

RIGHTS = {
    "analyst": ["view"],
    "reviewer": ["view"],
    "auditor": ["view"],
    "administrator": ["view", "add", "change", "delete"],
}


def _rights(apps, schema_editor):
    """Permissions are made after all migrations, which is too late here; what stands is kept then."""
    alias = schema_editor.connection.alias
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(alias)
        .get_or_create(app_label="releases", model="signoffname")
    )
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    for role, rights in RIGHTS.items():
        for right in rights:
            permission, _ = permissions.get_or_create(
                content_type=content_type,
                codename=f"{right}_signoffname",
                defaults={"name": f"Can {right} sign-off"},
            )
            yield groups.get(name=role), permission


def allow(apps, schema_editor):
    for group, right in _rights(apps, schema_editor):
        group.permissions.add(right)


def forbid(apps, schema_editor):
    for group, right in _rights(apps, schema_editor):
        group.permissions.remove(right)


class Migration(migrations.Migration):
    dependencies = [("releases", "0006_review_withdrawal_signoffs")]

    operations = [migrations.RunPython(allow, forbid)]
