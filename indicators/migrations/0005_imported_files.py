"""Files of figures that were sent: their table, and who may read its record."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

READERS = ("analyst", "reviewer", "auditor", "administrator")


def _right_and_groups(apps, schema_editor):
    """Permissions are made after all migrations, which is too late here; what stands is kept then."""
    alias = schema_editor.connection.alias
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(alias)
        .get_or_create(app_label="indicators", model="importedfile")
    )
    right, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(alias)
        .get_or_create(
            content_type=content_type,
            codename="view_importedfile",
            defaults={"name": "Can view imported file"},
        )
    )
    return right, apps.get_model("auth", "Group").objects.using(alias).filter(name__in=READERS)


def allow(apps, schema_editor):
    right, groups = _right_and_groups(apps, schema_editor)
    for group in groups:
        group.permissions.add(right)


def forbid(apps, schema_editor):
    right, groups = _right_and_groups(apps, schema_editor)
    for group in groups:
        group.permissions.remove(right)


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0002_groups_permissions'),
        ('goals', '0002_history_clock'),
        ('indicators', '0004_drafts_of_the_sheet'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='file')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('body', models.BinaryField(null=True)),
                ('seen', models.JSONField(default=dict, editable=False)),
                ('answers', models.JSONField(default=dict, editable=False)),
                ('state', models.CharField(choices=[('waiting', 'waiting for a decision'), ('entered', 'imported'), ('discarded', 'discarded')], default='waiting', max_length=10, verbose_name='state')),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('new', models.PositiveIntegerField(default=0, verbose_name='new figures')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed figures')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='unchanged figures')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imported_files', to='goals.plan', verbose_name='plan')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
            ],
            options={
                'verbose_name': 'imported file',
                'verbose_name_plural': 'imported files',
                'ordering': ['-sent_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportedFileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='file')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('state', models.CharField(choices=[('waiting', 'waiting for a decision'), ('entered', 'imported'), ('discarded', 'discarded')], default='waiting', max_length=10, verbose_name='state')),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('new', models.PositiveIntegerField(default=0, verbose_name='new figures')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed figures')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='unchanged figures')),
                ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='indicators.importedfile')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.plan', verbose_name='plan')),
                ('sent_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='importedfile',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('plan', 'sha256'), name='file_waits_once'),
        ),
        migrations.AddConstraint(
            model_name='importedfile',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'entered', 'discarded'])), name='file_state_known'),
        ),
        migrations.AddConstraint(
            model_name='importedfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'waiting')), models.Q(('body__isnull', True), ('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['entered', 'discarded'])), _connector='OR'), name='file_is_kept_until_decided'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importedfile',
            trigger=pgtrigger.compiler.Trigger(name='decided_file_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IN (\'entered\', \'discarded\'))', func="\n    RAISE EXCEPTION USING ERRCODE = 'check_violation',\n        MESSAGE = 'the record of an imported file stays';\n    ", hash='c28c1949d25bfd9b90c083e63fa9cc4f98651c90', operation='UPDATE OR DELETE', pgid='pgtrigger_decided_file_stays_72414', table='indicators_importedfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importedfile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_importedfileevent" ("changed", "decided_at", "decided_by_id", "id", "name", "new", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sent_at", "sent_by_id", "sha256", "size", "state", "unchanged") VALUES (NEW."changed", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."name", NEW."new", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."sent_at", NEW."sent_by_id", NEW."sha256", NEW."size", NEW."state", NEW."unchanged"); RETURN NULL;', hash='150baee88c14c1f0a526241c887d649a6e7ac199', operation='INSERT', pgid='pgtrigger_insert_insert_f3afd', table='indicators_importedfile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importedfile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."changed" IS DISTINCT FROM (NEW."changed") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."new" IS DISTINCT FROM (NEW."new") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."sent_by_id" IS DISTINCT FROM (NEW."sent_by_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unchanged" IS DISTINCT FROM (NEW."unchanged"))', func='INSERT INTO "indicators_importedfileevent" ("changed", "decided_at", "decided_by_id", "id", "name", "new", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sent_at", "sent_by_id", "sha256", "size", "state", "unchanged") VALUES (NEW."changed", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."name", NEW."new", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."sent_at", NEW."sent_by_id", NEW."sha256", NEW."size", NEW."state", NEW."unchanged"); RETURN NULL;', hash='0605c11285bb1303d2cda08005bd66ce6194cf61', operation='UPDATE', pgid='pgtrigger_update_update_cdb57', table='indicators_importedfile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importedfile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_importedfileevent" ("changed", "decided_at", "decided_by_id", "id", "name", "new", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sent_at", "sent_by_id", "sha256", "size", "state", "unchanged") VALUES (OLD."changed", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."name", OLD."new", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."sent_at", OLD."sent_by_id", OLD."sha256", OLD."size", OLD."state", OLD."unchanged"); RETURN NULL;', hash='2ba983795d835bff755cf51744b89c8494d975c0', operation='DELETE', pgid='pgtrigger_delete_delete_94b97', table='indicators_importedfile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importedfileevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dbb9e6370118c61be4a3f8dc2e080fa78370cb2f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3d646', table='indicators_importedfileevent', when='BEFORE')),
        ),
        migrations.RunPython(allow, forbid),
    ]
