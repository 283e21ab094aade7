"""Addresses of the styleguide, after the language and "styleguide/"."""

from django.urls import path

from lingang.styleguide import views

urlpatterns = [
    path("", views.sheet, {"name": "parts"}, name="styleguide"),
    path("figures/", views.sheet, {"name": "figures"}, name="styleguide-figures"),
    path("charts/", views.sheet, {"name": "charts"}, name="styleguide-charts"),
    path("summary/", views.summary, name="styleguide-summary"),
    path("goals/<int:goal>/", views.goal, name="styleguide-goal"),
    path("indicators/<slug:code>/", views.indicator, name="styleguide-indicator"),
    path("release/", views.release, name="styleguide-release"),
    path("withdrawn/", views.withdrawn, name="styleguide-withdrawn"),
    path("states/<slug:name>/", views.state, name="styleguide-state"),
]
