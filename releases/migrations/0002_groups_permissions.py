"""The five groups and what each may do. Nobody is a superuser: these rights are all there are."""

from django.db import migrations

DESK = {"releases.release": ["view_desk"]}
READ = {
    "goals.plan": ["view"],
    "goals.goal": ["view"],
    "goals.commitment": ["view"],
    "goals.evidence": ["view"],
    "goals.source": ["view"],
    "indicators.indicator": ["view"],
    "indicators.series": ["view"],
    "indicators.target": ["view"],
    "indicators.figure": ["view"],
    "indicators.commentary": ["view"],
    "releases.release": ["view", "view_desk"],
}
# Without the right to everybody's history people see their own alone, of rows and of sign-ins.
SIGN_INS = {
    "axes.accesslog": ["view"],
    "axes.accessattempt": ["view"],
}
RECORDS = {"releases.release": ["view_history"], **SIGN_INS}
ENTER = {
    "goals.evidence": ["add", "change", "delete"],
    "goals.source": ["add", "change", "delete"],
    "indicators.figure": ["add", "change", "delete"],
    "indicators.commentary": ["add", "change", "delete"],
    "releases.release": ["draft_release"],
}
APPROVE = {"releases.release": ["approve_release"]}
ADMINISTER = {
    "goals.plan": ["add", "change", "delete"],
    "goals.goal": ["add", "change", "delete"],
    "goals.commitment": ["add", "change", "delete"],
    "indicators.indicator": ["add", "change", "delete"],
    "indicators.series": ["add", "change", "delete"],
    "indicators.target": ["add", "change", "delete"],
    # An account is closed, never deleted: the history names people by their account.
    "auth.user": ["add", "change", "view"],
    "auth.group": ["view"],
}
GROUPS = {
    "official": [DESK],
    "analyst": [READ, ENTER, SIGN_INS],
    "reviewer": [READ, ENTER, APPROVE, RECORDS],
    "auditor": [READ, RECORDS],
    "administrator": [READ, RECORDS, ADMINISTER],
}
SIMPLE = ("add", "change", "delete", "view")
NAMES = {
    "view_desk": "Can read the desk: working figures",
    "draft_release": "Can draft and submit a release",
    "approve_release": "Can approve, schedule and cancel a release",
    "view_history": "Can read history and release records",
}


def make_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for name, parts in GROUPS.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.set(
            _permission(apps, schema_editor, model, right)
            for part in parts
            for model, rights in part.items()
            for right in rights
        )


def _permission(apps, schema_editor, label, right):
    """Permissions are made after all migrations, which is too late here; what stands is kept then."""
    alias = schema_editor.connection.alias
    app_label, model = label.split(".")
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(alias)
        .get_or_create(app_label=app_label, model=model)
    )
    codename = f"{right}_{model}" if right in SIMPLE else right
    permission, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(alias)
        .get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": NAMES.get(codename) or f"Can {right} {_words(apps, label)}"},
        )
    )
    return permission


def _words(apps, label):
    try:
        return apps.get_model(label)._meta.verbose_name_raw
    except LookupError:  # an app this migration does not depend on
        return label.split(".")[1]


def remove_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("goals", "0001_plan_goals_commitments"),
        ("indicators", "0001_indicators_targets_figures"),
        ("releases", "0001_releases_documents"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
