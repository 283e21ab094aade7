"""The site's addresses. Each room adds its own."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from lingang import health, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("releases.api_urls")),
    *i18n_patterns(
        path("", include("lingang.accounts")),
        path("", include("indicators.urls")),
        path("", include("releases.urls")),
        path("styleguide/", include("lingang.styleguide.urls")),
    ),
]

handler403 = "releases.views.not_allowed"
handler404 = "releases.views.not_found"
handler500 = "releases.views.failed"
