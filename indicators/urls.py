"""Addresses of the desk, after the language."""

from django.urls import path

from indicators import views

urlpatterns = [
    path("plans/<slug:plan>/desk/", views.desk, name="desk"),
    path("plans/<slug:plan>/desk/goals/<int:goal>/", views.goal, name="desk-goal"),
    path("plans/<slug:plan>/desk/indicators/<slug:code>/", views.indicator, name="desk-indicator"),
]
