"""The site's addresses. Each room adds its own."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from lingang import health, views
from releases import feeds, sitemap

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("releases.api_urls")),
    path("feeds/<slug:plan>/releases.xml", feeds.releases, name="feed"),
    *i18n_patterns(
        path("", include("lingang.accounts")),
        path("", include("indicators.urls")),
        path("", include("releases.urls")),
        path("styleguide/", include("lingang.styleguide.urls")),
    ),
]

handler400 = "releases.error_views.not_read"
handler403 = "releases.error_views.not_allowed"
handler404 = "releases.error_views.not_found"
handler500 = "releases.error_views.failed"
