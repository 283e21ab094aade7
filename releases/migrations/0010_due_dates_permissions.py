"""Who runs the yearly round sets its due dates: analysts and reviewers; the others read them."""

from django.db import migrations

GROUPS = {
    "analyst": ["add", "change", "delete", "view"],
    "reviewer": ["add", "change", "delete", "view"],
    "auditor": ["view"],
    "administrator": ["view"],
}


def _rights(apps, schema_editor):
    """Permissions are made after all migrations, which is too late here."""
    alias = schema_editor.connection.alias
    kind, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(alias)
        .get_or_create(app_label="indicators", model="duedate")
    )
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    return {
        right: permissions.get_or_create(
            content_type=kind,
            codename=f"{right}_duedate",
            defaults={"name": f"Can {right} due date"},
        )[0]
        for right in GROUPS["analyst"]
    }


def allow(apps, schema_editor):
    rights = _rights(apps, schema_editor)
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for name, held in GROUPS.items():
        groups.get(name=name).permissions.add(*(rights[each] for each in held))


def forbid(apps, schema_editor):
    rights = _rights(apps, schema_editor)
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for name, held in GROUPS.items():
        groups.get(name=name).permissions.remove(*(rights[each] for each in held))


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0009_commentary_waivers"),
        ("indicators", "0008_due_dates"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
