"""Addresses of the public API."""

from django.urls import path

from releases import api, api_changes, api_docs

urlpatterns = [
    path("schema/", api_docs.schema, name="api-schema"),
    path("docs/", api_docs.docs, name="api-docs"),
    path("plans/", api.Plans.as_view(), name="api-plans"),
    path("plans/<slug:plan>/", api.Plan.as_view(), name="api-plan"),
    path("plans/<slug:plan>/goals/", api.Goals.as_view(), name="api-goals"),
    path("plans/<slug:plan>/goals/<int:number>/", api.Goal.as_view(), name="api-goal"),
    path("plans/<slug:plan>/indicators/", api.Indicators.as_view(), name="api-indicators"),
    path(
        "plans/<slug:plan>/indicators/<slug:code>/", api.Indicator.as_view(), name="api-indicator"
    ),
    path("plans/<slug:plan>/changes/", api_changes.Changes.as_view(), name="api-changes"),
    path("plans/<slug:plan>/releases/", api.Releases.as_view(), name="api-releases"),
    path("plans/<slug:plan>/releases/<int:number>/", api.Release.as_view(), name="api-release"),
]
