"""Addresses of the public pages, after the language."""

from django.urls import path, re_path

from releases import chart_files, comparing_views, listing_views, sharing, views

urlpatterns = [
    path("", views.home, name="current"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("plans/<slug:plan>/", views.summary, name="summary"),
    path("plans/<slug:plan>/goals/<int:goal>/", views.goal, name="goal"),
    path("plans/<slug:plan>/indicators/", listing_views.indicators, name="indicators"),
    path("plans/<slug:plan>/indicators/<slug:code>/", views.indicator, name="indicator"),
    path("plans/<slug:plan>/releases/", views.releases, name="releases"),
    path("plans/<slug:plan>/releases/<int:number>/", views.release, name="release"),
    path("plans/<slug:plan>/releases/compare/", comparing_views.choose_two, name="choose-two"),
    path(
        "plans/<slug:plan>/releases/<int:a>/compare/<int:b>/",
        comparing_views.compare,
        name="compare",
    ),
    path("plans/<slug:plan>/changes/", comparing_views.changes, name="changes"),
    path(
        "plans/<slug:plan>/releases/<int:number>/goals/<int:goal>/",
        views.goal,
        name="release-goal",
    ),
    path(
        "plans/<slug:plan>/releases/<int:number>/indicators/<slug:code>/",
        views.indicator,
        name="release-indicator",
    ),
    path("plans/<slug:plan>/releases/<int:number>/method/", views.method, name="release-method"),
    *(
        path(
            f"plans/<slug:plan>/{release}indicators/<slug:code>/{file}", view, name=f"{name}{file}"
        )
        for release, name in (("", ""), ("releases/<int:number>/", "release-"))
        for file, view in (
            ("chart.svg", chart_files.svg),
            ("chart.png", chart_files.png),
            ("figures.csv", chart_files.csv),
        )
    ),
    *(
        path(f"plans/<slug:plan>/{release}{tail}", view, name=f"{name}{own}")
        for release, name in (("", ""), ("releases/<int:number>/", "release-"))
        for tail, view, own in (
            ("embed/indicators/<slug:code>/", sharing.embed, "embed"),
            ("card.png", sharing.plan_card, "card"),
            ("goals/<int:goal>/card.png", sharing.goal_card, "goal-card"),
            ("indicators/<slug:code>/card.png", sharing.indicator_card, "indicator-card"),
        )
    ),
    path("plans/<slug:plan>/method/", views.method, name="method"),
    path("plans/<slug:plan>/about/", views.about, name="about"),
    path("plans/<slug:plan>/data/", views.data, name="data"),
    re_path(
        r"^(?P<rest>(?:goals|indicators|releases|changes|method|about|data|desk)/(?:.*/)?)$",
        views.to_current_plan,
        name="current-page",
    ),
]
