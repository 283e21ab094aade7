"""Who suggests values and who answers: analysts and reviewers; who reads: everybody inside."""

from django.db import migrations

RIGHTS = {
    "analyst": ["view", "add"],
    "reviewer": ["view", "add"],
    "auditor": ["view"],
    "administrator": ["view"],
}


def _rights(apps, schema_editor):
    """Permissions are made after all migrations, which is too late here; what stands is kept then."""
    alias = schema_editor.connection.alias
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(alias)
        .get_or_create(app_label="indicators", model="suggestion")
    )
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    for role, rights in RIGHTS.items():
        for right in rights:
            permission, _ = permissions.get_or_create(
                content_type=content_type,
                codename=f"{right}_suggestion",
                defaults={"name": f"Can {right} suggestion"},
            )
            yield groups.get(name=role), permission


def allow(apps, schema_editor):
    for group, right in _rights(apps, schema_editor):
        group.permissions.add(right)


def forbid(apps, schema_editor):
    for group, right in _rights(apps, schema_editor):
        group.permissions.remove(right)


class Migration(migrations.Migration):
    dependencies = [("releases", "0007_review_rights"), ("indicators", "0007_suggestions")]

    operations = [migrations.RunPython(allow, forbid)]
