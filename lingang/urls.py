"""The site's addresses. Each room adds its own."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from lingang import health, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
]
if find_spec("releases.api_urls"):
    urlpatterns.append(path("api/v1/", include("releases.api_urls")))
for rooms in ("lingang.accounts", "releases.urls", "indicators.urls"):
    if find_spec(rooms):
        urlpatterns += i18n_patterns(path("", include(rooms)))
