from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class LingangConfig(AppConfig):
    name = "lingang"

    def ready(self) -> None:
        from lingang import checks, rights  # noqa: F401 (the checks register themselves)

        # After every migration, not in one: a migration cannot know the tables that come after it.
        # Django sends the signal for apps with models only; at the first, all tables stand.
        post_migrate.connect(rights.grant, sender=apps.get_app_config("releases"))
