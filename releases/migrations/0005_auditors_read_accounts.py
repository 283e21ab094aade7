"""Auditors read accounts and their history: who gave whom which role, and when."""

from django.db import migrations


def _auditors_and_right(apps, schema_editor):
    alias = schema_editor.connection.alias
    group = apps.get_model("auth", "Group").objects.using(alias).get(name="auditor")
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    return group, permissions.get(content_type__app_label="auth", codename="view_user")


def allow(apps, schema_editor):
    group, right = _auditors_and_right(apps, schema_editor)
    group.permissions.add(right)


def forbid(apps, schema_editor):
    group, right = _auditors_and_right(apps, schema_editor)
    group.permissions.remove(right)


class Migration(migrations.Migration):
    dependencies = [("releases", "0004_document_named_by_its_hash")]

    operations = [migrations.RunPython(allow, forbid)]
